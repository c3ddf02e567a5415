import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// Rows that SQLite gathers are the rows that it gives one by one, whoever is asked for and however far
/// apart.
struct GatheredRowsTests {
  private func segment(_ from: Int, _ state: ConsentState) -> ConsentSegment {
    var states = PackedStates()
    states[.tissueSurplus] = state
    return ConsentSegment(from: CivilDay(daysSinceEpoch: Int32(from)), states: states)
  }

  /// Folds of some donors out of many, of very different lengths.
  private func fill(_ store: RegistryStore, _ random: inout SeededGenerator) throws {
    var folds = FoldedConsents()
    for donor in 0..<4000 where !random.oneIn(3) {
      folds.begin(Int64(donor))
      for place in 0...random.below(donor % 50 == 0 ? 300 : 4) {
        folds.add(segment(place, random.pick(ConsentState.allCases)))
      }
    }
    try store.write { try $0.projections.replace(folds) }
  }

  @Test(arguments: 0..<6)
  func `any donors in their order get their rows`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try withScratchStore { store in
      try fill(store, &random)
      for stride in [1, 2, 9, 40, 700] {
        var asked: [Int64] = []
        while (asked.last ?? 0) < 4100 {
          // Now and then donors close together, whatever the stride.
          let gap = random.oneIn(5) ? 1 + random.below(2) : 1 + random.below(stride)
          asked.append((asked.last ?? 0) + Int64(gap))
        }
        let (found, expected) = try store.read { snapshot in
          let rows = try GatheredRows(
            snapshot.database, "donor, segments", width: 1, from: "consent_timeline")
          let found = try asked.map { donor in
            try rows.move(to: donor) ? unsafe Array(rows.lent()) : []
          }
          let single = try PreparedStatement(
            snapshot.database,
            "SELECT segments FROM consent_timeline WHERE donor = ?1 ORDER BY donor")
          return (
            found,
            try asked.map { donor in
              single.bind(1, donor)
              defer { single.reset() }
              return try single.next() ? single.blob(0) : []
            }
          )
        }
        #expect(found == expected, "seed \(seed), stride \(stride)")
        #expect(found.contains { !$0.isEmpty })
      }
    }
  }

  @Test(arguments: [0, 1, 1999, 3990, 5000] as [Int64])
  func `every row from a donor on comes once`(first: Int64) throws {
    var random = SeededGenerator(seed: 11)
    try withScratchStore { store in
      try fill(store, &random)
      let (found, expected) = try store.read { snapshot in
        let rows = try GatheredRows(
          snapshot.database, "donor, length(segments)", width: 2, from: "consent_timeline")
        var found: [[Int64]] = []
        var hasRow = try rows.begin(at: first)
        while hasRow {
          found.append([rows.integer(0), rows.integer(1)])
          hasRow = try rows.next()
        }
        let plain = try PreparedStatement(
          snapshot.database,
          """
          SELECT donor, length(segments) FROM consent_timeline WHERE donor >= \(first) ORDER BY donor
          """)
        var expected: [[Int64]] = []
        while try plain.next() { expected.append([plain.integer(0), plain.integer(1)]) }
        return (found, expected)
      }
      #expect(found == expected)
      #expect(found.isEmpty == (first == 5000))
    }
  }
}
