/// Groups classes to coarser classes by a hash table that is never cleared.
///
/// A slot holds the running number of the class last written to it. Numbers only rise, so that a
/// slot written before the present block began is empty by comparison. Small key spaces are
/// addressed directly, larger ones by open addressing with Fibonacci hashing (Knuth, TAOCP 6.4).
///
/// A search spends most of its time in these loops, so that they leave out bounds checks: codes are
/// below the size of their translation by construction, places below the capacity by masking.
struct Grouper {
  private static let directKeys: UInt64 = 1 << 16

  /// For each class of the present pass its number of records.
  private(set) var counts: [UInt32]
  /// For each class of the present pass its first member in the source.
  private(set) var representatives: [UInt32]
  /// For each member of the source its class, where it was asked for.
  private(set) var classOf: [UInt32] = []
  /// The number of classes found in the present pass.
  private(set) var classCount = 0

  private var keys: [UInt64] = []
  private var slots = [UInt32](repeating: 0, count: Int(directKeys))
  private var slotKeys: [UInt64] = []
  private var firstNumber: UInt32 = 1
  /// The number of possible keys, or nil when a key of 64 bits cannot hold them all.
  private var keySpace: UInt64?

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
      firstNumber = 1
    }
    classCount = 0
    if classOf.count < members {
      classOf = [UInt32](repeating: 0, count: members)
    }
    keySpace = 1
    for translation in translations {
      let (product, overflow) = (keySpace ?? 0).multipliedReportingOverflow(
        by: UInt64(translation.labelCount))
      keySpace = overflow || keySpace == nil ? nil : product
    }
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
    writeKeys(source, range, translations)
    let first = classCount
    if let keySpace, keySpace <= Self.directKeys {
      groupDirectly(source, range, keepsClasses: keepsClasses)
    } else {
      groupByHash(source, range, translations, keepsClasses: keepsClasses)
    }
    return first..<classCount
  }

  private mutating func writeKeys(
    _ source: ClassTable, _ range: Range<Int>, _ translations: [Translation]
  ) {
    if keys.count < range.count { keys = [UInt64](repeating: 0, count: range.count) }
    var written = exchange(&self.keys, with: [])
    var keys = written.mutableSpan
    for (position, translation) in translations.enumerated() {
      let sourceCodes = source.codes[position]
      let labels = translation.labels.span
      let codes = sourceCodes.span
      let radix = UInt64(translation.labelCount)
      if position == 0 {
        for index in 0..<range.count {
          unsafe keys[unchecked: index] = UInt64(
            labels[unchecked: Int(codes[unchecked: range.lowerBound &+ index])])
        }
      } else {
        for index in 0..<range.count {
          let label = unsafe labels[unchecked: Int(codes[unchecked: range.lowerBound &+ index])]
          unsafe keys[unchecked: index] = keys[unchecked: index] &* radix &+ UInt64(label)
        }
      }
    }
    self.keys = written
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
    let takenKeys = exchange(&self.keys, with: [])
    var slots = takenSlots.mutableSpan
    var counts = takenCounts.mutableSpan
    var representatives = takenRepresentatives.mutableSpan
    var classOf = takenClassOf.mutableSpan
    let keys = takenKeys.span
    let sourceCounts = source.counts.span
    for index in 0..<range.count {
      let key = unsafe Int(truncatingIfNeeded: keys[unchecked: index])
      var number = unsafe slots[unchecked: key]
      let member = range.lowerBound + index
      if number < blockNumber {
        number = next
        unsafe slots[unchecked: key] = number
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
    self.counts = takenCounts
    self.representatives = takenRepresentatives
    self.classOf = takenClassOf
    self.keys = takenKeys
    classCount = Int(next &- firstNumber)
  }

  private mutating func groupByHash(
    _ source: ClassTable, _ range: Range<Int>, _ translations: [Translation], keepsClasses: Bool
  ) {
    var bits = 10
    while (1 << bits) < range.count * 2 { bits += 1 }
    let shift = UInt64(64 - bits)
    let mask = (1 << bits) - 1
    if slotKeys.count <= mask {
      slotKeys = [UInt64](repeating: 0, count: mask + 1)
    }
    if slots.count <= mask {
      slots = [UInt32](repeating: 0, count: mask + 1)
    }
    let isExact = keySpace != nil
    let firstNumber = firstNumber
    let blockNumber = firstNumber + UInt32(classCount)
    var next = blockNumber
    // Each array is taken out for the loop: spans of two members of one value exclude each other.
    var takenSlots = exchange(&self.slots, with: [])
    var takenCounts = exchange(&self.counts, with: [])
    var takenRepresentatives = exchange(&self.representatives, with: [])
    var takenClassOf = exchange(&self.classOf, with: [])
    let takenKeys = exchange(&self.keys, with: [])
    var takenSlotKeys = exchange(&self.slotKeys, with: [])
    var slots = takenSlots.mutableSpan
    var slotKeys = takenSlotKeys.mutableSpan
    var counts = takenCounts.mutableSpan
    var representatives = takenRepresentatives.mutableSpan
    var classOf = takenClassOf.mutableSpan
    let keys = takenKeys.span
    let sourceCounts = source.counts.span
    for index in 0..<range.count {
      let key = unsafe keys[unchecked: index]
      let member = range.lowerBound + index
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
private func exchange<Value>(_ value: inout Value, with other: Value) -> Value {
  var result = other
  swap(&result, &value)
  return result
}
