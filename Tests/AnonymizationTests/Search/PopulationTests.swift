import TestSupport
import Anonymization
import Testing

/// Models that compare the table with a population, against a walk through the whole lattice.
@Suite struct PopulationTests {
  /// A population that holds the records and as many others.
  private func people(_ sample: RandomCase, seed: UInt64) -> [[String]] {
    var generator = SeededGenerator(seed: seed &+ 77)
    let others = sample.rows.map { _ in
      sample.hierarchyRows.map { $0[Int.random(in: 0..<$0.count, using: &generator)][0] }
    }
    return sample.rows + others
  }

  private func table(_ people: [[String]], _ sample: RandomCase) throws -> Table {
    try Table(
      columns: sample.names.enumerated().map { index, name in
        Column(name: name, strings: people.map { $0[index] })
      })
  }

  @Test(arguments: [0, 0.2, 1])
  func `k-map and presence have the lowest loss of the lattice`(limit: Double) throws {
    for seed in 9000..<9080 as Range<UInt64> {
      let sample = RandomCase(seed: seed)
      let people = people(sample, seed: seed)
      var models: [PrivacyModel] = [.kMap(Int(seed % 6) + 1)]
      if seed % 2 == 0 { models.append(.deltaPresence(0...([0.5, 0.6, 0.8][Int(seed % 3)]))) }
      if seed % 5 == 0 { models.append(.distinctDiversity(l: 2, of: "s")) }
      var oracle = Oracle(sample: sample, models: models, limit: limit)
      oracle.people = people
      var request = AnonymizationRequest(
        quasiIdentifiers: try sample.identifiers(), models: models, suppressionLimit: limit)
      request.population = try table(people, sample)
      do {
        let result = try Anonymizer.anonymize(try sample.table(), request: request)
        let optimum = try #require(oracle.optimum(), "seed \(seed): nothing is feasible")
        #expect(abs(result.loss - optimum.loss) < 1e-9, "seed \(seed)")
        let chosen = try #require(oracle.evaluate(result.levels ?? []), "seed \(seed)")
        #expect(chosen.suppressed == result.suppressedCount, "seed \(seed)")
        let risk = try #require(result.populationRisk)
        #expect(risk.highest <= 1 / Double(seed % 6 + 1) + 1e-12, "seed \(seed)")
        #expect(risk.average <= risk.highest + 1e-12, "seed \(seed)")
        #expect(risk.highest <= result.highestRisk + 1e-12, "seed \(seed)")
        try recheck(result, sample, people, models, seed: seed)
      } catch AnonymizationError.noSolution {
        #expect(oracle.optimum() == nil, "seed \(seed)")
      }
    }
  }

  private func recheck(
    _ result: AnonymizationResult, _ sample: RandomCase, _ people: [[String]],
    _ models: [PrivacyModel], seed: UInt64
  ) throws {
    let levels = try #require(result.levels)
    let released = sample.names.indices.map { index in
      let column = result.column(index)
      return Column(
        name: column.name, strings: result.outputRows.map { column.labels[column.codes[$0]] })
    }
    let population = sample.names.indices.map { index in
      let rows = sample.hierarchyRows[index]
      return Column(
        name: sample.names[index],
        strings: people.map { person in
          rows.first { $0[0] == person[index] }?[levels[index]] ?? "?"
        })
    }
    let sensitive = Column(name: "s", strings: result.outputRows.map { sample.sensitive[$0] })
    let violations = try ReleaseCheck.violations(
      of: models, quasiIdentifiers: released, sensitive: [sensitive], masked: .counted,
      population: population)
    #expect(violations.isEmpty, "seed \(seed)")
    let stricter = try ReleaseCheck.violations(
      of: [.kMap(people.count + 1)], quasiIdentifiers: released, masked: .counted,
      population: population)
    #expect(stricter.count == 1, "seed \(seed)")
  }

  @Test func `a model of a population is refused without one`() throws {
    let sample = RandomCase(seed: 1)
    let request = AnonymizationRequest(
      quasiIdentifiers: try sample.identifiers(), models: [.kMap(2)])
    #expect(throws: AnonymizationError.noPopulation(model: "2-map")) {
      try Anonymizer.anonymize(try sample.table(), request: request)
    }
  }
}
