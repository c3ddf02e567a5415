public import Domain

/// Writes delimited text (RFC 4180): quotes where need be, and keeps spreadsheets from running cells.
///
/// Texts are guarded as ``FormulaGuard`` says; numbers and days, which are typed, are not.
public struct DelimitedWriter {
  private let separator: UInt8
  private let guardsFormulas: Bool
  private let flushSize: Int
  private let sink: ByteSink
  private var buffer: [UInt8] = []
  private var rowStart = 0
  private var fields = 0

  /// Begins a file.
  /// - Parameters:
  ///   - separator: what stands between fields.
  ///   - guardsFormulas: whether texts that a spreadsheet would run get an apostrophe.
  ///   - flushSize: bytes collected before the sink is called.
  ///   - sink: where the bytes go.
  public init(
    separator: Separator = .comma, guardsFormulas: Bool = true, flushSize: Int = 65_536,
    sink: @escaping ByteSink
  ) {
    self.separator = separator.rawValue
    self.guardsFormulas = guardsFormulas
    self.flushSize = flushSize
    self.sink = sink
    buffer.reserveCapacity(flushSize + flushSize / 4)
  }

  /// Writes a whole row of texts, a header for example.
  /// - Parameter texts: the fields.
  /// - Throws: what the sink throws.
  public mutating func row(_ texts: [String]) throws {
    for text in texts { self.text(text) }
    try endRow()
  }

  /// Writes a field of text.
  /// - Parameter value: the text; nil for an empty field.
  public mutating func text(_ value: String?) {
    beginField()
    guard let value, !value.isEmpty else { return }
    let start = buffer.count
    buffer.append(contentsOf: value.utf8)
    secure(from: start)
  }

  /// Writes a field of text that is UTF-8 already.
  /// - Parameter value: the text as UTF-8.
  public mutating func text(utf8 value: ArraySlice<UInt8>) {
    beginField()
    let start = buffer.count
    buffer.append(contentsOf: value)
    secure(from: start)
  }

  /// Guards and quotes a text that comes again and again.
  /// - Parameter value: the text.
  /// - Returns: the text as this writer writes it.
  func prepared(_ value: String) -> [UInt8] {
    var writer = self
    writer.buffer.removeAll()
    writer.fields = 0
    writer.text(value)
    return writer.buffer
  }

  /// Writes a field with the name of a coded value.
  /// - Parameter value: the value; nil for an empty field.
  public mutating func code(_ value: (some CodedValue)?) {
    text(value?.name)
  }

  /// Writes a field with an integer.
  /// - Parameter value: the integer; nil for an empty field.
  public mutating func integer(_ value: Int?) {
    beginField()
    guard let value else { return }
    buffer.appendDecimal(value)
  }

  /// Writes a field with a number in its shortest form that reads back the same.
  /// - Parameter value: the number; nil or one that is not finite for an empty field.
  public mutating func number(_ value: Double?) {
    beginField()
    guard let value, value.isFinite else { return }
    buffer.append(contentsOf: value.description.utf8)
  }

  /// Writes a field with a day, `YYYY-MM-DD`.
  /// - Parameter value: the day; nil for an empty field.
  public mutating func day(_ value: CivilDay?) {
    beginField()
    value?.appendISO(to: &buffer)
  }

  /// Writes a field with a truth value, `true` or `false`.
  /// - Parameter value: the truth value; nil for an empty field.
  public mutating func flag(_ value: Bool?) {
    beginField()
    guard let value else { return }
    buffer.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Ends the row.
  /// - Throws: what the sink throws.
  public mutating func endRow() throws {
    // A lone empty field would be a blank line, which readers pass over.
    if buffer.count == rowStart, fields == 1 {
      buffer.append(ASCII.quote)
      buffer.append(ASCII.quote)
    }
    try endLine()
  }

  /// Writes fields that stand in another file of the same separator, exactly as they stand there.
  /// - Parameter bytes: one row without its line end.
  mutating func verbatim(_ bytes: ArraySlice<UInt8>) {
    beginField()
    buffer.append(contentsOf: bytes)
  }

  /// Writes a field in quotes, exactly as it is: for rows that are repeated verbatim.
  /// - Parameter value: the text as UTF-8.
  mutating func quoted(utf8 value: ArraySlice<UInt8>) {
    beginField()
    appendQuoted(value)
  }

  /// Hands the last bytes to the sink; nothing may be written after it.
  /// - Throws: what the sink throws.
  public mutating func finish() throws {
    guard !buffer.isEmpty else { return }
    try sink(buffer)
    buffer.removeAll()
  }

  private mutating func endLine() throws {
    buffer.append(ASCII.lineFeed)
    fields = 0
    if buffer.count >= flushSize {
      try sink(buffer)
      buffer.removeAll(keepingCapacity: true)
    }
    rowStart = buffer.count
  }

  @inline(__always)
  private mutating func beginField() {
    if fields > 0 { buffer.append(separator) }
    fields += 1
  }

  /// Guards and quotes the field that has just been appended.
  private mutating func secure(from start: Int) {
    guard start < buffer.count else { return }
    let traits = traits(from: start)
    if guardsFormulas, traits.mayNeedGuard, FormulaGuard.needsGuard(buffer[start...]) {
      buffer.insert(ASCII.apostrophe, at: start)
    }
    guard traits.needsQuotes else { return }
    let text = Array(buffer[start...])
    buffer.removeSubrange(start...)
    appendQuoted(text[...])
  }

  /// Looks at every byte of the field that begins at an index, once.
  private func traits(from start: Int) -> (mayNeedGuard: Bool, needsQuotes: Bool) {
    let bytes = buffer.span
    let first = bytes[start]
    var needsQuotes = first == ASCII.space || bytes[bytes.count - 1] == ASCII.space
    for index in start..<bytes.count {
      let byte = bytes[index]
      needsQuotes =
        needsQuotes || byte == separator || byte == ASCII.quote || byte == ASCII.lineFeed
        || byte == ASCII.carriageReturn
    }
    return (first <= 0x40 || first == 0xEF, needsQuotes)
  }

  private mutating func appendQuoted(_ text: ArraySlice<UInt8>) {
    buffer.append(ASCII.quote)
    for byte in text {
      if byte == ASCII.quote { buffer.append(ASCII.quote) }
      buffer.append(byte)
    }
    buffer.append(ASCII.quote)
  }
}

extension [UInt8] {
  /// Appends an integer in decimal digits.
  mutating func appendDecimal(_ value: Int) {
    if value < 0 { append(ASCII.minus) }
    var rest = value.magnitude
    let start = count
    repeat {
      append(ASCII.zero + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    self[start...].reverse()
  }
}
