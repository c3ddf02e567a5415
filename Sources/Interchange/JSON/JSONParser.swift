/// Reads one JSON document from bytes by recursive descent.
struct JSONParser {
  private let bytes: ArraySlice<UInt8>
  private let maximumDepth: Int
  private var at: Int

  init(_ bytes: ArraySlice<UInt8>, maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
    at = bytes.startIndex
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at += 3 }
  }

  /// The whole document: one value and nothing else.
  mutating func document() throws(JSONError) -> JSONValue {
    let value = try value(depth: 0)
    skipBlanks()
    guard at == bytes.endIndex else { throw error(.trailingContent) }
    return value
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    skipBlanks()
    switch peek() {
    case nil: throw error(.ended)
    case ASCII.openBrace: return try object(depth: depth + 1)
    case ASCII.openBracket: return try array(depth: depth + 1)
    case ASCII.quote: return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case .some(let byte) where byte == ASCII.minus || ASCII.isDigit(byte): return try number()
    default: throw error(.unexpected(wanted: "a value"))
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    guard depth <= maximumDepth else { throw error(.tooDeep(limit: maximumDepth)) }
    at += 1
    var members: [JSONMember] = []
    var keys: Set<String> = []
    skipBlanks()
    if take(ASCII.closeBrace) { return .object([]) }
    while true {
      skipBlanks()
      guard peek() == ASCII.quote else { throw unexpected("a name in quotes") }
      let place = at
      let key = try string()
      guard isNew(key, among: members, &keys) else { throw error(.duplicateKey(key), at: place) }
      skipBlanks()
      guard take(ASCII.colon) else { throw unexpected("a colon") }
      members.append(JSONMember(key, try value(depth: depth)))
      skipBlanks()
      if take(ASCII.comma) { continue }
      guard take(ASCII.closeBrace) else { throw unexpected("a comma or a closing brace") }
      return .object(members)
    }
  }

  /// Whether a name is new to an object; a set is kept for large objects alone.
  ///
  /// Equality of String is canonical equivalence: stricter than bytes, which is what is wanted.
  private func isNew(_ key: String, among members: [JSONMember], _ keys: inout Set<String>) -> Bool
  {
    if members.count < 16 { return !members.contains { $0.key == key } }
    if keys.isEmpty { keys = Set(members.map(\.key)) }
    return keys.insert(key).inserted
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    guard depth <= maximumDepth else { throw error(.tooDeep(limit: maximumDepth)) }
    at += 1
    var values: [JSONValue] = []
    skipBlanks()
    if take(ASCII.closeBracket) { return .array([]) }
    while true {
      values.append(try value(depth: depth))
      skipBlanks()
      if take(ASCII.comma) { continue }
      guard take(ASCII.closeBracket) else { throw unexpected("a comma or a closing bracket") }
      return .array(values)
    }
  }

  private mutating func literal(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONError) -> JSONValue {
    let wanted = word.description
    guard bytes[at...].starts(with: wanted.utf8) else { throw unexpected("a value") }
    at += wanted.utf8.count
    return value
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = at
    _ = take(ASCII.minus)
    if take(ASCII.zero) {
      if let next = peek(), ASCII.isDigit(next) { throw error(.invalidNumber, at: start) }
    } else if digits() == 0 {
      throw error(.invalidNumber, at: start)
    }
    if take(UInt8(ascii: ".")), digits() == 0 { throw error(.invalidNumber, at: start) }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(ASCII.minus) }
      if digits() == 0 { throw error(.invalidNumber, at: start) }
    }
    return .number(String(decoding: bytes[start..<at], as: UTF8.self))
  }

  private mutating func digits() -> Int {
    let start = at
    while let byte = peek(), ASCII.isDigit(byte) { at += 1 }
    return at - start
  }

  private mutating func string() throws(JSONError) -> String {
    at += 1
    let start = at
    while let byte = peek() {
      if byte == ASCII.quote {
        defer { at += 1 }
        return try text(of: bytes[start..<at])
      }
      if byte == ASCII.backslash { return try escapedString(from: start) }
      guard byte >= ASCII.space else { throw error(.controlCharacter) }
      at += 1
    }
    throw error(.ended)
  }

  /// Goes on with a text at its first backslash.
  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var content = Array(bytes[start..<at])
    while let byte = peek() {
      at += 1
      if byte == ASCII.quote {
        at -= 1
        defer { at += 1 }
        return try text(of: content[...])
      }
      if byte == ASCII.backslash {
        let scalar = try escape()
        content.append(contentsOf: String(Character(scalar)).utf8)
      } else {
        guard byte >= ASCII.space else { throw error(.controlCharacter, at: at - 1) }
        content.append(byte)
      }
    }
    throw error(.ended)
  }

  /// What stands behind a backslash.
  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    guard let letter = peek() else { throw error(.ended) }
    at += 1
    switch letter {
    case ASCII.quote, ASCII.backslash, ASCII.slash: return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw error(.invalidEscape, at: at - 1)
    }
    let place = at - 2
    let unit = try hexUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, take(ASCII.backslash), take(UInt8(ascii: "u")) else {
      throw error(.invalidEscape, at: place)
    }
    let low = try hexUnit()
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw error(.invalidEscape, at: place) }
    return scalar
  }

  private mutating func hexUnit() throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek() else { throw error(.ended) }
      switch byte {
      case ASCII.zero...ASCII.nine: unit = unit << 4 | UInt32(byte - ASCII.zero)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(byte - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(byte - 0x37)
      default: throw error(.invalidEscape)
      }
      at += 1
    }
    return unit
  }

  private func text(of content: ArraySlice<UInt8>) throws(JSONError) -> String {
    guard let text = String(validating: content, as: UTF8.self) else { throw error(.invalidUTF8) }
    return text
  }

  private func peek() -> UInt8? { at < bytes.endIndex ? bytes[at] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    at += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek(), ASCII.isBlank(byte) { at += 1 }
  }

  private func unexpected(_ wanted: String) -> JSONError {
    error(at == bytes.endIndex ? .ended : .unexpected(wanted: wanted))
  }

  private func error(_ cause: JSONError.Cause, at place: Int? = nil) -> JSONError {
    let before = bytes[..<(place ?? at)]
    let lineStart = before.lastIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? bytes.startIndex
    return JSONError(
      line: before.reduce(1) { $0 + ($1 == ASCII.lineFeed ? 1 : 0) },
      column: before.endIndex - lineStart + 1, cause: cause)
  }
}
