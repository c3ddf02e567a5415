/// Sixty-four rows of sixty-four bits.
enum BitMatrix {
  /// Turns rows into columns in place: bit j of row i changes places with bit i of row j.
  ///
  /// Swaps ever smaller squares across the diagonal: Warren, Hacker's Delight, 2nd edition, 2012,
  /// section 7-3.
  static func transpose(_ rows: inout MutableSpan<UInt64>) {
    precondition(rows.count == 64)
    var width = 32
    var mask: UInt64 = 0x0000_0000_FFFF_FFFF
    while width != 0 {
      let shift = UInt64(width)
      var base = 0
      while base < 64 {
        for row in base..<(base &+ width) {
          let upper = rows[row]
          let lower = rows[row &+ width]
          let swapped = (upper &>> shift ^ lower) & mask
          rows[row] = upper ^ swapped &<< shift
          rows[row &+ width] = lower ^ swapped
        }
        base &+= width &* 2
      }
      width &>>= 1
      mask ^= mask &<< UInt64(width)
    }
  }
}
