/// The cheapest way to move a portion from one programme to another, over all donors who could.
///
/// Entries are never searched for: one that no longer holds is dropped when it comes to the top.
struct ExchangeHeap: Sendable {
  /// Cost above, donor below, so that one comparison of integers settles both.
  private var entries: [UInt64] = []

  private static let offset: Int64 = 1 << 30

  private static func packed(_ cost: Int, _ donor: Int) -> UInt64 {
    UInt64(Int64(cost) + offset) << 32 | UInt64(donor)
  }

  /// The cheapest entry.
  var top: (cost: Int, donor: Int)? {
    entries.first.map { entry in
      (Int(Int64(entry >> 32) - Self.offset), Int(entry & 0xFFFF_FFFF))
    }
  }

  /// Adds an entry without putting it in order; ``order()`` has to follow.
  mutating func collect(cost: Int, donor: Int) {
    entries.append(Self.packed(cost, donor))
  }

  /// Puts what was collected in order.
  mutating func order() {
    for place in stride(from: entries.count / 2 - 1, through: 0, by: -1) { sink(place) }
  }

  /// Adds an entry.
  mutating func insert(cost: Int, donor: Int) {
    entries.append(Self.packed(cost, donor))
    var place = entries.count - 1
    let entry = entries[place]
    while place > 0 {
      let parent = (place - 1) / 2
      guard entry < entries[parent] else { break }
      entries[place] = entries[parent]
      place = parent
    }
    entries[place] = entry
  }

  /// Drops the cheapest entry.
  mutating func removeTop() {
    guard let last = entries.popLast(), !entries.isEmpty else { return }
    entries[0] = last
    sink(0)
  }

  private mutating func sink(_ start: Int) {
    let entry = entries[start]
    var place = start
    while true {
      var child = 2 * place + 1
      guard child < entries.count else { break }
      if child + 1 < entries.count, entries[child + 1] < entries[child] { child += 1 }
      guard entries[child] < entry else { break }
      entries[place] = entries[child]
      place = child
    }
    entries[place] = entry
  }
}
