/// One version of one consent form, written `id@version`.
public struct FormReference: Hashable, Sendable {
  /// The form, the same through all its versions.
  public let id: String
  /// The version, from 1.
  public let version: Int

  /// The versions that can be written.
  public static let versions = 1...999_999

  /// A reference; nil where the id or the version cannot be one.
  /// - Parameters:
  ///   - id: 1 to 64 ASCII letters, digits, dots, hyphens and underscores, the first a letter or
  ///     a digit.
  ///   - version: 1 to 999,999.
  public init?(id: String, version: Int) {
    guard Self.isIdentifier(id), Self.versions.contains(version) else { return nil }
    self.id = id
    self.version = version
  }

  /// Reads `id@version`; nil for any other shape, such as a version with leading zeros.
  /// - Parameter text: the text to read.
  public init?(text: some StringProtocol) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let version = Int(parts[1]), String(version) == parts[1] else {
      return nil
    }
    self.init(id: String(parts[0]), version: version)
  }

  /// Whether a text can name a form or a module.
  static func isIdentifier(_ text: String) -> Bool {
    guard (1...64).contains(text.utf8.count) else { return false }
    var isFirst = true
    return text.utf8.allSatisfy { byte in
      defer { isFirst = false }
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        return true
      case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
        return !isFirst
      default:
        return false
      }
    }
  }
}

extension FormReference: Comparable, CustomStringConvertible {
  /// Sorts by id, then by version.
  public static func < (left: FormReference, right: FormReference) -> Bool {
    (left.id, left.version) < (right.id, right.version)
  }

  /// `id@version`.
  public var description: String { "\(id)@\(version)" }
}
