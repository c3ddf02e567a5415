/// Sixty bits as twelve Crockford base-32 characters and two Reed-Solomon check characters.
///
/// The fourteen characters are a codeword of the (14, 12) Reed-Solomon code over GF(32) with roots
/// 1 and α (Reed and Solomon, "Polynomial Codes over Certain Finite Fields", 1960). Its distance is
/// three: one wrong character can be located, and any two wrong ones are noticed, which includes
/// every swap of two characters, near or far. Alphabet: D. Crockford, "Base 32".
enum CheckedCode {
  static let length = 14
  static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// Powers of α, a root of x^5 + x^2 + 1, twice over so that sums of logarithms need no reduction.
  private static let powers: [UInt8] = {
    var powers: [UInt8] = []
    var value: UInt8 = 1
    for _ in 0..<62 {
      powers.append(value)
      value <<= 1
      if value & 32 != 0 { value ^= 0b100101 }
    }
    return powers
  }()

  private static let logarithms: [Int] = {
    var logarithms = [Int](repeating: 0, count: 32)
    for (exponent, value) in powers.prefix(31).enumerated() { logarithms[Int(value)] = exponent }
    return logarithms
  }()

  private static func product(_ value: UInt8, alphaTo exponent: Int) -> UInt8 {
    value == 0 ? 0 : powers[logarithms[Int(value)] + exponent]
  }

  /// For each of six pairs of symbols and each value of the pair: its two characters, and above them
  /// what it contributes to both syndromes.
  private static let pairs: [UInt32] = (0..<6).flatMap { place in
    (0..<1024).map { bits in
      let (high, low) = (UInt8(bits >> 5), UInt8(bits & 31))
      let weighted =
        product(high, alphaTo: length - 1 - 2 * place)
        ^ product(low, alphaTo: length - 2 - 2 * place)
      return UInt32(alphabet[Int(high)]) | UInt32(alphabet[Int(low)]) << 8
        | UInt32(high ^ low) << 16 | UInt32(weighted) << 24
    }
  }

  /// The fourteen characters of each of many values below 2^60, one behind the other.
  ///
  /// The checks are the same as those of ``symbols(of:)``: syndromes are linear, so that those of the
  /// twelve symbols are the sums of what each contributes.
  static func texts(of values: [Int64]) -> [UInt8] {
    let (pairs, alphabet) = (pairs, alphabet)
    return [UInt8](capacity: values.count * length) { text in
      for value in values {
        var sums: UInt32 = 0
        for place in 0..<6 {
          let bits = Int(truncatingIfNeeded: value >> Int64(50 - 10 * place)) & 1023
          let pair = pairs[place << 10 | bits]
          text.append(UInt8(truncatingIfNeeded: pair))
          text.append(UInt8(truncatingIfNeeded: pair >> 8))
          sums ^= pair
        }
        let (sum, weighted) = (UInt8(sums >> 16 & 31), UInt8(sums >> 24))
        let first = product(sum ^ weighted, alphaTo: 31 - 18)
        text.append(alphabet[Int(first)])
        text.append(alphabet[Int(sum ^ first)])
      }
    }
  }

  /// The fourteen symbols of a value below 2^60, most significant first.
  static func symbols(of value: Int64) -> [UInt8] {
    var symbols = [UInt8](repeating: 0, count: length)
    for index in 0..<12 {
      symbols[index] = UInt8(truncatingIfNeeded: value >> Int64(55 - 5 * index)) & 31
    }
    let (sum, weighted) = syndromes(of: symbols)
    // The checks c1 and c0 solve c0 + c1 = sum and c0 + α c1 = weighted; 1 + α is α^18.
    let first = product(sum ^ weighted, alphaTo: 31 - 18)
    symbols[12] = first
    symbols[13] = sum ^ first
    return symbols
  }

  /// Values of the received word at the roots 1 and α: both are zero for a codeword.
  private static func syndromes(of symbols: [UInt8]) -> (UInt8, UInt8) {
    var sum: UInt8 = 0
    var weighted: UInt8 = 0
    for (index, symbol) in symbols.enumerated() {
      sum ^= symbol
      weighted ^= product(symbol, alphaTo: length - 1 - index)
    }
    return (sum, weighted)
  }

  /// What fourteen symbols turn out to be.
  enum Reading {
    case value(Int64)
    case wrong(nearest: Int64?)
  }

  static func read(_ symbols: [UInt8]) -> Reading {
    let (sum, weighted) = syndromes(of: symbols)
    if sum == 0, weighted == 0 { return .value(value(of: symbols)) }
    guard sum != 0, weighted != 0 else { return .wrong(nearest: nil) }
    // A single error e at position i leaves e and e α^i.
    let position = (logarithms[Int(weighted)] - logarithms[Int(sum)] + 31) % 31
    guard position < length else { return .wrong(nearest: nil) }
    var corrected = symbols
    corrected[length - 1 - position] ^= sum
    return .wrong(nearest: value(of: corrected))
  }

  private static func value(of symbols: [UInt8]) -> Int64 {
    symbols.prefix(12).reduce(0) { $0 << 5 | Int64($1) }
  }

  /// The characters, with hyphens before the given positions.
  static func text(of value: Int64, hyphensBefore positions: [Int] = []) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(length + positions.count)
    for (index, symbol) in symbols(of: value).enumerated() {
      if positions.contains(index) { text.append(UInt8(ascii: "-")) }
      text.append(alphabet[Int(symbol)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads a code leniently, as people type and say it: either case, O for 0, I and L for 1, and
  /// hyphens, dashes and spaces anywhere.
  static func parse(_ text: some StringProtocol) throws(DonorCodeError) -> Int64 {
    var symbols: [UInt8] = []
    symbols.reserveCapacity(length)
    var position = 0
    for scalar in text.unicodeScalars {
      position += 1
      switch scalar {
      case "-", " ", "\u{A0}", "\u{2010}", "\u{2011}", "\u{2013}": continue
      default: break
      }
      guard scalar.isASCII, values[Int(scalar.value)] < 32 else {
        throw .unknownCharacter(position: position)
      }
      guard symbols.count < 64 else { throw .wrongLength(symbols.count) }
      symbols.append(values[Int(scalar.value)])
    }
    guard symbols.count == length else { throw .wrongLength(symbols.count) }
    switch read(symbols) {
    case .value(let value): return value
    case .wrong(let nearest):
      throw .checkFailed(suggestion: nearest.flatMap(DonorCode.init(value:)))
    }
  }

  /// The symbol of every ASCII character as people type and say it; 32 where it has none.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 32, count: 128)
    for (symbol, character) in alphabet.enumerated() {
      values[Int(character)] = UInt8(symbol)
      if character >= UInt8(ascii: "A") { values[Int(character) + 32] = UInt8(symbol) }
    }
    for (alias, character) in zip("OoIiLl".utf8, "001111".utf8) {
      values[Int(alias)] = values[Int(character)]
    }
    return values
  }()
}
