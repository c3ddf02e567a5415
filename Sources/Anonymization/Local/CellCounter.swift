/// Finds the cells of enough records among tuples that have a key each.
///
/// Two passes: first the records of all keys of a slot are added up in single bytes, without a look
/// at the keys; then the tuples of the slots that might hold a class, which are few, are grouped.
struct CellCounter: Sendable {
  /// What the shares of a class add up to.
  private static let full: UInt8 = 127
  /// Odd, near the golden section (Knuth, TAOCP 6.4).
  private static let factor: UInt32 = 0x9e37_79b1

  private var keys: [UInt32]
  /// The shares of all keys of a slot.
  private var sums: [UInt8]
  private let shift: UInt32

  /// Makes room.
  /// - Parameters:
  ///   - tuples: how many tuples there are.
  ///   - least: how many records make a class.
  init(_ tuples: Int, least: Int) {
    keys = [UInt32](repeating: 0, count: tuples)
    // Where two keys that share a slot look like a class there are more slots.
    let slots = tuples * (least > 3 ? 4 : 8)
    var bits: UInt32 = 8
    while 1 << bits < slots, bits < 24 { bits += 1 }
    sums = [UInt8](repeating: 0, count: 1 << bits)
    shift = 32 - bits
  }

  /// What some records contribute to a class: rounded up, so that no class is missed.
  static func share(_ records: Int, of least: Int) -> UInt8 {
    UInt8(min(Int(full), (records * Int(full) + least - 1) / max(1, least)))
  }

  /// Sets the keys to the sums of some columns.
  mutating func setKeys(_ columns: [[UInt32]]) {
    var keys = keys.mutableSpan
    // Each column has a number for every key. Two at a time: keys are written half as often.
    guard let first = columns.first else {
      for place in keys.indices { unsafe keys[unchecked: place] = 0 }
      return
    }
    if columns.count % 2 == 0 {
      let second = columns[1]
      let (left, right) = (first.span, second.span)
      for place in keys.indices {
        unsafe keys[unchecked: place] = left[unchecked: place] &+ right[unchecked: place]
      }
    } else {
      let only = first.span
      for place in keys.indices { unsafe keys[unchecked: place] = only[unchecked: place] }
    }
    for next in stride(from: 2 - columns.count % 2, to: columns.count, by: 2) {
      let (one, other) = (columns[next], columns[next + 1])
      let (left, right) = (one.span, other.span)
      for place in keys.indices {
        unsafe keys[unchecked: place] &+= left[unchecked: place] &+ right[unchecked: place]
      }
    }
  }

  /// The cells of enough records.
  /// - Parameters:
  ///   - counts: for each key its records.
  ///   - shares: the same as shares of a class.
  ///   - least: how many records make a class.
  /// - Returns: for each cell the places of its keys; cells in the order of their first ones.
  mutating func cells(_ counts: [UInt32], _ shares: [UInt8], least: Int) -> [ArraySlice<UInt32>] {
    guard addUp(shares) else { return [] }
    let places = candidates(shares)
    var bits: UInt32 = 4
    while 1 << bits < places.count * 2 { bits += 1 }
    let mask = 1 << Int(bits) - 1
    var groupOfSlot = [UInt32](repeating: .max, count: 1 << Int(bits))
    var keyOfGroup: [UInt32] = []
    var sizes: [Int] = []
    let groupOf = places.map { place in
      let key = keys[Int(place)]
      var slot = Int((key &* Self.factor) >> (32 - bits))
      while groupOfSlot[slot] != .max, keyOfGroup[Int(groupOfSlot[slot])] != key {
        slot = (slot + 1) & mask
      }
      if groupOfSlot[slot] == .max {
        groupOfSlot[slot] = UInt32(keyOfGroup.count)
        keyOfGroup.append(key)
        sizes.append(0)
      }
      let group = groupOfSlot[slot]
      sizes[Int(group)] += Int(counts[Int(place)])
      return group
    }
    // Groups of enough records are numbered anew, in the order of their first places.
    var cells = 0
    let cellOfGroup = sizes.map { size in
      guard size >= least else { return -1 }
      cells += 1
      return cells - 1
    }
    var starts = [Int](repeating: 0, count: cells + 1)
    for group in groupOf where cellOfGroup[Int(group)] >= 0 {
      starts[cellOfGroup[Int(group)] + 1] += 1
    }
    for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
    var members = [UInt32](repeating: 0, count: starts[cells])
    var next = starts
    for (place, group) in zip(places, groupOf) {
      let cell = cellOfGroup[Int(group)]
      guard cell >= 0 else { continue }
      members[next[cell]] = place
      next[cell] += 1
    }
    return zip(starts, starts.dropFirst()).map { members[$0..<$1] }
  }

  /// Adds up the shares of each slot.
  /// - Returns: whether a slot might hold a class.
  private mutating func addUp(_ shares: [UInt8]) -> Bool {
    let (taken, shift) = (keys, shift)
    var sums = sums.mutableSpan
    let (keys, shares) = (taken.span, shares.span)
    for slot in sums.indices { unsafe sums[unchecked: slot] = 0 }
    var highest: UInt8 = 0
    // There is a share for each key; slots are below their number by the shift.
    for place in shares.indices {
      let slot = unsafe Int((keys[unchecked: place] &* Self.factor) &>> shift)
      let before = unsafe sums[unchecked: slot]
      let sum = unsafe before >= Self.full ? before : before &+ shares[unchecked: place]
      unsafe sums[unchecked: slot] = sum
      highest = max(highest, sum)
    }
    return highest >= Self.full
  }

  /// The places whose slots might hold a class.
  private func candidates(_ shares: [UInt8]) -> [UInt32] {
    var places: [UInt32] = []
    let (keys, shares, sums) = (keys.span, shares.span, sums.span)
    let shift = shift
    // As above.
    for place in shares.indices where unsafe shares[unchecked: place] > 0 {
      let slot = unsafe Int((keys[unchecked: place] &* Self.factor) &>> shift)
      if unsafe sums[unchecked: slot] >= Self.full {
        places.append(UInt32(truncatingIfNeeded: place))
      }
    }
    return places
  }
}
