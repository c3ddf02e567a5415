/// Base64 (RFC 4648, section 4) in its one canonical form: padded, on one line, no spare bits set.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var word = group.reduce(0) { $0 << 8 | Int($1) }
      word <<= 8 * (3 - group.count)
      for place in 0..<4 {
        text.append(
          place <= group.count ? alphabet[word >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil for anything that ``text(of:)`` does not write.
  static func bytes(of text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count.isMultiple(of: 4) else { return nil }
    var bytes: [UInt8] = []
    var (word, digits, padding) = (0, 0, 0)
    for character in text {
      if character == UInt8(ascii: "=") {
        padding += 1
        word <<= 6
      } else {
        guard padding == 0, let value = value(of: character) else { return nil }
        word = word << 6 | value
      }
      digits += 1
      guard digits == 4 else { continue }
      for place in 0..<3 { bytes.append(UInt8(truncatingIfNeeded: word >> (16 - 8 * place))) }
      (word, digits) = (0, 0)
    }
    guard padding <= 2, bytes.suffix(padding).allSatisfy({ $0 == 0 }) else { return nil }
    bytes.removeLast(padding)
    // Bits beyond the last byte are ignored by many readers: two texts would mean the same.
    return self.text(of: bytes).utf8.elementsEqual(text) ? bytes : nil
  }

  private static func value(of character: UInt8) -> Int? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
