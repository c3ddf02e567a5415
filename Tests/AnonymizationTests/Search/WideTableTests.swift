import TestSupport
import Anonymization
import Testing

/// Tables whose keys or lattices are larger than the usual paths hold.
@Suite struct WideTableTests {
  private func table(rows: Int, columns: Int, values: Int, seed: UInt64) throws -> Table {
    var generator = SeededGenerator(seed: seed)
    return try Table(
      columns: (0..<columns).map { column in
        let strings = (0..<rows).map { _ in String(Int.random(in: 0..<values, using: &generator)) }
        return Column(name: "c\(column)", strings: strings)
      })
  }

  private func identifiers(_ table: Table, levels: ClosedRange<Int>?) throws -> [QuasiIdentifier] {
    try table.columns.map { column in
      QuasiIdentifier(
        column: column.name,
        hierarchy: try .flat(name: column.name, values: column.values), levels: levels)
    }
  }

  @Test func `keys wider than 64 bits are told apart`() throws {
    // Twelve columns of about 2,000 values: 131 bits.
    let half = try table(rows: 2000, columns: 12, values: 100_000, seed: 11)
    let twice = try Table(
      columns: half.columns.map {
        try Column(name: $0.name, values: $0.values, codes: $0.codes + $0.codes)
      })
    let request = AnonymizationRequest(
      quasiIdentifiers: try identifiers(twice, levels: 0...0), models: [.kAnonymity(2)])
    let result = try Anonymizer.anonymize(twice, request: request)
    #expect(result.classCount == 2000)
    #expect(result.k == 2)
    #expect(result.loss == 0)
  }

  @Test func `a lattice too large to list still gets a safe answer`() throws {
    let table = try table(rows: 300, columns: 26, values: 3, seed: 12)
    let request = AnonymizationRequest(
      quasiIdentifiers: try identifiers(table, levels: nil), models: [.kAnonymity(3)],
      suppressionLimit: 0.05)
    let result = try Anonymizer.anonymize(table, request: request)
    #expect(result.k >= 3)
    #expect(result.loss < 1)
    #expect(result.suppressedCount <= 15)
    #expect(!result.isOptimal)
  }

  @Test func `fifteen quasi-identifiers have a proven optimum`() throws {
    let table = try table(rows: 200, columns: 15, values: 3, seed: 15)
    let request = AnonymizationRequest(
      quasiIdentifiers: try identifiers(table, levels: nil), models: [.kAnonymity(3)],
      suppressionLimit: 0.05)
    let optimum = try Anonymizer.anonymize(table, request: request)
    #expect(optimum.latticeSize == 32_768)
    #expect(optimum.isOptimal)
    #expect(optimum.k >= 3)
  }

  @Test func `a lattice too large to list is still covered locally`() throws {
    let table = try table(rows: 200, columns: 26, values: 3, seed: 16)
    var request = AnonymizationRequest(
      quasiIdentifiers: try identifiers(table, levels: nil), models: [.kAnonymity(3)])
    request.recoding = .local
    let cover = try Anonymizer.anonymize(table, request: request)
    #expect(cover.levels == nil)
    #expect(cover.k >= 3)
    #expect(cover.suppressedCount == 0)
    #expect(cover.meanNCP < 1)
  }

  @Test func `more columns than the search packs are refused`() throws {
    let table = try table(rows: 3, columns: 33, values: 2, seed: 13)
    let request = AnonymizationRequest(
      quasiIdentifiers: try identifiers(table, levels: nil), models: [])
    #expect(throws: AnonymizationError.tooManyQuasiIdentifiers(found: 33, limit: 32)) {
      try Anonymizer.anonymize(table, request: request)
    }
  }

  @Test func `many classes in blocks have the optimum of one block`() throws {
    // Enough distinct records for several blocks and for roll-ups.
    let table = try table(rows: 12_000, columns: 4, values: 40, seed: 14)
    let rows = (0..<40).map { ["\($0)", "a\($0 / 4)", "b\($0 / 20)", "*"] }
    let identifiers = try table.columns.map {
      QuasiIdentifier(column: $0.name, hierarchy: try Hierarchy(name: $0.name, rows: rows))
    }
    var best = Double.infinity
    // Every transformation alone, so that nothing is pruned, stacked or rolled up.
    for index in 0..<256 {
      let levels = (0..<4).map { (index >> (2 * $0)) & 3 }
      let fixed = zip(identifiers, levels).map {
        QuasiIdentifier(column: $0.column, hierarchy: $0.hierarchy, levels: $1...$1)
      }
      let request = AnonymizationRequest(
        quasiIdentifiers: fixed, models: [.kAnonymity(4)], suppressionLimit: 0.03)
      if let result = try? Anonymizer.anonymize(table, request: request) {
        best = min(best, result.loss)
      }
    }
    let request = AnonymizationRequest(
      quasiIdentifiers: identifiers, models: [.kAnonymity(4)], suppressionLimit: 0.03)
    let result = try Anonymizer.anonymize(table, request: request)
    #expect(abs(result.loss - best) < 1e-12)
  }
}
