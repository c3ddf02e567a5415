public import Domain
public import RegistryCrypto

/// Seals a person's identifiers under the donor's own key, and opens them for the one who may.
///
/// The text is padded to a multiple of 64 bytes (a one bit, then zeros: ISO/IEC 7816-4), so that
/// its length does not tell names apart. A vault belongs to one thread.
public final class IdentityVault {
  private static let block = 64
  private let cipher: AES256GCM
  private let random: SecureRandom

  /// Prepares the cipher.
  /// - Throws: `CryptoError`.
  public init() throws(CryptoError) {
    cipher = try AES256GCM()
    random = try SecureRandom()
  }

  /// Seals identifiers.
  /// - Parameters:
  ///   - identifiers: the identifiers.
  ///   - donor: whose they are.
  ///   - key: the donor's key.
  /// - Returns: bytes to store, a multiple of 64 and 28 more.
  /// - Throws: `CryptoError`.
  public func seal(
    _ identifiers: PersonIdentifiers, donor: DonorCode, key: borrowing DataKey
  ) throws(CryptoError) -> [UInt8] {
    var text = identifiers.encoded
    text.append(0x80)
    while !text.count.isMultiple(of: Self.block) { text.append(0) }
    defer { cleanse(&text) }
    let context = BoundContext.bytes(.identity, donor: donor)
    return try cipher.seal(
      text.span, key: key.secret, associatedData: context.span, random: random)
  }

  /// Opens sealed identifiers.
  /// - Parameters:
  ///   - sealed: the stored bytes.
  ///   - donor: whose they are.
  ///   - key: the donor's key.
  /// - Returns: the identifiers.
  /// - Throws: ``VaultError``.
  public func open(
    _ sealed: [UInt8], donor: DonorCode, key: borrowing DataKey
  ) throws(VaultError) -> PersonIdentifiers {
    let context = BoundContext.bytes(.identity, donor: donor)
    var text: [UInt8]
    do {
      text = try cipher.open(sealed.span, key: key.secret, associatedData: context.span)
    } catch { throw .crypto(error) }
    defer { cleanse(&text) }
    guard let end = text.lastIndex(where: { $0 != 0 }), text[end] == 0x80 else {
      throw .malformed(.invalid("padding", at: text.count))
    }
    do {
      return try PersonIdentifiers(decoding: text[..<end])
    } catch { throw .malformed(error) }
  }
}

/// Why sealed identifiers could not be read.
public enum VaultError: Error, Equatable, CustomStringConvertible {
  /// The box does not open.
  case crypto(CryptoError)
  /// The box opens, and holds something else.
  case malformed(CanonicalReadError)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .crypto(let error): "the identifiers of the donor do not open: \(error)"
    case .malformed(let error):
      "the identifiers of the donor are damaged: \(error); restore the registry from a backup"
    }
  }
}
