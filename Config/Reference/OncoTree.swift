/// The tumour types of OncoTree and what each is a kind of.
public enum OncoTree {
  /// The codes that are a kind of another one, each with the nearest above it.
  ///
  /// Made when the first code is asked for: most commands ask for none, and it costs what starting
  /// the program costs.
  private static let parents: [String: String] = {
    var found: [String: String] = [:]
    found.reserveCapacity(1024)
    var path: [String] = []
    var last = ""
    for word in OncoTreeTable.text.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
      switch word.first {
      case UInt8(ascii: "("): path.append(last)
      case UInt8(ascii: ")"): path.removeLast(path.isEmpty ? 0 : 1)
      default:
        last = String(Substring(word))
        if let parent = path.last { found[last] = parent }
      }
    }
    return found
  }()

  /// The code above all others.
  public static let root = "TISSUE"

  /// The codes above another one.
  /// - Parameter code: the code, in capitals.
  /// - Returns: the codes above it, the nearest first; none for the root and for what is no code.
  public static func ancestors(of code: String) -> [String] {
    var found: [String] = []
    while let parent = parents[found.last ?? code] { found.append(parent) }
    return found
  }

  /// Whether a code is one of OncoTree.
  /// - Parameter code: the code, in capitals.
  /// - Returns: whether it is.
  public static func contains(_ code: String) -> Bool { code == root || parents[code] != nil }

  /// Every code, in the order of the alphabet.
  public static var codes: [String] { (parents.keys + [root]).sorted() }
}
