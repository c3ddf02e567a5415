/// American Soundex: a letter and three digits for how a name sounds.
///
/// National Archives and Records Administration, "The Soundex Indexing System" (2007): equal codes
/// side by side count once, also across H and W, and vowels separate them.
enum Soundex {
  /// Codes of a to z: 0 for a vowel or Y, 7 for H and W, which are passed over.
  private static let codes: [UInt8] = Array("01230127022455012623017202".utf8).map { $0 - 48 }

  /// The code of a canonical name, packed into 32 bits; nil where it has letters beyond a to z.
  static func code(_ name: ArraySlice<UInt8>) -> UInt32? {
    guard let first = name.first, isLetter(first) else { return nil }
    var packed = UInt32(first)
    var count = 0
    var last = codes[Int(first - UInt8(ascii: "a"))]
    for byte in name.dropFirst() {
      guard isLetter(byte) else {
        if byte < 0x80 { continue }
        return nil
      }
      let code = codes[Int(byte - UInt8(ascii: "a"))]
      if code == 7 { continue }
      if code != 0, code != last, count < 3 {
        packed = packed << 8 | UInt32(code + UInt8(ascii: "0"))
        count += 1
      }
      last = code
    }
    while count < 3 {
      packed = packed << 8 | UInt32(UInt8(ascii: "0"))
      count += 1
    }
    return packed
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
