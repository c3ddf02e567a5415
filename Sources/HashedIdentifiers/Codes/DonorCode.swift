/// The registry's own name for a donor: sixty random bits that say nothing about the person.
public struct DonorCode: Hashable, Comparable, Sendable {
  /// 1 to 2^60 - 1, as a store keeps it.
  public let value: Int64

  /// Wraps a stored value; nil outside of 1 to 2^60 - 1.
  /// - Parameter value: the value.
  public init?(value: Int64) {
    guard value > 0, value < 1 << 60 else { return nil }
    self.value = value
  }

  private init(unchecked value: Int64) { self.value = value }

  /// A new code.
  ///
  /// Whether it is taken is for the store's unique index to say.
  /// - Parameter random: where the sixty bits come from.
  /// - Returns: the code.
  public static func random(using random: inout some RandomNumberGenerator) -> DonorCode {
    while true {
      let value = Int64(truncatingIfNeeded: random.next() as UInt64 >> 4)
      if value > 0 { return DonorCode(unchecked: value) }
    }
  }

  /// Reads a code as people write it: either case, O for 0, I and L for 1, hyphens and spaces.
  /// - Parameter text: fourteen characters.
  /// - Throws: ``DonorCodeError``; a code whose check fails is never put right silently.
  public init(parsing text: some StringProtocol) throws(DonorCodeError) {
    guard let code = DonorCode(value: try CheckedCode.parse(text)) else { throw .outOfRange }
    self = code
  }

  /// Orders by value, which is no order of time.
  public static func < (left: DonorCode, right: DonorCode) -> Bool { left.value < right.value }
}

extension DonorCode: CustomStringConvertible {
  /// `XXXX-XXXX-XXXX-CC`: twelve characters and two check characters.
  public var description: String { CheckedCode.text(of: value, hyphensBefore: [4, 8, 12]) }
}

/// Why a text is no donor code or pseudonym.
public enum DonorCodeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Hyphens and spaces aside, there are not fourteen characters.
  case wrongLength(Int)
  /// A character that no code has, at a position counted from 1.
  case unknownCharacter(position: Int)
  /// The check characters do not fit; the suggestion is right if one character is wrong.
  case checkFailed(suggestion: DonorCode?)
  /// A code that is never given out.
  case outOfRange

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .wrongLength(let count):
      "the code has \(count) characters instead of 14; write all of it, check characters included"
    case .unknownCharacter(let position):
      "the code has a character at position \(position) that no code contains; compare it with "
        + "its source"
    case .checkFailed(let suggestion?):
      "the code is mistyped; compare it with its source, where it may read \(suggestion)"
    case .checkFailed(nil):
      "the code is mistyped in more than one place; copy it again from its source"
    case .outOfRange: "the code of all zeros belongs to nobody; copy it again from its source"
    }
  }
}
