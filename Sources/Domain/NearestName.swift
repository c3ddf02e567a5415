/// Finds the known name nearest to a mistyped one, so that an error can suggest it.
public enum NearestName {
  /// The known name with the smallest edit distance, or nil where none is near enough to be meant.
  ///
  /// Distance is restricted Damerau-Levenshtein (optimal string alignment) over lower-cased UTF-8;
  /// near enough is at most a third of the longer name, and at least one edit.
  /// - Parameters:
  ///   - text: what was written.
  ///   - known: the names that would have been understood.
  /// - Returns: the nearest name; of equally near ones the first.
  public static func to(_ text: String, among known: some Sequence<String>) -> String? {
    let wanted = folded(text)
    guard wanted.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for name in known {
      let candidate = folded(name)
      let limit = max(1, max(wanted.count, candidate.count) / 3)
      guard abs(wanted.count - candidate.count) <= limit else { continue }
      let distance = editDistance(wanted, candidate)
      if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// `did you mean X?`, or a list of what is known where nothing is near.
  /// - Parameters:
  ///   - text: what was written.
  ///   - known: the names that would have been understood.
  /// - Returns: a sentence for the `fix` of an error.
  public static func suggestion(for text: String, among known: some Collection<String>) -> String {
    if let nearest = to(text, among: known) { return "did you mean '\(nearest)'?" }
    let shown = known.prefix(20).joined(separator: ", ")
    return "use one of: \(shown)" + (known.count > 20 ? ", …" : "")
  }

  private static func folded(_ text: String) -> [UInt8] {
    text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
      case UInt8(ascii: "-"), UInt8(ascii: " "): UInt8(ascii: "_")
      default: byte
      }
    }
  }

  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var twoAbove = [Int](repeating: 0, count: right.count + 1)
    var above = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in 0..<right.count {
        var cost = min(
          above[column + 1] + 1, current[column] + 1,
          above[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, twoAbove[column - 1] + 1)
        }
        current.append(cost)
      }
      twoAbove = above
      above = current
    }
    return above[right.count]
  }
}
