public import RegistryCrypto

/// What a donor is called within one programme or one release, and nowhere else.
public struct Pseudonym: Hashable, Comparable, Sendable {
  /// 1 to 2^60 - 1, as a store keeps it.
  public let value: Int64

  /// Wraps a stored value; nil outside of 1 to 2^60 - 1.
  /// - Parameter value: the value.
  public init?(value: Int64) {
    guard value > 0, value < 1 << 60 else { return nil }
    self.value = value
  }

  init(digest: Digest) {
    // Zero comes up once in 2^60; the unique constraint treats its stand-in like any collision.
    value = max(Int64(truncatingIfNeeded: digest.leading64 >> 4), 1)
  }

  /// Reads a pseudonym as people write it.
  /// - Parameter text: fourteen characters.
  /// - Throws: ``DonorCodeError``.
  public init(parsing text: some StringProtocol) throws(DonorCodeError) {
    guard let pseudonym = Pseudonym(value: try CheckedCode.parse(text)) else { throw .outOfRange }
    self = pseudonym
  }

  /// Orders by value, which says nothing about the order of donors.
  public static func < (left: Pseudonym, right: Pseudonym) -> Bool { left.value < right.value }
}

extension Pseudonym {
  /// The number of its characters.
  public static let length = CheckedCode.length

  /// The characters of many pseudonyms, one behind the other.
  /// - Parameter values: each pseudonym as a store keeps it, 1 to 2^60 - 1.
  /// - Returns: the text.
  public static func texts(of values: [Int64]) -> [UInt8] {
    precondition(values.allSatisfy { $0 > 0 && $0 < 1 << 60 }, "a number is no pseudonym")
    return CheckedCode.texts(of: values)
  }
}

extension Pseudonym: CustomStringConvertible {
  /// Fourteen characters without grouping, so that nobody takes it for a donor code.
  public var description: String { CheckedCode.text(of: value) }
}

/// Gives the donors of one programme or release their pseudonyms, under its own random key.
///
/// HMAC-SHA-256 of donor code and counter, truncated to sixty bits: without the key nobody links
/// two releases, and when the key is destroyed not even the registry does. A maker belongs to one
/// thread.
public final class PseudonymMaker {
  private let mac: HMACSHA256

  /// Prepares the key.
  /// - Parameter studyKey: the random key of the programme or release.
  /// - Throws: `CryptoError`.
  public init(studyKey: borrowing DataKey) throws(CryptoError) {
    mac = try HMACSHA256(key: studyKey.secret)
  }

  /// The pseudonym of a donor.
  /// - Parameters:
  ///   - donor: the donor.
  ///   - counter: 0, or one more where the pseudonym before it is taken.
  /// - Returns: the pseudonym.
  /// - Throws: `CryptoError`.
  public func pseudonym(
    of donor: DonorCode, counter: UInt32 = 0
  ) throws(CryptoError) -> Pseudonym {
    var message = BoundContext.bytes(.pseudonym, donor: donor)
    for shift in stride(from: 24, through: 0, by: -8) {
      message.append(UInt8(truncatingIfNeeded: counter >> UInt32(shift)))
    }
    return Pseudonym(digest: try mac.authenticate(message))
  }
}
