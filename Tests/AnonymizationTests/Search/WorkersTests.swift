import Anonymization
import Dispatch
import TestSupport
import Testing

/// Several workers find what one finds.
@Suite struct WorkersTests {
  private static let threads = Workers(count: 3) { count, body in
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }

  @Test func `two pieces of work give what each gives, at the same time or not`() {
    for workers in [Workers.one, Self.threads] {
      let both = workers.both {
        Array(0..<1000)
      } _: {
        "other"
      }
      #expect(both.first == Array(0..<1000))
      #expect(both.second == "other")
    }
  }

  /// Large enough for candidates to be shared out, small enough for many seeds.
  private func table(seed: UInt64) throws -> Table {
    var generator = SeededGenerator(seed: seed)
    return try Table(
      columns: (0..<5).map { column in
        let strings = (0..<1500).map { _ in
          let draws = (0..<2).map { _ in Int.random(in: 0..<24, using: &generator) }
          return String(min(draws[0], draws[1]))
        }
        return Column(name: "c\(column)", strings: strings)
      })
  }

  @Test(arguments: [0, 0.02, 0.2, 1])
  func `the answer does not depend on the number of workers`(limit: Double) throws {
    let rows = (0..<24).map { ["\($0)", "a\($0 / 3)", "b\($0 / 6)", "c\($0 / 12)", "*"] }
    for seed in 0..<6 as Range<UInt64> {
      let table = try table(seed: seed)
      let identifiers = try table.columns.map {
        QuasiIdentifier(column: $0.name, hierarchy: try Hierarchy(name: $0.name, rows: rows))
      }
      var request = AnonymizationRequest(
        quasiIdentifiers: identifiers, models: [.kAnonymity(Int(seed) + 2)],
        suppressionLimit: limit)
      request.metric = Metric.allCases[Int(seed) % Metric.allCases.count]
      let alone = try Anonymizer.anonymize(table, request: request)
      request.workers = Self.threads
      for _ in 0..<3 {
        let together = try Anonymizer.anonymize(table, request: request)
        #expect(together.levels == alone.levels, "seed \(seed)")
        #expect(together.loss == alone.loss, "seed \(seed)")
        #expect(together.score == alone.score, "seed \(seed)")
        #expect(together.suppressedCount == alone.suppressedCount, "seed \(seed)")
        #expect(together.classOfRow == alone.classOfRow, "seed \(seed)")
        #expect(together.isOptimal, "seed \(seed)")
      }
    }
  }

  @Test func `classes of their own levels do not depend on the number of workers`() throws {
    let rows = (0..<24).map { ["\($0)", "a\($0 / 3)", "b\($0 / 6)", "c\($0 / 12)", "*"] }
    for seed in 20..<26 as Range<UInt64> {
      let table = try table(seed: seed)
      let identifiers = try table.columns.dropLast().map {
        QuasiIdentifier(column: $0.name, hierarchy: try Hierarchy(name: $0.name, rows: rows))
      }
      var models: [PrivacyModel] = [.kAnonymity(Int(seed) - 18)]
      if seed % 2 == 1 { models.append(.distinctDiversity(l: 2, of: "c4")) }
      var request = AnonymizationRequest(
        quasiIdentifiers: identifiers, models: models, recoding: .local)
      let alone = try Anonymizer.anonymize(table, request: request)
      request.workers = Self.threads
      let together = try Anonymizer.anonymize(table, request: request)
      #expect(together.classOfRow == alone.classOfRow, "seed \(seed)")
      #expect(together.penalties == alone.penalties, "seed \(seed)")
      #expect(together.levels == nil && together.suppressedCount == 0, "seed \(seed)")
    }
  }
}
