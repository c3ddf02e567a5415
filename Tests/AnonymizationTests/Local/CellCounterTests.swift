import TestSupport
import Testing

@testable import Anonymization

@Suite struct CellCounterTests {
  /// Cells are those that a dictionary of the keys finds, whether a class is of two records or of many.
  @Test func `cells of enough records are found, and no others`() {
    var found = 0
    for seed in 100..<300 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let count = Int.random(in: 1...400, using: &generator)
      let least = [1, 2, 5, 11, 127, 128, 400].randomElement(using: &generator) ?? 1
      let columns = (0..<Int.random(in: 0...5, using: &generator)).map { column in
        (0..<count).map { _ in UInt32.random(in: 0..<4, using: &generator) << UInt32(2 * column) }
      }
      let counts = (0..<count).map { _ in UInt32.random(in: 0...3, using: &generator) }
      var groups: [UInt32: [UInt32]] = [:]
      for place in 0..<count where counts[place] > 0 {
        groups[columns.reduce(0) { $0 + $1[place] }, default: []].append(UInt32(place))
      }
      let expected = groups.values.filter { places in
        places.reduce(0) { $0 + Int(counts[Int($1)]) } >= least
      }.sorted { $0[0] < $1[0] }
      var counter = CellCounter(count, least: least)
      // A counter is used for one transformation after the other.
      for _ in 0..<2 {
        counter.setKeys(columns)
        let cells = counter.cells(
          counts, counts.map { CellCounter.share(Int($0), of: least) }, least: least)
        #expect(cells.map(Array.init) == expected, "seed \(seed)")
      }
      found += expected.count
    }
    #expect(found > 200)
  }

  @Test func `rows are sorted by cells of any size, equal ones in their order`() {
    for seed in 300..<340 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let count = Int.random(in: 0...200, using: &generator)
      let highest: UInt32 = [1, 7, 5000, .max].randomElement(using: &generator) ?? 1
      let columns = (0..<3).map { _ in
        (0..<count).map { _ in
          UInt32.random(in: 0...highest, using: &generator) & ~(highest >> 1)
        }
      }
      let expected = (0..<count).sorted { left, right in
        for column in columns where column[left] != column[right] {
          return column[left] < column[right]
        }
        return left < right
      }
      #expect(CellSort.order(columns, count: count).map(Int.init) == expected, "seed \(seed)")
    }
  }
}
