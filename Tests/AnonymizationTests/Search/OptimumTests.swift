import Anonymization
import Testing

/// The search against a walk through the whole lattice.
@Suite struct OptimumTests {
  private func compare(_ seed: UInt64, _ models: [PrivacyModel], limit: Double) throws {
    let sample = RandomCase(seed: seed)
    let expected = Oracle(sample: sample, models: models, limit: limit)
    let request = AnonymizationRequest(
      quasiIdentifiers: try sample.identifiers(), models: models, suppressionLimit: limit)
    do {
      let result = try Anonymizer.anonymize(try sample.table(), request: request)
      let optimum = try #require(expected.optimum(), "seed \(seed): nothing is feasible")
      #expect(abs(result.loss - optimum.loss) < 1e-9, "seed \(seed)")
      #expect(result.isOptimal, "seed \(seed)")
      let chosen = try #require(expected.evaluate(result.levels ?? []), "seed \(seed)")
      #expect(chosen.suppressed == result.suppressedCount, "seed \(seed)")
      #expect(abs(chosen.loss - result.loss) < 1e-9, "seed \(seed)")
      try check(result, sample, models, seed: seed)
    } catch let error as AnonymizationError {
      switch error {
      case .noSolution: #expect(expected.optimum() == nil, "seed \(seed)")
      case .kExceedsTable(let k, let rows): #expect(k > rows, "seed \(seed)")
      default: Issue.record("seed \(seed): \(error)")
      }
    }
  }

  private func check(
    _ result: AnonymizationResult, _ sample: RandomCase, _ models: [PrivacyModel], seed: UInt64
  ) throws {
    let rows = result.outputRows
    let columns = sample.names.indices.map { index in
      let column = result.column(index)
      return Column(name: column.name, strings: rows.map { column.labels[column.codes[$0]] })
    }
    let sensitive = Column(name: "s", strings: rows.map { sample.sensitive[$0] })
    let whole = Column(name: "s", strings: sample.sensitive)
    let violations = try ReleaseCheck.violations(
      of: models, quasiIdentifiers: columns, sensitive: [sensitive], masked: .counted,
      reference: [whole])
    #expect(violations.isEmpty, "seed \(seed)")
    let measures = try ReleaseCheck.verify(quasiIdentifiers: columns, masked: .counted)
    #expect(measures.k == result.k, "seed \(seed)")
    #expect(measures.classes == result.classCount, "seed \(seed)")
    #expect(measures.records == result.rowCount - result.suppressedCount, "seed \(seed)")
    #expect(measures.averageRisk == result.averageRisk, "seed \(seed)")
  }

  @Test(arguments: [0, 0.1, 0.35, 1])
  func `k-anonymity has the lowest loss of the lattice`(limit: Double) throws {
    for seed in 0..<80 as Range<UInt64> {
      try compare(seed, [.kAnonymity(Int(seed % 6) + 1)], limit: limit)
    }
  }

  @Test(arguments: [0, 0.1, 0.35, 1])
  func `a limit of the average risk has the lowest loss of the lattice`(limit: Double) throws {
    for seed in 900..<960 as Range<UInt64> {
      let risk = [0.05, 0.12, 0.3, 0.6][Int(seed % 4)]
      try compare(seed, [.kAnonymity(Int(seed % 3) + 1), .averageRisk(risk)], limit: limit)
    }
  }

  @Test(arguments: [0, 0.1, 0.35, 1])
  func `distinct diversity has the lowest loss of the lattice`(limit: Double) throws {
    for seed in 1000..<1040 as Range<UInt64> {
      let model = PrivacyModel.distinctDiversity(l: Int(seed % 4) + 1, of: "s")
      try compare(seed, [.kAnonymity(2), model], limit: limit)
    }
  }

  @Test(arguments: [0, 0.1, 0.35, 1])
  func `entropy diversity has the lowest loss of the lattice`(limit: Double) throws {
    for seed in 2000..<2040 as Range<UInt64> {
      let tie: PrivacyModel.TieRule = seed % 2 == 0 ? .passes : .fails
      let l = [1.5, 2, 2.5, 3][Int(seed / 2 % 4)]
      try compare(seed, [.entropyDiversity(l: l, of: "s", tie: tie)], limit: limit)
    }
  }

  @Test(arguments: [0, 0.1, 0.35, 1])
  func `recursive diversity has the lowest loss of the lattice`(limit: Double) throws {
    for seed in 3000..<3040 as Range<UInt64> {
      let c = [0.5, 1, 2.5, 4][Int(seed % 4)]
      let model = PrivacyModel.recursiveDiversity(c: c, l: Int(seed / 4 % 3) + 1, of: "s")
      try compare(seed, [.kAnonymity(2), model], limit: limit)
    }
  }

  @Test(arguments: [0, 0.1, 0.35, 1])
  func `equal closeness has the lowest loss of the lattice`(limit: Double) throws {
    for seed in 4000..<4040 as Range<UInt64> {
      let t = [0.1, 0.25, 0.4, 0.6][Int(seed % 4)]
      try compare(seed, [.kAnonymity(2), .equalCloseness(t: t, of: "s")], limit: limit)
    }
  }

  @Test(arguments: [0, 0.1, 0.35, 1])
  func `hierarchical closeness has the lowest loss of the lattice`(limit: Double) throws {
    for seed in 5000..<5040 as Range<UInt64> {
      let t = [0.1, 0.2, 0.3, 0.5][Int(seed % 4)]
      let hierarchy = try Hierarchy(
        name: "s", rows: RandomCase(seed: seed).sensitiveHierarchyRows)
      let model = PrivacyModel.hierarchicalCloseness(t: t, of: "s", hierarchy: hierarchy)
      try compare(seed, [model], limit: limit)
    }
  }
}
