/// Sorts 64-bit words by some of their bits, eleven at a time, keeping the order of equal ones.
enum RadixSort {
  private static let width = 11

  /// Sorts by the bits of a range.
  static func sort(_ words: inout [UInt64], bits: Range<Int>) {
    var other = [UInt64](repeating: 0, count: words.count)
    var counts = [Int](repeating: 0, count: 1 << width)
    var shift = bits.lowerBound
    while shift < bits.upperBound {
      let mask: UInt64 = (1 << UInt64(min(width, bits.upperBound - shift))) - 1
      for index in counts.indices { counts[index] = 0 }
      for word in words { counts[Int(truncatingIfNeeded: word >> UInt64(shift) & mask)] += 1 }
      var place = 0
      for index in counts.indices {
        let count = counts[index]
        counts[index] = place
        place += count
      }
      for word in words {
        let digit = Int(truncatingIfNeeded: word >> UInt64(shift) & mask)
        other[counts[digit]] = word
        counts[digit] += 1
      }
      swap(&words, &other)
      shift += width
    }
  }
}
