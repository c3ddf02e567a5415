/// Checks that every text of a person's identifiers passes before anything else is done with it.
enum IdentifierText {
  /// The longest field that is accepted, in bytes of UTF-8.
  static let limit = 200

  /// Refuses what is empty, too long, or holds characters that hide or reorder others.
  static func check(_ text: String, _ field: IdentifierField) throws(IdentifierError) {
    var count = 0
    var isASCII = true
    var hasContent = false
    for byte in text.utf8 {
      count += 1
      if byte >= 0x80 { isASCII = false }
      if byte < 0x20 || byte == 0x7F { throw .controlCharacter(field) }
      if byte != UInt8(ascii: " ") { hasContent = true }
    }
    guard hasContent else { throw .empty(field) }
    guard count <= limit else { throw .tooLong(field, limit: limit) }
    if isASCII { return }
    for scalar in text.unicodeScalars where isRefused(scalar) { throw .controlCharacter(field) }
  }

  /// Control characters and the marks and embeddings of Unicode Standard Annex 9 (bidirectional
  /// text), line and paragraph separators, private use, unassigned.
  private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF,
      0xFFF9...0xFFFC:
      true
    default:
      switch scalar.properties.generalCategory {
      case .privateUse, .unassigned: true
      default: false
      }
    }
  }

  /// Appends the ASCII letters and digits of a text, in upper case; everything else is left out.
  static func appendLettersAndDigits(_ text: String, to bytes: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        bytes.append(byte)
      case UInt8(ascii: "a")...UInt8(ascii: "z"): bytes.append(byte - 32)
      default: continue
      }
    }
  }

  /// Appends a code as sites write it: outer spaces removed, ASCII letters in upper case, the rest
  /// as it is.
  ///
  /// Leading zeros and inner punctuation stay: 0123 and 123 may be two patients.
  static func appendCode(_ text: String, to bytes: inout [UInt8]) {
    let start = bytes.count
    for byte in text.utf8 {
      if bytes.count == start, byte == UInt8(ascii: " ") { continue }
      let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      bytes.append(isLower ? byte - 32 : byte)
    }
    while bytes.count > start, bytes[bytes.count - 1] == UInt8(ascii: " ") { bytes.removeLast() }
  }

  /// The form that ``appendCode(_:to:)`` appends.
  static func code(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    appendCode(text, to: &bytes)
    return bytes
  }

  static func hasLetterOrDigit(_ text: String) -> Bool {
    text.utf8.contains { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        true
      default: false
      }
    }
  }

  /// Whether a canonical code stands for "unknown".
  static func isPlaceholder(_ code: [UInt8]) -> Bool {
    let bare = code.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }
    if bare.allSatisfy({ $0 == UInt8(ascii: "0") }) { return true }
    return placeholders.contains(bare)
  }

  private static let placeholders: Set<[UInt8]> = Set(
    ["NA", "N/A", "NONE", "NULL", "UNK", "UNKNOWN", "UNBEKANNT", "TEST", "X", "XX", "XXX", "?"]
      .map { Array($0.utf8) })
}
