internal import Foundation

/// A name in the form in which tokens compare it: lower-case letters and digits, nothing else.
///
/// Accents and other marks fall, letters that Unicode does not decompose are written with their
/// Latin neighbours, hyphens and apostrophes vanish, particles are joined to the name they lead.
/// The form is frozen with ``TokenMaker/normalisationVersion``; a change of it needs a new version.
/// Compatibility decomposition: Unicode Standard Annex 15.
struct CanonicalName: Hashable {
  /// All parts joined, UTF-8.
  private(set) var whole: [UInt8]
  /// How many bytes of ``whole`` are the first part, particles included.
  private(set) var firstCount: Int

  init(_ text: String) {
    var builder = Builder()
    var isASCII = true
    for byte in text.utf8 {
      guard byte < 0x80 else {
        isASCII = false
        break
      }
      builder.append(ascii: byte)
    }
    if !isASCII {
      builder = Builder()
      Self.fold(text, into: &builder)
    }
    whole = builder.bytes
    firstCount = builder.finish()
  }

  var isEmpty: Bool { whole.isEmpty }

  /// The first part.
  var first: ArraySlice<UInt8> { whole[..<firstCount] }

  /// The bytes of the first letter.
  var initial: ArraySlice<UInt8> { letters(1) }

  /// The bytes of the first letters, as many as there are.
  func letters(_ count: Int) -> ArraySlice<UInt8> {
    var seen = 0
    // A letter begins at every byte that does not continue one (10xxxxxx).
    let end = whole.firstIndex { byte in
      if byte & 0xC0 != 0x80 { seen += 1 }
      return seen > count
    }
    return whole[..<(end ?? whole.count)]
  }

  /// The way over Unicode, for every name that is not ASCII.
  private static func fold(_ text: String, into builder: inout Builder) {
    for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
      if scalar.isASCII {
        builder.append(ascii: UInt8(scalar.value))
        continue
      }
      if let replacement = NameLetters.replacement(for: scalar) {
        for byte in replacement.utf8 { builder.append(ascii: byte) }
        continue
      }
      switch scalar.properties.generalCategory {
      case .spaceSeparator: builder.endPart()
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter,
        .spacingMark, .decimalNumber:
        // Folding may decompose further (a capital with a dot above): marks fall here as well.
        for folded in scalar.properties.lowercaseMapping.unicodeScalars
        where folded.properties.generalCategory != .nonspacingMark {
          builder.append(letter: folded)
        }
      default: continue
      }
    }
  }

  /// Collects letters and keeps track of parts.
  private struct Builder {
    var bytes: [UInt8] = []
    private var partStart = 0
    private var firstEnd: Int?

    init() { bytes.reserveCapacity(32) }

    mutating func append(ascii byte: UInt8) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        bytes.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte + 32)
      case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: ";"):
        endPart()
      default: return
      }
    }

    mutating func append(letter: Unicode.Scalar) {
      bytes.append(contentsOf: UTF8.encode(letter) ?? Unicode.UTF8.encodedReplacementCharacter)
    }

    /// Ends a part, unless it is a particle, which belongs to the part after it.
    mutating func endPart() {
      guard bytes.count > partStart else { return }
      if firstEnd == nil, !NameLetters.isParticle(bytes[partStart...]) { firstEnd = bytes.count }
      partStart = bytes.count
    }

    func finish() -> Int { firstEnd ?? bytes.count }
  }
}
