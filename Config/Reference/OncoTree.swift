/// The tumour types of OncoTree and what each is a kind of.
public enum OncoTree {
  /// For each code the codes above it, the nearest first; the root `TISSUE` has none.
  public static let ancestors: [String: [String]] = {
    var found: [String: [String]] = [:]
    var path: [String] = []
    var last = ""
    for word in OncoTreeTable.text.split(whereSeparator: \.isWhitespace) {
      switch word {
      case "(": path.append(last)
      case ")": path.removeLast(path.isEmpty ? 0 : 1)
      default:
        last = String(word)
        found[last] = path.reversed()
      }
    }
    return found
  }()

  /// Whether a code is one of OncoTree.
  /// - Parameter code: the code, in capitals.
  /// - Returns: whether it is.
  public static func contains(_ code: String) -> Bool { ancestors[code] != nil }
}
