/// A transformation with eight levels a word, to be compared with many others.
///
/// Levels stay below 128, so that a difference of all levels is one subtraction without borrow from
/// one level to the next.
struct PackedLevels: Sendable {
  private static let guards = SIMD4<UInt64>(repeating: 0x8080_8080_8080_8080)
  private var words = SIMD4<UInt64>.zero

  /// - Parameter levels: at most 32 levels.
  init(_ levels: ArraySlice<UInt8>) {
    var word: UInt64 = 0
    for (attribute, level) in levels.enumerated() {
      word |= UInt64(level) &<< UInt64((attribute & 7) * 8)
      if attribute & 7 == 7 || attribute == levels.count - 1 {
        words[attribute >> 3] = word
        word = 0
      }
    }
  }

  /// The same with another level of an attribute that is at level zero.
  @inline(__always)
  func setting(_ attribute: Int, to level: UInt8) -> PackedLevels {
    var result = self
    result.words[attribute >> 3] |= UInt64(level) &<< UInt64((attribute & 7) &* 8)
    return result
  }

  /// Whether every level is at least that of another.
  @inline(__always)
  func covers(_ other: PackedLevels) -> Bool {
    ((words | Self.guards) &- other.words) & Self.guards == Self.guards
  }
}
