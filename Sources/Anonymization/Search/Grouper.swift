/// Groups classes to coarser classes by a hash table that is never cleared.
///
/// A slot holds the running number of the class last written to it. Numbers only rise, so that a
/// slot written before the present block began is empty by comparison. Small key spaces are
/// addressed directly, larger ones by open addressing with Fibonacci hashing (Knuth, TAOCP 6.4):
/// keys of 32 bits share a word with the number, so that a look-up touches one cache line.
///
/// A search spends most of its time in these loops, so that they leave out bounds checks: codes are
/// below the size of their translation by construction, places below the capacity by masking.
struct Grouper {
  private enum Keys {
    /// The key is the slot.
    case direct
    /// The key stands beside the number in one word.
    case narrow
    /// The key stands beside the number in a second array.
    case wide
    /// Two combinations of labels may have one key.
    case ambiguous
  }

  private static let directKeys: UInt64 = 1 << 16

  /// For each class of the present pass its number of records.
  private(set) var counts: [UInt32]
  /// For each class of the present pass its first member in the source.
  private(set) var representatives: [UInt32]
  /// For each member of the source its class, where it was asked for.
  private(set) var classOf: [UInt32] = []
  /// The number of classes found in the present pass.
  private(set) var classCount = 0

  private var keys = KeyBuffer()
  private var slots = [UInt32](repeating: 0, count: Int(directKeys))
  /// The number of a class in the high half, its key in the low one.
  private var entries: [UInt64] = []
  private var slotKeys: [UInt64] = []
  private var firstNumber: UInt32 = 1
  private var form = Keys.direct

  /// - Parameter capacity: the most members that a source will have.
  init(capacity: Int) {
    counts = [UInt32](repeating: 0, count: capacity)
    representatives = [UInt32](repeating: 0, count: capacity)
  }

  /// Starts a pass over a source.
  mutating func begin(_ translations: [Translation], classesOf members: Int = 0) {
    firstNumber += UInt32(classCount)
    if firstNumber > UInt32.max / 2 {
      for slot in slots.indices { slots[slot] = 0 }
      for entry in entries.indices { entries[entry] = 0 }
      firstNumber = 1
    }
    classCount = 0
    if classOf.count < members {
      classOf = [UInt32](repeating: 0, count: members)
    }
    var keySpace: UInt64 = 1
    var isExact = true
    for translation in translations {
      let (product, overflow) = keySpace.multipliedReportingOverflow(
        by: UInt64(translation.labelCount))
      keySpace = product
      if overflow { isExact = false }
    }
    form =
      !isExact
      ? .ambiguous
      : keySpace <= Self.directKeys ? .direct : keySpace <= 1 << 32 ? .narrow : .wide
  }

  /// Groups one block of the source.
  /// - Parameters:
  ///   - source: the classes to merge.
  ///   - range: the block.
  ///   - translations: what stands for each code of the source.
  ///   - keepsClasses: whether ``classOf`` is written.
  /// - Returns: the classes of the block among those of the pass.
  mutating func group(
    _ source: ClassTable, _ range: Range<Int>, by translations: [Translation], keepsClasses: Bool
  ) -> Range<Int> {
    let first = classCount
    switch form {
    case .direct:
      keys.writeNarrow(source, range, translations)
      groupDirectly(source, range, keepsClasses: keepsClasses)
    case .narrow:
      keys.writeNarrow(source, range, translations)
      groupNarrow(source, range, keepsClasses: keepsClasses)
    case .wide, .ambiguous:
      keys.writeWide(source, range, translations)
      groupWide(source, range, translations, keepsClasses: keepsClasses)
    }
    return first..<classCount
  }

  private mutating func groupDirectly(
    _ source: ClassTable, _ range: Range<Int>, keepsClasses: Bool
  ) {
    let firstNumber = firstNumber
    let blockNumber = firstNumber + UInt32(classCount)
    var next = blockNumber
    // Each array is taken out for the loop: spans of two members of one value exclude each other.
    var takenSlots = exchange(&self.slots, with: [])
    var takenCounts = exchange(&self.counts, with: [])
    var takenRepresentatives = exchange(&self.representatives, with: [])
    var takenClassOf = exchange(&self.classOf, with: [])
    var slots = takenSlots.mutableSpan
    var counts = takenCounts.mutableSpan
    var representatives = takenRepresentatives.mutableSpan
    var classOf = takenClassOf.mutableSpan
    let takenKeys = exchange(&self.keys, with: KeyBuffer())
    let keys = takenKeys.narrow.span
    let sourceCounts = source.counts.span
    for index in 0..<range.count {
      let key = unsafe Int(truncatingIfNeeded: keys[unchecked: index])
      var number = unsafe slots[unchecked: key]
      let member = range.lowerBound &+ index
      let count = unsafe sourceCounts[unchecked: member]
      if number < blockNumber {
        number = next
        unsafe slots[unchecked: key] = number
        unsafe counts[unchecked: Int(number &- firstNumber)] = count
        unsafe representatives[unchecked: Int(number &- firstNumber)] = UInt32(
          truncatingIfNeeded: member)
        next &+= 1
      } else {
        unsafe counts[unchecked: Int(number &- firstNumber)] &+= count
      }
      if keepsClasses { unsafe classOf[unchecked: member] = number &- firstNumber }
    }
    self.slots = takenSlots
    self.counts = takenCounts
    self.representatives = takenRepresentatives
    self.classOf = takenClassOf
    self.keys = takenKeys
    classCount = Int(next &- firstNumber)
  }

  /// The number of bits that address a table twice as large as a block.
  private static func addressBits(_ members: Int) -> Int {
    var bits = 10
    while (1 << bits) < members * 2 { bits += 1 }
    return bits
  }

  private mutating func groupNarrow(
    _ source: ClassTable, _ range: Range<Int>, keepsClasses: Bool
  ) {
    let bits = Self.addressBits(range.count)
    let shift = UInt64(64 - bits)
    let mask = (1 << bits) - 1
    if entries.count <= mask { entries = [UInt64](repeating: 0, count: mask + 1) }
    let firstNumber = firstNumber
    let blockNumber = firstNumber + UInt32(classCount)
    let firstEntry = UInt64(blockNumber) << 32
    var next = blockNumber
    var takenEntries = exchange(&self.entries, with: [])
    var takenCounts = exchange(&self.counts, with: [])
    var takenRepresentatives = exchange(&self.representatives, with: [])
    var takenClassOf = exchange(&self.classOf, with: [])
    var entries = takenEntries.mutableSpan
    var counts = takenCounts.mutableSpan
    var representatives = takenRepresentatives.mutableSpan
    var classOf = takenClassOf.mutableSpan
    let takenKeys = exchange(&self.keys, with: KeyBuffer())
    let keys = takenKeys.narrow.span
    let sourceCounts = source.counts.span
    for index in 0..<range.count {
      let key = unsafe UInt64(keys[unchecked: index])
      let member = range.lowerBound &+ index
      let count = unsafe sourceCounts[unchecked: member]
      var place = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> shift)
      var entry = unsafe entries[unchecked: place]
      while entry >= firstEntry, entry & 0xFFFF_FFFF != key {
        place = (place &+ 1) & mask
        entry = unsafe entries[unchecked: place]
      }
      var found = Int(truncatingIfNeeded: entry &>> 32) &- Int(firstNumber)
      if entry < firstEntry {
        found = Int(next &- firstNumber)
        unsafe entries[unchecked: place] = UInt64(next) << 32 | key
        unsafe counts[unchecked: found] = count
        unsafe representatives[unchecked: found] = UInt32(truncatingIfNeeded: member)
        next &+= 1
      } else {
        unsafe counts[unchecked: found] &+= count
      }
      if keepsClasses { unsafe classOf[unchecked: member] = UInt32(truncatingIfNeeded: found) }
    }
    self.entries = takenEntries
    self.counts = takenCounts
    self.representatives = takenRepresentatives
    self.classOf = takenClassOf
    self.keys = takenKeys
    classCount = Int(next &- firstNumber)
  }

  private mutating func groupWide(
    _ source: ClassTable, _ range: Range<Int>, _ translations: [Translation], keepsClasses: Bool
  ) {
    let bits = Self.addressBits(range.count)
    let shift = UInt64(64 - bits)
    let mask = (1 << bits) - 1
    if slotKeys.count <= mask { slotKeys = [UInt64](repeating: 0, count: mask + 1) }
    if slots.count <= mask { slots = [UInt32](repeating: 0, count: mask + 1) }
    let isExact = form == .wide
    let firstNumber = firstNumber
    let blockNumber = firstNumber + UInt32(classCount)
    var next = blockNumber
    var takenSlots = exchange(&self.slots, with: [])
    var takenCounts = exchange(&self.counts, with: [])
    var takenRepresentatives = exchange(&self.representatives, with: [])
    var takenClassOf = exchange(&self.classOf, with: [])
    var takenSlotKeys = exchange(&self.slotKeys, with: [])
    var slots = takenSlots.mutableSpan
    var slotKeys = takenSlotKeys.mutableSpan
    var counts = takenCounts.mutableSpan
    var representatives = takenRepresentatives.mutableSpan
    var classOf = takenClassOf.mutableSpan
    let takenKeys = exchange(&self.keys, with: KeyBuffer())
    let keys = takenKeys.wide.span
    let sourceCounts = source.counts.span
    for index in 0..<range.count {
      let key = unsafe keys[unchecked: index]
      let member = range.lowerBound &+ index
      var place = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> shift)
      var number = unsafe slots[unchecked: place]
      while number >= blockNumber {
        if unsafe slotKeys[unchecked: place] == key {
          let other = unsafe Int(representatives[unchecked: Int(number &- firstNumber)])
          if isExact || Self.areEqual(member, other, source, translations) { break }
        }
        place = (place &+ 1) & mask
        number = unsafe slots[unchecked: place]
      }
      if number < blockNumber {
        number = next
        unsafe slots[unchecked: place] = number
        unsafe slotKeys[unchecked: place] = key
        unsafe counts[unchecked: Int(number &- firstNumber)] = 0
        unsafe representatives[unchecked: Int(number &- firstNumber)] = UInt32(
          truncatingIfNeeded: member)
        next &+= 1
      }
      let found = number &- firstNumber
      unsafe counts[unchecked: Int(found)] &+= sourceCounts[unchecked: member]
      if keepsClasses { unsafe classOf[unchecked: member] = found }
    }
    self.slots = takenSlots
    self.slotKeys = takenSlotKeys
    self.counts = takenCounts
    self.representatives = takenRepresentatives
    self.classOf = takenClassOf
    self.keys = takenKeys
    classCount = Int(next &- firstNumber)
  }

  /// Whether two members have the same labels; asked only when a key may stand for several labels.
  private static func areEqual(
    _ left: Int, _ right: Int, _ source: ClassTable, _ translations: [Translation]
  ) -> Bool {
    for (position, translation) in translations.enumerated() {
      let codes = source.codes[position]
      guard translation.labels[Int(codes[left])] == translation.labels[Int(codes[right])] else {
        return false
      }
    }
    return true
  }
}

/// Puts a new value in place of another, which is returned and not copied.
func exchange<Value>(_ value: inout Value, with other: Value) -> Value {
  var result = other
  swap(&result, &value)
  return result
}
