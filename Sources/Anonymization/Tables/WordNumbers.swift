/// Numbers different words in the order in which they appear.
///
/// The places that some words have in the hash table are touched before they are looked at, so that
/// the waits for memory overlap.
struct WordNumbers: Sendable {
  private struct Entry: Sendable {
    var word: UInt64 = 0
    /// One more than the number of the word; 0 where there is none.
    var number: UInt32 = 0
  }

  /// For each number its word.
  private(set) var words: [UInt64] = []
  /// Open addressing with Fibonacci hashing (Knuth, TAOCP 6.4); the length is a power of two.
  private var entries = [Entry](repeating: Entry(), count: 1 << 12)
  private var shift: UInt64 = 64 - 12
  /// The numbers that are no word's.
  private var skipped: [UInt32] = []

  /// - Parameter count: how many words there will be at most.
  init(expecting count: Int = 0) {
    // Where many are alike a larger table would be a waste.
    while entries.count < min(count, 1 << 15) {
      entries = [Entry](repeating: Entry(), count: entries.count * 8)
      shift -= 3
    }
  }

  /// Numbers some words.
  /// - Parameters:
  ///   - words: the words.
  ///   - count: how many of them.
  ///   - numbers: takes their numbers.
  ///   - first: where the first one's goes.
  mutating func number(
    _ words: [UInt64], count: Int, into numbers: inout [UInt32], from first: Int
  ) {
    while (self.words.count + count) * 5 > entries.count * 3 { grow() }
    precondition(words.count >= count && numbers.count >= first + count)
    var takenEntries = exchange(&entries, with: [])
    var entries = takenEntries.mutableSpan
    var numbers = numbers.mutableSpan
    let keys = words.span
    let (shift, mask) = (shift, entries.count - 1)
    var touched: UInt32 = 0
    for index in 0..<count {
      let place = unsafe Self.place(keys[unchecked: index], shift)
      unsafe touched |= entries[unchecked: place].number
    }
    // Places are below the number of entries by the shift.
    for index in 0..<count {
      let key = unsafe keys[unchecked: index]
      var place = Self.place(key, shift)
      var entry = unsafe entries[unchecked: place]
      while entry.number != 0, entry.word != key {
        place = (place &+ 1) & mask
        entry = unsafe entries[unchecked: place]
      }
      if entry.number == 0 {
        self.words.append(key)
        entry = Entry(word: key, number: UInt32(truncatingIfNeeded: self.words.count))
        unsafe entries[unchecked: place] = entry
        touched |= entry.number
      }
      unsafe numbers[unchecked: first &+ index] = entry.number &- 1
    }
    // Without a use of it the compiler would leave the touching out.
    precondition(touched != 0 || count == 0)
    self.entries = takenEntries
  }

  /// Leaves out the next number: no word will have it.
  mutating func skip() {
    skipped.append(UInt32(words.count))
    words.append(0)
  }

  @inline(__always)
  private static func place(_ key: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> shift)
  }

  private mutating func grow() {
    entries = [Entry](repeating: Entry(), count: entries.count * 2)
    shift -= 1
    let mask = entries.count - 1
    var next = 0
    for (number, key) in words.enumerated() {
      if next < skipped.count, skipped[next] == number {
        next += 1
        continue
      }
      var place = Self.place(key, shift)
      while entries[place].number != 0 { place = (place + 1) & mask }
      entries[place] = Entry(word: key, number: UInt32(number + 1))
    }
  }
}
