/// Checks that bytes are well-formed UTF-8 (Unicode 16, table 3-7).
enum UTF8Check {
  /// The offset of the first byte that cannot stand there, or nil where all is well.
  /// - Parameter bytes: the bytes to check.
  /// - Returns: an index of `bytes`.
  static func firstInvalid(in bytes: ArraySlice<UInt8>) -> Int? {
    var at = bytes.startIndex
    let end = bytes.endIndex
    while at < end {
      let lead = bytes[at]
      if lead < 0x80 {
        at += 1
        continue
      }
      guard let form = form(of: lead), end - at > form.trailing,
        form.second.contains(bytes[at + 1])
      else { return at }
      for offset in stride(from: 2, through: form.trailing, by: 1)
      where bytes[at + offset] & 0xC0 != 0x80 {
        return at
      }
      at += form.trailing + 1
    }
    return nil
  }

  /// How many bytes follow a lead byte, and which may come second.
  private static func form(of lead: UInt8) -> (trailing: Int, second: ClosedRange<UInt8>)? {
    switch lead {
    case 0xC2...0xDF: (1, 0x80...0xBF)
    case 0xE0: (2, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: (2, 0x80...0xBF)
    case 0xED: (2, 0x80...0x9F)
    case 0xF0: (3, 0x90...0xBF)
    case 0xF1...0xF3: (3, 0x80...0xBF)
    case 0xF4: (3, 0x80...0x8F)
    default: nil
    }
  }
}
