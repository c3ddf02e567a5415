/// A sixteen-byte token of a strong identifier.
public struct StrongToken: Hashable, Sendable {
  /// What it is made of.
  public let kind: TokenKind
  /// The first eight bytes as a big-endian number.
  public let high: UInt64
  /// The last eight bytes as a big-endian number.
  public let low: UInt64

  init(kind: TokenKind, high: UInt64, low: UInt64) {
    self.kind = kind
    self.high = high
    self.low = low
  }

  /// Wraps stored bytes; nil where they are not sixteen or the kind is not strong.
  /// - Parameters:
  ///   - kind: what the token is made of.
  ///   - bytes: sixteen bytes.
  public init?(kind: TokenKind, bytes: [UInt8]) {
    guard kind.isStrong, bytes.count == 16 else { return nil }
    self.init(
      kind: kind, high: bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) },
      low: bytes[8...].reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// The sixteen bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    for half in [high, low] {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: half >> UInt64(shift)))
      }
    }
    return bytes
  }
}

/// A 64-bit token of several identifiers together, which proposes candidates and decides nothing.
public struct CompositeToken: Hashable, Sendable {
  /// What it is made of.
  public let kind: TokenKind
  /// The token, as a store keeps it.
  public let value: Int64

  /// Wraps a stored token.
  /// - Parameters:
  ///   - kind: what the token is made of.
  ///   - value: the token.
  public init(kind: TokenKind, value: Int64) {
    self.kind = kind
    self.value = value
  }
}

/// The tokens of one person, to be used again for the next.
public struct TokenSet: Hashable, Sendable {
  /// In the order national, facility and patient number, person.
  public var strong: [StrongToken] = []
  /// In the order of their kinds.
  public var composite: [CompositeToken] = []

  /// No tokens.
  public init() {}

  /// Empties the set and keeps its memory.
  public mutating func removeAll() {
    strong.removeAll(keepingCapacity: true)
    composite.removeAll(keepingCapacity: true)
  }
}
