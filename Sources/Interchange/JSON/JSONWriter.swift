public import Domain

/// Writes JSON (RFC 8259) into a buffer, members in the order in which they are given.
///
/// It closes nothing by itself and repairs nothing: whoever writes keeps the brackets balanced.
public struct JSONWriter: Sendable {
  /// What has been written so far.
  public private(set) var bytes: [UInt8] = []
  private let indented: Bool
  private var depth = 0
  private var needsComma = false
  private var followsKey = false

  /// An empty document.
  /// - Parameter indented: whether every member gets a line of its own.
  public init(indented: Bool = false) {
    self.indented = indented
  }

  /// Empties the buffer and keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    depth = 0
    needsComma = false
  }

  /// Hands over what has been written and begins anew.
  /// - Returns: the bytes.
  public mutating func take() -> [UInt8] {
    defer { self = JSONWriter(indented: indented) }
    return bytes
  }

  /// Ends a line; the next value begins a document of its own, as in NDJSON.
  public mutating func newLine() {
    bytes.append(ASCII.lineFeed)
    needsComma = false
  }

  /// Opens an object.
  public mutating func beginObject() { open(ASCII.openBrace) }
  /// Closes an object.
  public mutating func endObject() { close(ASCII.closeBrace) }
  /// Opens an array.
  public mutating func beginArray() { open(ASCII.openBracket) }
  /// Closes an array.
  public mutating func endArray() { close(ASCII.closeBracket) }

  /// Writes the name of a member; its value comes next.
  /// - Parameter name: the name.
  public mutating func key(_ name: String) {
    beginValue()
    quoted(name)
    bytes.append(ASCII.colon)
    if indented { bytes.append(ASCII.space) }
    needsComma = false
    followsKey = true
  }

  /// Writes `null`.
  public mutating func null() { verbatim("null") }

  /// Writes a text.
  /// - Parameter value: the text; nil for `null`.
  public mutating func string(_ value: String?) {
    guard let value else { return null() }
    beginValue()
    quoted(value)
    needsComma = true
  }

  /// Writes an integer.
  /// - Parameter value: the integer; nil for `null`.
  public mutating func integer(_ value: Int?) {
    guard let value else { return null() }
    beginValue()
    bytes.appendDecimal(value)
    needsComma = true
  }

  /// Writes a number in its shortest form that reads back the same.
  /// - Parameter value: the number; nil or one that is not finite for `null`.
  public mutating func number(_ value: Double?) {
    guard let value, value.isFinite else { return null() }
    verbatim(value.description)
  }

  /// Writes a truth value.
  /// - Parameter value: the truth value; nil for `null`.
  public mutating func bool(_ value: Bool?) {
    guard let value else { return null() }
    verbatim(value ? "true" : "false")
  }

  /// Writes a day as a text, `YYYY-MM-DD`.
  /// - Parameter value: the day; nil for `null`.
  public mutating func day(_ value: CivilDay?) {
    guard let value else { return null() }
    beginValue()
    bytes.append(ASCII.quote)
    value.appendISO(to: &bytes)
    bytes.append(ASCII.quote)
    needsComma = true
  }

  /// Writes an instant as a text, RFC 3339 in UTC.
  /// - Parameter value: the instant; nil for `null`.
  public mutating func instant(_ value: Instant?) { string(value?.description) }

  /// Writes the name of a coded value.
  /// - Parameter value: the value; nil for `null`.
  public mutating func code(_ value: (some CodedValue)?) { string(value?.name) }

  /// Writes a value that was read or built.
  /// - Parameter value: the value.
  public mutating func value(_ value: JSONValue) { value.write(to: &self) }

  /// Writes a text that is JSON already.
  /// - Parameter text: one JSON value.
  mutating func verbatim(_ text: String) {
    beginValue()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    beginValue()
    bytes.append(bracket)
    depth += 1
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    depth -= 1
    if needsComma { indent() }
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func beginValue() {
    if needsComma { bytes.append(ASCII.comma) }
    if followsKey { followsKey = false } else if depth > 0 { indent() }
  }

  private mutating func indent() {
    guard indented else { return }
    bytes.append(ASCII.lineFeed)
    for _ in 0..<(2 * max(0, depth)) { bytes.append(ASCII.space) }
  }

  /// Escapes what RFC 8259 section 7 demands, and DEL, which terminals act upon.
  private mutating func quoted(_ text: String) {
    bytes.append(ASCII.quote)
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    if hasEscapes(from: start) {
      let content = Array(bytes[start...])
      bytes.removeSubrange(start...)
      for byte in content { escape(byte) }
    }
    bytes.append(ASCII.quote)
  }

  private func hasEscapes(from start: Int) -> Bool {
    let written = bytes.span
    for index in start..<written.count where Self.needsEscape(written[index]) { return true }
    return false
  }

  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < ASCII.space || byte == ASCII.quote || byte == ASCII.backslash || byte == 0x7F
  }

  private mutating func escape(_ byte: UInt8) {
    guard Self.needsEscape(byte) else { return bytes.append(byte) }
    bytes.append(ASCII.backslash)
    switch byte {
    case ASCII.quote, ASCII.backslash: bytes.append(byte)
    case ASCII.lineFeed: bytes.append(UInt8(ascii: "n"))
    case ASCII.carriageReturn: bytes.append(UInt8(ascii: "r"))
    case ASCII.tab: bytes.append(UInt8(ascii: "t"))
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }
}
