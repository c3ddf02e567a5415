public import Domain
internal import RegistryCrypto

/// Numbers that depend on a key and a donor, or on a key and a text, and tell nothing of either.
///
/// Belongs to one thread.
public final class CountingNumbers {
  private let mac: HMACSHA256

  init(mac: consuming HMACSHA256) { self.mac = mac }

  /// Two numbers of a donor.
  /// - Parameter donor: the donor's code.
  /// - Returns: the first 128 bits of the MAC.
  /// - Throws: `CryptoError`.
  public func pair(of donor: Int64) throws -> (first: UInt64, second: UInt64) {
    var writer = CanonicalWriter(capacity: 16)
    writer.write("donor")
    writer.write(donor)
    let bytes = try mac.authenticate(writer.bytes).bytes
    return (Self.word(bytes, 0), Self.word(bytes, 8))
  }

  /// Random numbers that are the same whenever the text is.
  /// - Parameter text: what they stand for.
  /// - Returns: the numbers.
  /// - Throws: `CryptoError`.
  public func generator(for text: [UInt8]) throws -> KeyedGenerator {
    var writer = CanonicalWriter(capacity: text.count + 32)
    var words: [UInt64] = []
    for block in 0..<UInt32(KeyedGenerator.blocks) {
      writer.removeAll()
      writer.write("noise")
      writer.write(block)
      writer.write(text)
      let bytes = try mac.authenticate(writer.bytes).bytes
      for offset in stride(from: 0, to: 32, by: 8) { words.append(Self.word(bytes, offset)) }
    }
    return KeyedGenerator(words: words)
  }

  /// What stands for a laboratory's number of a specimen.
  /// - Parameter label: the number as the laboratory writes it, in capitals or not.
  /// - Returns: the reference.
  /// - Throws: `CryptoError`.
  public func specimen(_ label: String) throws -> SpecimenReference {
    var writer = CanonicalWriter(capacity: label.utf8.count + 32)
    writer.write("specimen")
    writer.write(label.uppercased())
    return SpecimenReference(digest: try mac.authenticate(writer.bytes).bytes)
  }

  private static func word(_ bytes: [UInt8], _ offset: Int) -> UInt64 {
    bytes[offset..<offset + 8].reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// Random numbers drawn from a MAC in counter mode (SP 800-108).
///
/// A draw takes a few dozen; after 4,096 the numbers begin again.
public struct KeyedGenerator: RandomNumberGenerator, Sendable {
  static let blocks = 1024

  private let words: [UInt64]
  private var place = 0

  init(words: [UInt64]) { self.words = words }

  /// The next number.
  /// - Returns: the number.
  public mutating func next() -> UInt64 {
    defer { place = (place + 1) % words.count }
    return words[place]
  }
}
