internal import Domain
public import RegistryCrypto

/// What one registry hands to another to find the people that both know: tokens under keys that serve
/// once, and encodings where both asked for them.
///
/// Entries stand in the order of their tokens, so that nothing of the registry's own order is told.
/// Nobody without the shared secret can make or check a token. Form, in canonical bytes: `TDRX`,
/// version, identifier, whether there are encodings, list of entries, and HMAC-SHA-256 of all that.
public struct ExchangeFile: Sendable {
  static let magic = Array("TDRX".utf8)
  static let version: UInt8 = 1

  /// One person.
  struct Entry: Hashable, Sendable {
    var strong: [StrongToken] = []
    var composite: [CompositeToken] = []
    var encoding: BloomEncoding?
  }

  /// The identifier of the exchange.
  public let identifier: [UInt8]
  /// Whether encodings stand beside the tokens.
  public let hasEncodings: Bool
  let entries: [Entry]

  /// The number of people.
  public var count: Int { entries.count }

  /// A prepared file and whose its entries are.
  public struct Prepared: Sendable {
    /// The bytes to hand over.
    public let bytes: [UInt8]
    /// The index, in the list that was given, of each entry; to be kept.
    public let order: [Int]
  }

  /// Prepares the file of a list of people.
  /// - Parameters:
  ///   - people: the people.
  ///   - keys: the keys of the exchange.
  ///   - withEncodings: whether encodings are added, which tell more than tokens.
  /// - Returns: the file, and whose its entries are.
  /// - Throws: `CryptoError`.
  public static func prepare(
    _ people: [PersonIdentifiers], keys: borrowing ExchangeKeys, withEncodings: Bool = false
  ) throws(CryptoError) -> Prepared {
    let maker = try TokenMaker(key: keys.tokens)
    let encoder = try BloomEncoder(key: keys.encodings)
    var entries: [(entry: Entry, index: Int)] = []
    entries.reserveCapacity(people.count)
    var set = TokenSet()
    for (index, person) in people.enumerated() {
      set.removeAll()
      try maker.appendTokens(of: person, to: &set)
      // A patient number means nothing outside its facility's registry.
      var entry = Entry(strong: set.strong.filter { $0.kind != .facilityMRN })
      entry.composite = set.composite
      if withEncodings { entry.encoding = try encoder.encoding(of: ComparisonRecord(person)) }
      entries.append((entry, index))
    }
    entries.sort { isOrdered($0.entry, $1.entry) ?? ($0.index < $1.index) }
    var writer = CanonicalWriter(capacity: 64 + people.count * 256)
    for byte in magic { writer.write(byte) }
    writer.write(version)
    for byte in keys.identifier { writer.write(byte) }
    writer.write(withEncodings)
    writer.writeList(entries.map(\.entry)) { $0.write($1) }
    var bytes = writer.bytes
    try HMACSHA256(key: keys.file).authenticate(bytes).append(to: &bytes)
    return Prepared(bytes: bytes, order: entries.map(\.index))
  }

  /// By the first token that differs; nil where all are equal.
  private static func isOrdered(_ left: Entry, _ right: Entry) -> Bool? {
    for (mine, other) in zip(left.composite, right.composite) where mine != other {
      return (mine.kind.rawValue, mine.value) < (other.kind.rawValue, other.value)
    }
    if left.composite.count != right.composite.count {
      return left.composite.count < right.composite.count
    }
    for (mine, other) in zip(left.strong, right.strong) where mine != other {
      return (mine.kind.rawValue, mine.high, mine.low) < (
        other.kind.rawValue, other.high, other.low
      )
    }
    return left.strong.count == right.strong.count ? nil : left.strong.count < right.strong.count
  }

  /// Reads a file and checks that it was made under these keys and is whole.
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - keys: the keys of the exchange.
  /// - Throws: ``ExchangeError``.
  public init(decoding bytes: [UInt8], keys: borrowing ExchangeKeys) throws(ExchangeError) {
    guard bytes.starts(with: Self.magic), bytes.count > Self.magic.count else {
      throw .notAnExchangeFile
    }
    guard bytes[Self.magic.count] == Self.version else {
      throw .unknownVersion(bytes[Self.magic.count])
    }
    guard bytes.count >= Digest.length + Self.magic.count + 1 + ExchangeKeys.identifierLength else {
      throw .damaged(.truncated(at: bytes.count))
    }
    // The identifier is told before the MAC is checked, to tell another exchange from damage.
    let start = Self.magic.count + 1
    identifier = Array(bytes[start..<start + ExchangeKeys.identifierLength])
    guard identifier == keys.identifier else { throw .otherExchange }
    let body = bytes.dropLast(Digest.length)
    guard try Self.isAuthentic(body, bytes.suffix(Digest.length), keys) else {
      throw .notAuthentic
    }
    do throws(CanonicalReadError) {
      var reader = CanonicalReader(body.dropFirst(start + ExchangeKeys.identifierLength))
      let hasEncodings = try reader.readBool()
      entries = try reader.readList { (reader: inout CanonicalReader) throws(CanonicalReadError) in
        try reader.readEntry(hasEncodings: hasEncodings)
      }
      try reader.finish()
      self.hasEncodings = hasEncodings
    } catch { throw .damaged(error) }
  }

  private static func isAuthentic(
    _ body: ArraySlice<UInt8>, _ tag: ArraySlice<UInt8>, _ keys: borrowing ExchangeKeys
  ) throws(ExchangeError) -> Bool {
    do throws(CryptoError) {
      let expected = try HMACSHA256(key: keys.file).authenticate(Array(body)).bytes
      return constantTimeEqual(expected.span, Array(tag).span)
    } catch { throw .crypto(error) }
  }
}
