/// Sixty-four bytes at once, as one bit a byte.
struct Block {
  static let size = 64

  /// The separators and line ends.
  var ends: UInt64 = 0
  /// For each of four bytes at the same place how many are line ends, as a negative number.
  var lineEnds = SIMD16<UInt8>.zero
  /// What a plain row has not: quotes, and NUL, which no row has.
  var stops: UInt64 = 0
  /// Every byte, or-ed: the high bits tell of text beyond ASCII.
  var seen = SIMD16<UInt8>.zero

  /// - Parameters:
  ///   - raw: the bytes.
  ///   - offset: where the block begins; the caller has compared its end with the length.
  ///   - separator: the separator.
  @inline(__always)
  init(_ raw: RawSpan, at offset: Int, separator: SIMD16<UInt8>) {
    var anyStop = SIMD16<UInt8>.zero
    for part in 0..<4 {
      let bytes = Self.load(raw, at: offset &+ part &* 16)
      let lines = Self.bytes(bytes .== SIMD16(repeating: ASCII.lineFeed))
      let all = Self.bytes(bytes .== separator) | lines
      let shift = UInt64(part &* 16)
      ends |= Self.bits(all) &<< shift
      lineEnds &+= lines
      anyStop |= Self.stops(bytes)
      seen |= bytes
    }
    guard Self.isAny(anyStop) else { return }
    for part in 0..<4 {
      let bytes = Self.load(raw, at: offset &+ part &* 16)
      stops |= Self.bits(Self.stops(bytes)) &<< UInt64(part &* 16)
    }
  }

  /// Whether any byte has its high bit set.
  static func isBeyondASCII(_ seen: SIMD16<UInt8>) -> Bool {
    isAny(seen & SIMD16(repeating: 0x80))
  }

  @inline(__always)
  private static func load(_ raw: RawSpan, at offset: Int) -> SIMD16<UInt8> {
    // Reads every byte of every file: the bounds check would be the third part of the loop.
    unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: SIMD16<UInt8>.self)
  }

  @inline(__always)
  private static func stops(_ bytes: SIMD16<UInt8>) -> SIMD16<UInt8> {
    Self.bytes(bytes .== SIMD16(repeating: ASCII.quote)) | Self.bytes(bytes .== .zero)
  }

  /// All bits of each byte whose comparison holds.
  @inline(__always)
  private static func bytes(_ mask: SIMDMask<SIMD16<Int8>>) -> SIMD16<UInt8> {
    SIMD16<UInt8>.zero.replacing(with: SIMD16(repeating: 0xFF), where: mask)
  }

  @inline(__always)
  private static func isAny(_ bytes: SIMD16<UInt8>) -> Bool {
    let words = halves(bytes)
    return words.x | words.y != 0
  }

  /// One bit for each byte: a multiplication moves the low bits of eight bytes side by side.
  @inline(__always)
  private static func bits(_ bytes: SIMD16<UInt8>) -> UInt64 {
    let words = (halves(bytes) & Word.ones) &* 0x0102_0408_1020_4080
    return words.x &>> 56 | (words.y &>> 56) &<< 8
  }

  @inline(__always)
  private static func halves(_ bytes: SIMD16<UInt8>) -> SIMD2<UInt64> {
    // Both are sixteen bytes of plain bits.
    unsafe unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
  }
}
