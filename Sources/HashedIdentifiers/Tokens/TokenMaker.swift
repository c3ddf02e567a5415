public import RegistryCrypto

/// Makes the keyed match tokens of people.
///
/// A token is HMAC-SHA-256, truncated, over ``normalisationVersion``, the token's kind, and its
/// fields in canonical form, each behind its length. Without the key nobody can try out names or
/// numbers; with composite fields nobody can count them either. A missing or failed field makes no
/// token. The order of tokens is that of their kinds. A maker belongs to one thread.
public final class TokenMaker {
  /// Which kinds of tokens are wanted.
  public enum TokenKinds: Sendable {
    /// Those by which a person is known for certain.
    case strong
    /// Those, and the few that find most duplicates for what they cost a bulk intake.
    case essential
    /// Those, and all that few people share.
    case narrow
    /// Those that propose candidates as well, however many people share them.
    case all

    func contains(_ kind: TokenKind) -> Bool {
      switch self {
      case .strong: kind.isStrong
      case .essential: kind.isStrong || kind.isEssential
      case .narrow: !kind.isBroad
      case .all: true
      }
    }
  }

  /// Version of canonical forms and token layouts; it is part of every token.
  public static let normalisationVersion: UInt8 = 1

  private let mac: HMACSHA256
  private var canonical = CanonicalPerson()
  private var message: [UInt8] = []

  /// Prepares the key.
  /// - Parameter key: the token key of one entry of the key ring.
  /// - Throws: `CryptoError`.
  public init(key: borrowing Secret) throws(CryptoError) {
    mac = try HMACSHA256(key: key)
  }

  /// The tokens of a person.
  /// - Parameter person: the person's identifiers.
  /// - Returns: the tokens.
  /// - Throws: `CryptoError`.
  public func tokens(of person: PersonIdentifiers) throws(CryptoError) -> TokenSet {
    var set = TokenSet()
    set.strong.reserveCapacity(3)
    set.composite.reserveCapacity(19)
    try appendTokens(of: person, to: &set)
    return set
  }

  /// Appends the tokens of a person to a set whose memory is used again.
  /// - Parameters:
  ///   - person: the person's identifiers.
  ///   - kinds: the kinds wanted; each costs one keyed hash.
  ///   - set: the set to append to.
  /// - Throws: `CryptoError`.
  public func appendTokens(
    of person: PersonIdentifiers, kinds: TokenKinds = .all, to set: inout TokenSet
  ) throws(CryptoError) {
    canonical.load(person)
    // Taken out for the time of the work: an array behind a class property is checked at every
    // access.
    var message: [UInt8] = []
    swap(&message, &self.message)
    defer { swap(&message, &self.message) }
    let canonical = self.canonical
    for (kind, fields) in TokenKind.allKinds where kinds.contains(kind) {
      let count = canonical.compose(kind.rawValue, fields, into: &message)
      if count == 0 { continue }
      let digest = try mac.authenticate(message.span.extracting(first: count))
      if kind.isStrong {
        set.strong.append(
          StrongToken(kind: kind, high: digest.leading64, low: digest.second64))
      } else {
        set.composite.append(
          CompositeToken(kind: kind, value: Int64(bitPattern: digest.leading64)))
      }
    }
  }

  /// Prepares a key that was kept apart from its master key.
  /// - Parameter key: the token key of one entry of the key ring.
  /// - Throws: `CryptoError`.
  public convenience init(key: borrowing DataKey) throws(CryptoError) {
    try self.init(key: key.secret)
  }

  /// The strong token that takes the place of one under an older key, where it cannot be made anew.
  ///
  /// HMAC(new key, old token): a search then makes the old token first and nests it. A store keeps no
  /// kinds of strong tokens, so none goes into the message.
  /// - Parameters:
  ///   - high: the first eight bytes of the token under the older key.
  ///   - low: the last eight bytes.
  /// - Returns: the sixteen bytes under this key, as two numbers.
  /// - Throws: `CryptoError`.
  public func nest(high: UInt64, low: UInt64) throws(CryptoError) -> (high: UInt64, low: UInt64) {
    let digest = try nest(kind: 0, [high, low])
    return (digest.leading64, digest.second64)
  }

  /// The composite token that takes the place of one under an older key, where it cannot be made
  /// anew.
  /// - Parameter token: the token under the older key.
  /// - Returns: the token under this key.
  /// - Throws: `CryptoError`.
  public func nest(_ token: CompositeToken) throws(CryptoError) -> CompositeToken {
    let digest = try nest(kind: token.kind.rawValue, [UInt64(bitPattern: token.value)])
    return CompositeToken(kind: token.kind, value: Int64(bitPattern: digest.leading64))
  }

  private func nest(kind: UInt8, _ token: [UInt64]) throws(CryptoError) -> Digest {
    // The high bit keeps nested messages apart from all first ones.
    var message = [Self.normalisationVersion, kind | 0x80, 1, 0, UInt8(token.count * 8)]
    for word in token {
      for shift in stride(from: 56, through: 0, by: -8) {
        message.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    return try mac.authenticate(message)
  }
}
