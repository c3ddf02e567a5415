internal import Domain

/// At most sixteen bytes of canonical text in two words, in the order of memory.
///
/// Comparing names is what a duplicate check spends its time on; two words are compared and searched
/// without a loop over bytes. Of a longer text the first fourteen bytes are kept and a hash of the
/// rest in the last two, so that equal values are equal texts but for one chance in 65,536. No text
/// contains the byte zero.
struct PackedText: Hashable, Sendable {
  /// Bytes 0 to 7, the first one lowest.
  private(set) var low: UInt64 = 0
  /// Bytes 8 to 15.
  private(set) var high: UInt64 = 0

  /// The most bytes that are kept as they are.
  static let capacity = 16

  /// No text: a missing value.
  init() {}

  init(_ bytes: some Collection<UInt8>) {
    let count = bytes.count
    var index = 0
    var rest: UInt64 = 0xCBF2_9CE4_8422_2325
    let kept = count > Self.capacity ? Self.capacity - 2 : count
    for byte in bytes {
      if index < 8 {
        low |= UInt64(byte) << UInt64(8 * index)
      } else if index < kept {
        high |= UInt64(byte) << UInt64(8 * (index - 8))
      } else {
        rest = (rest ^ UInt64(byte)) &* 0x100_0000_01B3
      }
      index += 1
    }
    if count > Self.capacity { high |= ((Self.mix(rest, 0) >> 48) | 0x0101) << 48 }
  }

  var isEmpty: Bool { low == 0 }

  /// The number of bytes.
  var count: Int {
    high == 0 ? 8 - low.leadingZeroBitCount / 8 : 16 - high.leadingZeroBitCount / 8
  }

  /// The byte at an index, 0 beyond the end.
  @inline(__always)
  subscript(_ index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: index < 8 ? low >> UInt64(8 * index) : high >> UInt64(8 * index - 64))
  }

  /// The text's first bytes.
  @inline(__always)
  func prefix(_ count: Int) -> PackedText {
    var text = self
    if count < 8 {
      text.low &= (1 << UInt64(8 * count)) - 1
      text.high = 0
    } else if count < 16 {
      text.high &= (1 << UInt64(8 * count - 64)) - 1
    }
    return text
  }

  /// The text without its first bytes.
  @inline(__always)
  func dropFirst(_ count: Int) -> PackedText {
    var text = self
    if count >= 16 { return PackedText() }
    if count >= 8 {
      text.low = high >> UInt64(8 * count - 64)
      text.high = 0
    } else if count > 0 {
      text.low = low >> UInt64(8 * count) | high << UInt64(64 - 8 * count)
      text.high = high >> UInt64(8 * count)
    }
    return text
  }

  /// Eight bytes with the last two pairs in each other's place, as day and month of a date are.
  @inline(__always)
  var withLastPairsExchanged: PackedText {
    var text = self
    text.low = low & 0xFFFF_FFFF | (low >> 48) << 32 | (low >> 32) << 48
    return text
  }

  /// How many bytes at the beginning are the same, 16 for equal texts.
  @inline(__always)
  func commonPrefixCount(with other: PackedText) -> Int {
    let difference = low ^ other.low
    if difference != 0 { return difference.trailingZeroBitCount / 8 }
    return 8 + (high ^ other.high).trailingZeroBitCount / 8
  }

  /// One bit for every byte value modulo 32: two texts without a common bit have no byte in common.
  var letters: UInt32 {
    var letters: UInt32 = 0
    for index in 0..<count { letters |= 1 << UInt32(self[index] & 31) }
    return letters
  }

  /// One bit for every place that holds a byte, place 0 lowest.
  @inline(__always)
  func places(of byte: UInt8) -> UInt32 {
    let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
    return UInt32(truncatingIfNeeded: Self.zeroBytes(low ^ pattern))
      | UInt32(truncatingIfNeeded: Self.zeroBytes(high ^ pattern)) << 8
  }

  /// A 64-bit mix of the text, for keys in memory; no protection of any kind.
  @inline(__always)
  var mixed: UInt64 { Self.mix(low, high) }

  /// Mixes two words, after the finalizer of SplitMix64 (Steele, Lea, Flood 2014).
  @inline(__always)
  static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var word = (left ^ 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
    word ^= word >> 29
    word = (word &+ right) &* 0x94D0_49BB_1331_11EB
    word ^= word >> 31
    word = word &* 0xBF58_476D_1CE4_E5B9
    return word ^ (word >> 32)
  }

  /// How many bytes of a difference of two words are not zero.
  @inline(__always)
  static func differingBytes(_ difference: UInt64) -> Int {
    8 - zeroBytes(difference).nonzeroBitCount
  }

  /// One bit for every byte that is zero, without a carry between bytes (Mycroft 1987, exact form).
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    let sevens: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let marks = ~(((word & sevens) &+ sevens) | word | sevens)
    return ((marks >> 7) &* 0x0102_0408_1020_4080) >> 56
  }

  /// Whether the left text stands before the right one in an order of no meaning.
  @inline(__always)
  static func precedes(_ left: PackedText, _ right: PackedText) -> Bool {
    left.high != right.high ? left.high < right.high : left.low < right.low
  }
}
