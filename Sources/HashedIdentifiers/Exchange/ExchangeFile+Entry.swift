internal import Domain

extension CanonicalWriter {
  /// Writes one person of an exchange.
  mutating func write(_ entry: ExchangeFile.Entry) {
    writeList(entry.strong) {
      $0.write($1.kind.rawValue)
      $0.write($1.high)
      $0.write($1.low)
    }
    writeList(entry.composite) {
      $0.write($1.kind.rawValue)
      $0.write($1.value)
    }
    writeOptional(entry.encoding) { writer, encoding in
      for word in encoding.words { writer.write(word) }
    }
  }
}

extension CanonicalReader {
  /// Reads what the writer wrote, kinds in rising order and nothing else.
  mutating func readEntry(hasEncodings: Bool) throws(CanonicalReadError) -> ExchangeFile.Entry {
    var entry = ExchangeFile.Entry()
    entry.strong = try readList { (reader: inout CanonicalReader) throws(CanonicalReadError) in
      let kind = try reader.readTokenKind(isStrong: true)
      return StrongToken(
        kind: kind, high: try reader.read(UInt64.self), low: try reader.read(UInt64.self))
    }
    entry.composite = try readList { (reader: inout CanonicalReader) throws(CanonicalReadError) in
      let kind = try reader.readTokenKind(isStrong: false)
      return CompositeToken(kind: kind, value: try reader.read(Int64.self))
    }
    let kinds = entry.strong.map(\.kind.rawValue) + entry.composite.map(\.kind.rawValue)
    guard zip(kinds, kinds.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw invalid("order of token kinds")
    }
    entry.encoding = try readOptional {
      (reader: inout CanonicalReader) throws(CanonicalReadError) in
      var words: [UInt64] = []
      for _ in 0..<BloomEncoding.wordCount { words.append(try reader.read(UInt64.self)) }
      return BloomEncoding(words: words)
    }
    guard hasEncodings || entry.encoding == nil else { throw invalid("encoding") }
    return entry
  }

  private mutating func readTokenKind(isStrong: Bool) throws(CanonicalReadError) -> TokenKind {
    guard let kind = TokenKind(rawValue: try read(UInt8.self)), kind.isStrong == isStrong else {
      throw invalid("token kind")
    }
    return kind
  }
}
