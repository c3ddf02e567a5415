/// The codes of values of up to sixteen bytes that a column had lately.
///
/// Most columns have few values: a look-up here is one line of the cache and two comparisons, where
/// the dictionary needs three arrays.
struct RecentValues: Sendable {
  private static let bits = 6

  private struct Entry: Sendable {
    var words: SIMD2<UInt64> = .zero
    /// The length of the value in the low half; no value has the first one's.
    var length = UInt32.max
    var code: UInt32 = 0
  }

  private var entries = [Entry](repeating: Entry(), count: 1 << bits)

  /// The code of a value, which is added to the dictionary when it is new.
  @inline(__always)
  mutating func code(of value: Span<UInt8>, in values: inout ValueDictionary) -> UInt32 {
    let count = value.count
    guard count <= 16 else { return values.code(adding: value) }
    let words = Self.words(value)
    let hash = (words.x ^ (words.y &<< 1) ^ UInt64(count)) &* 0x9e37_79b9_7f4a_7c15
    let place = Int(truncatingIfNeeded: hash &>> UInt64(64 - Self.bits))
    let known = entries[place]
    if known.words == words, known.length == UInt32(truncatingIfNeeded: count) { return known.code }
    let code = values.code(adding: value)
    entries[place] = Entry(words: words, length: UInt32(count), code: code)
    return code
  }

  /// The bytes of a value of up to sixteen bytes: with its length they tell it from all others.
  @inline(__always)
  private static func words(_ value: Span<UInt8>) -> SIMD2<UInt64> {
    let count = value.count
    // Every offset below is compared with the length first; every cell of every table passes here.
    let bytes = unsafe value.bytes
    if count >= 8 {
      return unsafe SIMD2(
        bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt64.self),
        bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: count &- 8, as: UInt64.self))
    }
    if count >= 4 {
      return unsafe SIMD2(
        UInt64(bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt32.self)),
        UInt64(bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: count &- 4, as: UInt32.self)))
    }
    guard count > 0 else { return .zero }
    return unsafe SIMD2(
      UInt64(value[unchecked: 0]) | UInt64(value[unchecked: count &>> 1]) << 8
        | UInt64(value[unchecked: count &- 1]) << 16, 0)
  }
}
