/// Numbers the different combinations of values of the rows, in the order in which they appear.
///
/// The values of a row stand side by side in one word. Rows are taken a thousand at a time: their
/// words are made column by column, the places that these have in the hash table are touched, and only
/// then looked at, so that the waits for memory overlap.
struct TupleNumbers {
  private static let chunk = 1024

  private struct Entry {
    var key: UInt64 = 0
    /// One more than the number of the combination; 0 where there is none.
    var number: UInt32 = 0
  }

  /// For each attribute where its value begins in the word.
  private let shifts: [UInt64]
  private let masks: [UInt64]
  /// For each number its combination.
  private var words: [UInt64] = []
  /// For each number how many rows have it.
  private(set) var counts: [UInt32] = []
  /// For each row its number.
  private(set) var numberOfRow: [UInt32] = []

  /// Open addressing with Fibonacci hashing (Knuth, TAOCP 6.4); the length is a power of two.
  private var entries = [Entry](repeating: Entry(), count: 1 << 12)
  private var shift: UInt64 = 64 - 12

  /// Numbers the rows of some columns, or fails where the values of a row do not fit one word.
  /// - Parameters:
  ///   - attributes: the attributes.
  ///   - columns: the column of each.
  ///   - records: how many of the rows count.
  init?(_ attributes: [Attribute], columns: [Column], records: Int) {
    var shifts: [UInt64] = []
    var bits: UInt64 = 0
    for attribute in attributes {
      shifts.append(bits)
      bits += UInt64(UInt.bitWidth - UInt(max(1, attribute.valueCount) - 1).leadingZeroBitCount)
    }
    guard bits <= 64, shifts.allSatisfy({ $0 < 64 }) else { return nil }
    self.shifts = shifts
    masks = zip(shifts, shifts.dropFirst() + [bits]).map { low, high in
      high - low == 64 ? .max : (1 as UInt64) << (high - low) - 1
    }
    let rows = columns[0].rowCount
    numberOfRow = [UInt32](repeating: 0, count: rows)
    let isAsCoded = attributes.map { attribute in
      attribute.valueOfCode.indices.allSatisfy { attribute.valueOfCode[$0] == UInt32($0) }
    }
    var keys = [UInt64](repeating: 0, count: Self.chunk)
    var first = 0
    while first < rows {
      let range = first..<min(rows, first + Self.chunk)
      for index in attributes.indices {
        Self.add(
          columns[index].codes, range, attributes[index], isAsCoded: isAsCoded[index],
          shift: shifts[index], isFirst: index == 0, to: &keys)
      }
      number(keys, range, records: records)
      first = range.upperBound
    }
    entries = []
  }

  /// Puts the values of one attribute into the words of some rows.
  private static func add(
    _ codes: [UInt32], _ range: Range<Int>, _ attribute: Attribute, isAsCoded: Bool,
    shift: UInt64, isFirst: Bool, to keys: inout [UInt64]
  ) {
    let codes = codes.span.extracting(range)
    let values = attribute.valueOfCode.span
    var keys = keys.mutableSpan
    // There are as many keys as rows in a range, and codes have a value each.
    if isFirst { for index in codes.indices { unsafe keys[unchecked: index] = 0 } }
    if isAsCoded {
      for index in codes.indices {
        let code = unsafe codes[unchecked: index]
        unsafe keys[unchecked: index] |= UInt64(code) &<< shift
      }
    } else {
      for index in codes.indices {
        let code = unsafe codes[unchecked: index]
        let value = unsafe values[unchecked: Int(code)]
        unsafe keys[unchecked: index] |= UInt64(value) &<< shift
      }
    }
  }

  private mutating func number(_ keys: [UInt64], _ range: Range<Int>, records: Int) {
    while (words.count + range.count) * 5 > entries.count * 3 { grow() }
    var takenEntries = exchange(&entries, with: [])
    var takenNumbers = exchange(&numberOfRow, with: [])
    var takenCounts = exchange(&counts, with: [])
    takenCounts.append(contentsOf: repeatElement(0, count: range.count))
    var entries = takenEntries.mutableSpan
    var numbers = takenNumbers.mutableSpan
    var counts = takenCounts.mutableSpan
    let keys = keys.span
    let (shift, mask) = (shift, entries.count - 1)
    var touched: UInt32 = 0
    for index in 0..<range.count {
      let place = unsafe Self.place(keys[unchecked: index], shift)
      unsafe touched |= entries[unchecked: place].number
    }
    // Numbers are below the count of words so far, for which room has just been made.
    for index in 0..<range.count {
      let key = unsafe keys[unchecked: index]
      var place = Self.place(key, shift)
      var entry = unsafe entries[unchecked: place]
      while entry.number != 0, entry.key != key {
        place = (place &+ 1) & mask
        entry = unsafe entries[unchecked: place]
      }
      if entry.number == 0 {
        words.append(key)
        entry = Entry(key: key, number: UInt32(truncatingIfNeeded: words.count))
        unsafe entries[unchecked: place] = entry
        touched |= entry.number
      }
      let number = Int(entry.number &- 1)
      let row = range.lowerBound &+ index
      unsafe numbers[unchecked: row] = UInt32(truncatingIfNeeded: number)
      unsafe counts[unchecked: number] &+= row < records ? 1 : 0
    }
    // Without a use of it the compiler would leave the touching out.
    precondition(touched != 0)
    self.entries = takenEntries
    numberOfRow = takenNumbers
    takenCounts.removeLast(takenCounts.count - words.count)
    self.counts = takenCounts
  }

  @inline(__always)
  private static func place(_ key: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> shift)
  }

  private mutating func grow() {
    entries = [Entry](repeating: Entry(), count: entries.count * 2)
    shift -= 1
    let mask = entries.count - 1
    for (number, key) in words.enumerated() {
      var place = Self.place(key, shift)
      while entries[place].number != 0 { place = (place + 1) & mask }
      entries[place] = Entry(key: key, number: UInt32(number + 1))
    }
  }

  /// For each number the code of its combination in a super-column.
  func codes(in superColumn: SuperColumn) -> [UInt32] {
    words.map { word in
      var code = 0
      for (lane, member) in superColumn.members.enumerated() {
        let value = Int(truncatingIfNeeded: (word &>> shifts[member]) & masks[member])
        code &+= value &* superColumn.strides[lane]
      }
      return UInt32(truncatingIfNeeded: code)
    }
  }
}
