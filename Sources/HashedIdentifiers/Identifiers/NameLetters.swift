/// Letters that decomposition leaves as they are, and the particles of names.
enum NameLetters {
  /// The Latin letters for a letter without decomposition, "" for a mark of elision, nil for
  /// others.
  ///
  /// The letters are those of the Latin-1, Latin Extended-A and -B blocks that names of European
  /// and West African languages use; the replacements follow ICAO Doc 9303-3, section 6, shortened
  /// to the letter's shape where that document writes two letters for a mere mark.
  static func replacement(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0xC6, 0xE6: "ae"
    case 0xD0, 0xF0, 0x110, 0x111, 0x189, 0x256: "d"
    case 0xD8, 0xF8: "o"
    case 0xDE, 0xFE: "th"
    case 0xDF, 0x1E9E: "ss"
    case 0x126, 0x127: "h"
    case 0x131: "i"
    case 0x138: "k"
    case 0x141, 0x142: "l"
    case 0x14A, 0x14B: "n"
    case 0x152, 0x153: "oe"
    case 0x166, 0x167: "t"
    case 0x181, 0x253: "b"
    case 0x18A, 0x257: "d"
    case 0x18F, 0x259: "e"
    case 0x198, 0x199: "k"
    case 0x1B3, 0x1B4: "y"
    // Apostrophes, primes, the letters that stand for a glottal stop, and the middle dot.
    case 0xB4, 0xB7, 0x2B9...0x2BF, 0x2018, 0x2019, 0x201B, 0x2032, 0xA78B, 0xA78C: ""
    default: nil
    }
  }

  /// Whether a part of a name leads the next one, as in Abd al-Rahman or La Toya.
  ///
  /// Only the first part of a name is ever used alone, so the list holds what begins given names;
  /// the particles of family names need none, because a family name is always used whole.
  static func isParticle(_ part: ArraySlice<UInt8>) -> Bool {
    part.count <= 4 && particles.contains(Array(part))
  }

  private static let particles: Set<[UInt8]> = Set(
    ["abd", "abu", "al", "bint", "da", "de", "del", "el", "ibn", "la", "le", "st", "umm"]
      .map { Array($0.utf8) })
}
