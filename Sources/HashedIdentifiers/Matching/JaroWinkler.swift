/// Jaro's similarity of two short texts with Winkler's bonus for a common prefix.
///
/// M. A. Jaro, "Advances in record-linkage methodology", JASA 84 (1989); W. E. Winkler, "String
/// comparator metrics and enhanced decision rules", ASA Section on Survey Research Methods (1990).
/// Prefix scale 0.1 over at most four letters.
enum JaroWinkler {
  /// 0 for nothing in common, 1 for equal texts; the same in both directions.
  static func similarity(_ left: PackedText, _ right: PackedText) -> Float {
    if left == right { return left.isEmpty ? 0 : 1 }
    // Which letters are matched depends on the side that begins: always the same one does.
    let isOrdered = PackedText.precedes(left, right)
    let jaro = ordered(isOrdered ? left : right, isOrdered ? right : left)
    let prefix = min(4, left.commonPrefixCount(with: right))
    return jaro + Float(prefix) * 0.1 * (1 - jaro)
  }

  /// The most that the similarity can be, from the lengths, the common beginning and the letters that
  /// only one side has; most pairs are told apart by it.
  @inline(__always)
  static func bound(
    _ left: PackedText, _ leftLetters: UInt32, _ right: PackedText, _ rightLetters: UInt32
  ) -> Float {
    let leftCount = left.count
    let rightCount = right.count
    let matches = min(
      leftCount - (leftLetters & ~rightLetters).nonzeroBitCount,
      rightCount - (rightLetters & ~leftLetters).nonzeroBitCount)
    if matches <= 0 { return 0 }
    let shared = Float(matches)
    let jaro = (shared / Float(leftCount) + shared / Float(rightCount) + 1) / 3
    return jaro + Float(min(4, left.commonPrefixCount(with: right))) * 0.1 * (1 - jaro)
  }

  private static func ordered(_ left: PackedText, _ right: PackedText) -> Float {
    let leftCount = left.count
    let rightCount = right.count
    let window = max(0, max(leftCount, rightCount) / 2 - 1)
    var free: UInt32 = (1 << UInt32(rightCount)) &- 1
    var leftMatched: UInt32 = 0
    var rightMatched: UInt32 = 0
    for index in 0..<leftCount {
      let first = max(0, index - window)
      let last = index + window
      let reach: UInt32 = ((1 &<< UInt32(min(last + 1, 31))) &- 1) & ~((1 &<< UInt32(first)) &- 1)
      let found = right.places(of: left[index]) & free & reach
      if found == 0 { continue }
      let bit = found & (0 &- found)
      free ^= bit
      rightMatched |= bit
      leftMatched |= 1 << UInt32(index)
    }
    let matches = leftMatched.nonzeroBitCount
    if matches == 0 { return 0 }
    var moved = 0
    while leftMatched != 0 {
      let leftPlace = leftMatched.trailingZeroBitCount
      let rightPlace = rightMatched.trailingZeroBitCount
      if left[leftPlace] != right[rightPlace] { moved += 1 }
      leftMatched &= leftMatched &- 1
      rightMatched &= rightMatched &- 1
    }
    let shared = Float(matches)
    return
      (shared / Float(leftCount) + shared / Float(rightCount)
      + (shared - Float(moved / 2)) / shared) / 3
  }
}
