/// Optimal string alignment: the fewest insertions, deletions, substitutions and swaps of neighbours
/// that turn one text into another, no place edited twice.
///
/// H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic
/// Journal of Computing 10 (2003): one step a byte of the second text.
enum StringAlignment {
  /// The number of edits, 0 to 16.
  static func distance(_ left: PackedText, _ right: PackedText) -> Int {
    if left == right { return 0 }
    let count = left.count
    if count == 0 { return right.count }
    let lastPlace: UInt32 = 1 << UInt32(count - 1)
    var distance = count
    var positive: UInt32 = .max
    var negative: UInt32 = 0
    var diagonal: UInt32 = 0
    var before: UInt32 = 0
    for index in 0..<right.count {
      let places = left.places(of: right[index])
      let swapped = ((~diagonal & places) << 1) & before
      diagonal = (((places & positive) &+ positive) ^ positive) | places | negative | swapped
      var horizontal = negative | ~(diagonal | positive)
      var falling = diagonal & positive
      if horizontal & lastPlace != 0 { distance += 1 }
      if falling & lastPlace != 0 { distance -= 1 }
      horizontal = horizontal << 1 | 1
      falling <<= 1
      positive = falling | ~(diagonal | horizontal)
      negative = horizontal & diagonal
      before = places
    }
    return distance
  }

  /// Whether one edit at most separates two texts, without a loop: what lies between a common
  /// beginning and a common end tells.
  @inline(__always)
  static func isWithinOne(_ left: PackedText, _ right: PackedText) -> Bool {
    if left == right { return true }
    let place = left.commonPrefixCount(with: right)
    let difference = left.count - right.count
    if difference == 0 {
      let rest = left.dropFirst(place + 1)
      let other = right.dropFirst(place + 1)
      if rest == other { return true }
      return left[place] == right[place + 1] && left[place + 1] == right[place]
        && rest.dropFirst(1) == other.dropFirst(1)
    }
    if difference == 1 { return left.dropFirst(place + 1) == right.dropFirst(place) }
    return difference == -1 && left.dropFirst(place) == right.dropFirst(place + 1)
  }
}
