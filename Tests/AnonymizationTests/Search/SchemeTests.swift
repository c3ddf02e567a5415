import TestSupport
import Anonymization
import Testing

/// What one release has chosen binds the next.
@Suite struct SchemeTests {
  private func request(_ sample: RandomCase, limit: Double = 0.2) throws -> AnonymizationRequest {
    AnonymizationRequest(
      quasiIdentifiers: try sample.identifiers(), models: [.kAnonymity(2)],
      suppressionLimit: limit)
  }

  @Test func `a scheme gives its own table the same classes again`() throws {
    for seed in 0..<60 as Range<UInt64> {
      let sample = RandomCase(seed: seed)
      let table = try sample.table()
      let free = try request(sample)
      guard let first = try? Anonymizer.anonymize(table, request: free) else { continue }
      let scheme = try #require(first.scheme, "seed \(seed)")
      for use in [AnonymizationScheme.Use.exactly, .atLeast] {
        let second = try Anonymizer.anonymize(table, request: free.following(scheme, use))
        #expect(second.levels == first.levels, "seed \(seed)")
        #expect(second.classOfRow == first.classOfRow, "seed \(seed)")
        #expect(abs(second.loss - first.loss) < 1e-12, "seed \(seed)")
      }
    }
  }

  @Test func `no later release is finer than the scheme that it follows`() throws {
    for seed in 100..<160 as Range<UInt64> {
      let sample = RandomCase(seed: seed)
      var later = sample
      later.rows = Array(sample.rows.shuffled(seed: seed).prefix(sample.rows.count / 2 + 1))
      later.sensitive = Array(sample.sensitive.prefix(later.rows.count))
      let free = try request(sample)
      guard let first = try? Anonymizer.anonymize(try sample.table(), request: free),
        let scheme = first.scheme, let levels = first.levels
      else { continue }
      let bound = try free.following(scheme, .atLeast)
      guard let second = try? Anonymizer.anonymize(try later.table(), request: bound) else {
        continue
      }
      #expect(zip(second.levels ?? [], levels).allSatisfy { $0 >= $1 }, "seed \(seed)")
      guard
        let exact = try? Anonymizer.anonymize(
          try later.table(), request: free.following(scheme, .exactly))
      else { continue }
      #expect(exact.levels == levels, "seed \(seed)")
      #expect(second.loss <= exact.loss + 1e-12, "seed \(seed)")
    }
  }

  @Test func `a scheme that does not fit is refused with the column`() throws {
    let table = try Table(columns: [Column(name: "age", strings: ["1", "2", "3", "4"])])
    let hierarchy = try Hierarchy(
      name: "age", rows: [["1", "*"], ["2", "*"], ["3", "*"], ["4", "*"]])
    let free = AnonymizationRequest(
      quasiIdentifiers: [QuasiIdentifier(column: "age", hierarchy: hierarchy)],
      models: [.kAnonymity(2)])
    #expect(throws: AnonymizationError.schemeLacksColumn("age")) {
      try free.following(AnonymizationScheme(levels: ["sex": 0]), .exactly)
    }
    #expect(throws: AnonymizationError.levelsOutOfRange(column: "age", upper: 2, levelCount: 2)) {
      try free.following(AnonymizationScheme(levels: ["age": 2]), .atLeast)
    }
    let fine = AnonymizationScheme(levels: ["age": 0, "sex": 3])
    #expect(throws: AnonymizationError.noSolution(suppressionLimit: 0)) {
      try Anonymizer.anonymize(table, request: free.following(fine, .exactly))
    }
    let coarser = try Anonymizer.anonymize(table, request: free.following(fine, .atLeast))
    #expect(coarser.levels == [1])
    #expect(
      fine.joined(with: AnonymizationScheme(levels: ["age": 1, "zip": 2])).levels
        == ["age": 1, "sex": 3, "zip": 2])
  }
}

extension Array {
  fileprivate func shuffled(seed: UInt64) -> [Element] {
    var generator = SeededGenerator(seed: seed)
    return shuffled(using: &generator)
  }
}
