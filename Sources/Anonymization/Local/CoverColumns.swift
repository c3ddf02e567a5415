internal import Synchronization

/// The tuples that no class has taken yet, by columns that tell their cells apart at any levels.
///
/// Nearly all transformations that a cover visits release nobody, and what releases nobody now does
/// not later, when fewer records remain. For each attribute and level the part that a tuple's label
/// has in a key is kept in a column, so that the keys of a transformation are sums of columns, counted
/// in a table small enough for the first two caches.
struct CoverColumns: Sendable {
  /// Of more tuples the columns would take too much memory.
  static let largest = 1 << 16
  /// Up to so many records make a class whose sums fit a byte, when none is counted beyond it.
  private static let mostCapped: UInt32 = 127

  private let least: UInt32
  /// For each attribute and level the part of each tuple's key; empty where all have the same.
  private var parts: [[[UInt32]]]
  /// For each tuple how many records it has; 0 when it was taken.
  private var counts: [UInt32]
  /// The same, but no more than a class needs.
  private var capped: [UInt8]
  /// For each place in the columns the tuple.
  private var tuples: [UInt32]
  /// The number of tuples that were not taken.
  private(set) var remaining: Int
  private var counter: Counter

  /// - Parameters:
  ///   - problem: the attributes.
  ///   - scales: the values of all tuples.
  ///   - tuples: those that remain.
  init(_ problem: Problem, _ scales: TupleScales, _ tuples: [UInt32]) {
    least = UInt32(problem.leastClassSize)
    self.tuples = tuples
    remaining = tuples.count
    counts = tuples.map { problem.tuples.counts[Int($0)] }
    let cap = min(UInt32(problem.leastClassSize), Self.mostCapped)
    capped = counts.map { UInt8(truncatingIfNeeded: min($0, cap)) }
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
    counter = Counter(tuples.count)
  }

  /// Which of some transformations have a cell of enough records.
  /// - Parameters:
  ///   - transformations: the transformations.
  ///   - workers: what asks for several at the same time.
  /// - Returns: their places, rising.
  func open(_ transformations: ArraySlice<[UInt8]>, _ workers: Workers) -> [Int] {
    let found = Mutex<[Int]>([])
    workers.run { part in
      var counter = counter
      var own: [Int] = []
      for place in stride(
        from: transformations.startIndex + part, to: transformations.endIndex, by: workers.count)
      where hasCell(transformations[place], &counter) {
        own.append(place)
      }
      found.withLock { $0 += own }
    }
    return found.withLock { $0.sorted() }
  }

  /// The cells of enough records at a transformation.
  /// - Parameter levels: the transformation.
  /// - Returns: for each cell the places of its tuples; cells in the order of their first tuples.
  mutating func cells(_ levels: [UInt8]) -> [ArraySlice<UInt32>] {
    add(levels, &counter)
    count(&counter)
    var cellOfSlot = [UInt32](repeating: .max, count: counter.entries.count)
    var members: [(cell: UInt32, place: UInt32)] = []
    var starts: [Int] = [0]
    let entries = counter.entries.span
    let keys = counter.keys.span
    let left = counts.span
    let shift = counter.shift
    // Every key left has been counted: its entry is found, within the table by masking.
    for place in left.indices where unsafe left[unchecked: place] > 0 {
      let key = unsafe keys[unchecked: place]
      var slot = Int((key &* 0x9e37_79b1) &>> shift)
      while unsafe UInt32(truncatingIfNeeded: entries[unchecked: slot]) != key {
        slot = (slot &+ 1) & (entries.count &- 1)
      }
      guard unsafe entries[unchecked: slot] &>> 32 >= UInt64(least) else { continue }
      if cellOfSlot[slot] == .max {
        cellOfSlot[slot] = UInt32(starts.count - 1)
        starts.append(0)
      }
      starts[Int(cellOfSlot[slot]) + 1] += 1
      members.append((cellOfSlot[slot], UInt32(truncatingIfNeeded: place)))
    }
    for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
    var places = [UInt32](repeating: 0, count: members.count)
    var next = starts
    for (cell, place) in members {
      places[next[Int(cell)]] = place
      next[Int(cell)] += 1
    }
    return zip(starts, starts.dropFirst()).map { places[$0..<$1] }
  }

  /// The tuple at a place.
  @inline(__always)
  func tuple(at place: UInt32) -> UInt32 { tuples[Int(place)] }

  /// The tuples at some places.
  func tuples(at places: some Sequence<UInt32>) -> [UInt32] { places.map { tuples[Int($0)] } }

  /// Takes the tuples at some places.
  mutating func take(_ places: ArraySlice<UInt32>) {
    for place in places { (counts[Int(place)], capped[Int(place)]) = (0, 0) }
    remaining -= places.count
  }

  /// Closes the gaps that taken tuples have left, where they are a quarter.
  mutating func close() {
    guard remaining * 4 < counts.count * 3 else { return }
    let kept = counts.indices.filter { counts[$0] > 0 }.map { UInt32($0) }
    tuples = tuples.gathered(kept)
    counts = counts.gathered(kept)
    capped = kept.map { capped[Int($0)] }
    parts = parts.map { levels in levels.map { $0.isEmpty ? [] : $0.gathered(kept) } }
    counter = Counter(kept.count)
  }

  /// Keys and the table in which they are counted: the records of a key stand in the high half of an
  /// entry, the key in the low one.
  private struct Counter: Sendable {
    var keys: [UInt32]
    var entries: [UInt64]
    /// The records of all keys of a slot; twice as many slots as entries.
    var sums: [UInt8]
    let shift: UInt32

    init(_ tuples: Int) {
      keys = [UInt32](repeating: 0, count: tuples)
      var bits: UInt32 = 8
      while 1 << bits < tuples * 2 { bits += 1 }
      entries = [UInt64](repeating: 0, count: 1 << bits)
      sums = [UInt8](repeating: 0, count: 2 << bits)
      shift = 32 - bits
    }
  }

  private func hasCell(_ levels: [UInt8], _ counter: inout Counter) -> Bool {
    add(levels, &counter)
    // Among small classes keys that fall together would too often look like one.
    guard least <= 3 || least > Self.mostCapped || mayHaveCell(&counter) else { return false }
    return count(&counter, stopsAtCell: true)
  }

  /// Whether enough records share a slot: counts without a look at the keys, which takes half as long.
  private func mayHaveCell(_ counter: inout Counter) -> Bool {
    let taken = exchange(&counter.keys, with: [])
    defer { counter.keys = taken }
    let keys = taken.span
    let shift = counter.shift &- 1
    var sums = counter.sums.mutableSpan
    let least = UInt8(truncatingIfNeeded: least)
    let capped = capped.span
    for slot in sums.indices { unsafe sums[unchecked: slot] = 0 }
    for place in capped.indices {
      let slot = unsafe Int((keys[unchecked: place] &* 0x9e37_79b1) &>> shift)
      let sum = unsafe sums[unchecked: slot] &+ capped[unchecked: place]
      unsafe sums[unchecked: slot] = sum
      if sum >= least { return true }
    }
    return false
  }

  /// Counts the records of each key.
  /// - Parameters:
  ///   - counter: the keys and the table.
  ///   - stopsAtCell: whether counting ends as soon as a cell has enough records.
  /// - Returns: whether a cell was found so.
  @discardableResult
  private func count(_ counter: inout Counter, stopsAtCell: Bool = false) -> Bool {
    // Taken out and put back: spans of two members of one value exclude each other.
    let taken = exchange(&counter.keys, with: [])
    defer { counter.keys = taken }
    let keys = taken.span
    let shift = counter.shift
    let mask = counter.entries.count - 1
    var entries = counter.entries.mutableSpan
    let counts = counts.span
    for slot in entries.indices { unsafe entries[unchecked: slot] = 0 }
    // There is a key for each count; slots are below the size of the table by masking, and half of it
    // stays empty.
    for place in counts.indices {
      let count = unsafe counts[unchecked: place]
      guard count > 0 else { continue }
      let key = unsafe keys[unchecked: place]
      var slot = Int((key &* 0x9e37_79b1) &>> shift)
      var entry = unsafe entries[unchecked: slot]
      while entry != 0, UInt32(truncatingIfNeeded: entry) != key {
        slot = (slot &+ 1) & mask
        entry = unsafe entries[unchecked: slot]
      }
      let sum = UInt32(truncatingIfNeeded: entry &>> 32) &+ count
      unsafe entries[unchecked: slot] = UInt64(sum) &<< 32 | UInt64(key)
      if stopsAtCell, sum >= least { return true }
    }
    return false
  }

  /// Adds up the columns of a transformation.
  private func add(_ levels: [UInt8], _ counter: inout Counter) {
    var sums = counter.keys.mutableSpan
    for place in sums.indices { unsafe sums[unchecked: place] = 0 }
    for (attribute, level) in levels.enumerated() {
      let parts = parts[attribute][Int(level)]
      guard !parts.isEmpty else { continue }
      let column = parts.span
      for place in sums.indices { unsafe sums[unchecked: place] &+= column[unchecked: place] }
    }
  }
}
