internal import Domain
internal import RegistryCrypto

/// Makes encodings under the key of one exchange.
struct BloomEncoder: ~Copyable {
  /// Bits before they are folded.
  private static let width = 2 * BloomEncoding.bitCount

  private let mac: HMACSHA256

  init(key: borrowing Secret) throws(CryptoError) {
    mac = try HMACSHA256(key: key)
  }

  /// The encoding of a person; nil where a name or the birth date is missing.
  func encoding(of record: ComparisonRecord) throws(CryptoError) -> BloomEncoding? {
    if record.given.isEmpty || record.family.isEmpty || record.birth.isEmpty { return nil }
    let grams = Self.grams(of: record)
    // Of w bits, w ln 2 hashes set one half.
    let hashes = max(1, Int((Double(Self.width) * 0.6931 / Double(grams.count)).rounded()))
    var bits = [UInt64](repeating: 0, count: Self.width / 64)
    let year = record.birth.low & 0xFFFF_FFFF
    for gram in grams {
      var message = gram
      for shift in stride(from: 0, to: 32, by: 8) {
        message.append(UInt8(truncatingIfNeeded: year >> UInt64(shift)))
      }
      // Two words of one MAC seed all hashes of a gram: with more hashes than the other side takes,
      // the first ones still agree.
      let digest = try mac.authenticate(message)
      var generator = SplitMix64(seed: digest.leading64 ^ digest.second64)
      for _ in 0..<hashes {
        let place = Int(truncatingIfNeeded: generator.next() % UInt64(Self.width))
        bits[place / 64] |= 1 << UInt64(place % 64)
      }
    }
    let half = bits.count / 2
    return BloomEncoding(words: (0..<half).map { bits[$0] ^ bits[$0 + half] })
  }

  /// Letter pairs of both names with their field before them, and the digits of month and day with
  /// their places; the year is the salt.
  private static func grams(of record: ComparisonRecord) -> [[UInt8]] {
    var grams: [[UInt8]] = []
    for (field, text) in [(ComparisonField.given, record.given), (.family, record.family)] {
      var before: UInt8 = 0
      for index in 0...text.count {
        let byte = index < text.count ? text[index] : 0
        grams.append([field.rawValue, before, byte])
        before = byte
      }
    }
    for place in 4..<8 {
      grams.append([ComparisonField.birth.rawValue, UInt8(place), record.birth[place]])
    }
    if record.sex != 0 { grams.append([ComparisonField.sex.rawValue, record.sex]) }
    return Array(Set(grams))
  }
}
