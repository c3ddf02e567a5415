internal import Synchronization

/// The tuples that no class has taken yet, by columns that tell their cells apart at any levels.
///
/// Nearly all transformations that a cover visits release nobody, and what releases nobody now does
/// not later, when fewer records remain. For each attribute and level the part that a tuple's label
/// has in a key is kept in a column, so that the keys of a transformation are sums of columns, counted
/// in a table small enough for the first two caches.
struct CoverColumns: Sendable {
  /// Of more tuples the columns, four bytes for each attribute and level, would take too much memory.
  static let largest = 1 << 20

  /// The cells of enough records at a transformation, each the places of its tuples.
  struct Cells: Sendable {
    let transformation: Int
    let cells: [ArraySlice<UInt32>]
  }

  private let least: Int
  /// For each attribute and level the part of each tuple's key; empty where all have the same.
  private var parts: [[[UInt32]]]
  /// For each tuple how many records it has; 0 when it was taken.
  private var counts: [UInt32]
  /// The same as a share of what a class needs.
  private var shares: [UInt8]
  /// For each place in the columns the tuple.
  private var tuples: [UInt32]
  /// The number of tuples that were not taken.
  private(set) var remaining: Int
  private var pool: CounterPool

  /// - Parameters:
  ///   - problem: the attributes.
  ///   - scales: the values of all tuples.
  ///   - tuples: those that remain.
  init(_ problem: Problem, _ scales: TupleScales, _ tuples: [UInt32]) {
    let least = problem.leastClassSize
    self.least = least
    self.tuples = tuples
    remaining = tuples.count
    counts = tuples.map { problem.tuples.counts[Int($0)] }
    shares = counts.map { CellCounter.share(Int($0), of: least) }
    var stride: UInt32 = 1
    var parts: [[[UInt32]]] = []
    for (attribute, coded) in problem.attributes.enumerated() {
      parts.append(
        coded.levels.map { level in
          guard level.labelCount > 1 else { return [] }
          return tuples.map { level.labels[scales.value($0, attribute)] &* stride }
        })
      // Where the product passes 32 bits two cells may have one key.
      stride = stride &* UInt32(truncatingIfNeeded: coded.valueCount)
      if stride == 0 { stride = 0x9e37_79b1 }
    }
    self.parts = parts
    pool = CounterPool(tuples.count, least: least)
  }

  /// The cells of enough records at some transformations.
  /// - Parameters:
  ///   - transformations: the transformations.
  ///   - workers: what asks for several at the same time.
  /// - Returns: those that have such cells, in their order.
  func open(_ transformations: ArraySlice<[UInt8]>, _ workers: Workers) -> [Cells] {
    let found = Mutex<[Cells]>([])
    workers.run { part in
      var own: [Cells] = []
      pool.lend { counter in
        for place in stride(
          from: transformations.startIndex + part, to: transformations.endIndex, by: workers.count)
        {
          let cells = cells(transformations[place], &counter)
          if !cells.isEmpty { own.append(Cells(transformation: place, cells: cells)) }
        }
      }
      found.withLock { $0 += own }
    }
    return found.withLock { $0.sorted { $0.transformation < $1.transformation } }
  }

  /// The places of a cell whose tuples were not taken.
  func left(of cell: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
    cell.allSatisfy { counts[Int($0)] > 0 } ? cell : cell.filter { counts[Int($0)] > 0 }[...]
  }

  /// The tuple at a place.
  @inline(__always)
  func tuple(at place: UInt32) -> UInt32 { tuples[Int(place)] }

  /// The tuples at some places.
  func tuples(at places: some Sequence<UInt32>) -> [UInt32] { places.map { tuples[Int($0)] } }

  /// Takes the tuples at some places.
  mutating func take(_ places: ArraySlice<UInt32>) {
    for place in places { (counts[Int(place)], shares[Int(place)]) = (0, 0) }
    remaining -= places.count
  }

  /// Closes the gaps that taken tuples have left, where they are a quarter.
  mutating func close() {
    guard remaining * 4 < counts.count * 3 else { return }
    let kept = counts.indices.filter { counts[$0] > 0 }.map { UInt32($0) }
    tuples = tuples.gathered(kept)
    counts = counts.gathered(kept)
    shares = kept.map { shares[Int($0)] }
    parts = parts.map { levels in levels.map { $0.isEmpty ? [] : $0.gathered(kept) } }
    pool = CounterPool(kept.count, least: least)
  }

  private func cells(_ levels: [UInt8], _ counter: inout CellCounter) -> [ArraySlice<UInt32>] {
    counter.setKeys(
      levels.enumerated().map { parts[$0.offset][Int($0.element)] }.filter { !$0.isEmpty })
    return counter.cells(counts, shares, least: least)
  }
}

/// Counters to be used again.
private final class CounterPool: Sendable {
  private let tuples: Int
  private let least: Int
  private let counters = Mutex<[CellCounter]>([])

  init(_ tuples: Int, least: Int) {
    self.tuples = tuples
    self.least = least
  }

  /// Lends a counter that nobody else uses.
  func lend(_ body: (inout CellCounter) -> Void) {
    var counter = counters.withLock { $0.popLast() } ?? CellCounter(tuples, least: least)
    body(&counter)
    counters.withLock { $0.append(counter) }
  }
}
