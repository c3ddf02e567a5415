/// The bytes that the formats here are made of.
enum ASCII {
  static let nul: UInt8 = 0x00
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let hash: UInt8 = 0x23
  static let apostrophe: UInt8 = 0x27
  static let comma: UInt8 = 0x2C
  static let minus: UInt8 = 0x2D
  static let slash: UInt8 = 0x2F
  static let zero: UInt8 = 0x30
  static let nine: UInt8 = 0x39
  static let colon: UInt8 = 0x3A
  static let semicolon: UInt8 = 0x3B
  static let openBracket: UInt8 = 0x5B
  static let backslash: UInt8 = 0x5C
  static let closeBracket: UInt8 = 0x5D
  static let openBrace: UInt8 = 0x7B
  static let closeBrace: UInt8 = 0x7D

  /// Space, tab, line feed or carriage return.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == space || byte == tab || byte == lineFeed || byte == carriageReturn
  }

  /// `0` to `9`.
  static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }
}

extension ArraySlice<UInt8> {
  /// The slice without blanks at either end.
  var trimmed: ArraySlice<UInt8> {
    var low = startIndex
    var high = endIndex
    while low < high, ASCII.isBlank(self[low]) { low += 1 }
    while high > low, ASCII.isBlank(self[high - 1]) { high -= 1 }
    return self[low..<high]
  }
}
