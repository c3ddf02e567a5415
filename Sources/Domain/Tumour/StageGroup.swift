/// An AJCC stage group, for example `0a`, `IA1` or `IIIC2`.
///
/// Groups compare within one edition of the AJCC manual only; the edition travels with the diagnosis.
public struct StageGroup: Hashable, Sendable {
  /// The letter after the numeral, by its code.
  private static let letters = ["", "A", "B", "C", "D", "E", "S", "is"]
  private static let numerals = ["0", "I", "II", "III", "IV"]
  private static let inSitu: UInt8 = 7
  private static let serum: UInt8 = 6

  /// Three bits of numeral, three of letter, two of digit: the stage in one byte, as it is stored.
  public let code: UInt8

  /// The stage without its subgroups, 0 to 4.
  public var major: UInt8 { code >> 5 }

  private var letter: UInt8 { code >> 2 & 7 }
  private var digit: UInt8 { code & 3 }

  /// Takes up a stored stage group; nil for a byte that stands for none.
  /// - Parameter code: what ``code`` gave.
  public init?(code: UInt8) {
    self.code = code
    guard major <= 4 else { return nil }
    if major == 0 {
      guard [0, 1, Self.inSitu].contains(letter), digit == 0 else { return nil }
    } else {
      guard letter <= Self.serum, digit == 0 || (1...5).contains(letter) else { return nil }
    }
  }

  /// Reads a stage group with a Roman numeral, in either case, `STAGE` before it allowed.
  /// - Parameter text: what was written, for example `IIIA`.
  public init?(_ text: some StringProtocol) {
    self.init(utf8: text.utf8)
  }

  /// Reads a stage group from the bytes of its text.
  /// - Parameter bytes: what was written, for example `IIIA`.
  public init?(utf8 bytes: some Collection<UInt8>) {
    guard bytes.count <= 16 else { return nil }
    let upper = bytes.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 32 : $0 }
    var rest = upper[...]
    if rest.starts(with: "STAGE ".utf8) { rest = rest.dropFirst(6) }
    var major: UInt8 = 0
    if rest.first == UInt8(ascii: "0") {
      rest = rest.dropFirst()
    } else {
      while rest.first == UInt8(ascii: "I"), major < 3 {
        major += 1
        rest = rest.dropFirst()
      }
      if major == 1, rest.first == UInt8(ascii: "V") {
        major = 4
        rest = rest.dropFirst()
      }
      guard major > 0 else { return nil }
    }
    guard let subgroup = Self.subgroup(rest, of: major) else { return nil }
    self.init(code: major << 5 | subgroup)
  }

  /// A letter A to E and a digit 1 to 3 after it, an S (testis), nothing; A or IS after a 0.
  private static func subgroup(_ bytes: ArraySlice<UInt8>, of major: UInt8) -> UInt8? {
    var rest = bytes
    guard let letter = rest.popFirst() else { return 0 }
    if major == 0, letter == UInt8(ascii: "I") {
      return rest.elementsEqual("S".utf8) ? inSitu << 2 : nil
    }
    if letter == UInt8(ascii: "S") { return rest.isEmpty && major > 0 ? serum << 2 : nil }
    guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter) else { return nil }
    let code = (letter - UInt8(ascii: "A") + 1) << 2
    guard let digit = rest.popFirst() else { return code }
    guard (UInt8(ascii: "1")...UInt8(ascii: "3")).contains(digit), rest.isEmpty else { return nil }
    return code | digit - UInt8(ascii: "0")
  }

  /// Letters and digits after the numeral, upper case but for `0a` and `0is`; may be empty.
  public var subgroup: String {
    let letter = Self.letters[Int(letter)]
    return (major == 0 ? letter.lowercased() : letter) + (digit == 0 ? "" : "\(digit)")
  }

  /// Reads a stage group, or says what is wrong with it.
  /// - Parameters:
  ///   - text: what was written.
  ///   - field: where it was written.
  /// - Returns: the stage group.
  /// - Throws: ``FieldProblem``.
  public static func parse(_ text: String, field: String) throws(FieldProblem) -> StageGroup {
    if let value = StageGroup(text) { return value }
    throw FieldProblem(
      field: field, problem: "'\(FieldProblem.excerpt(text))' is no AJCC stage group",
      fix: "write 0, I, II, III or IV with its subgroup, as IIA; leave it out where it is unknown")
  }
}

extension StageGroup: CustomStringConvertible {
  /// The group with its Roman numeral, `IIIA`.
  public var description: String { Self.numerals[Int(major)] + subgroup }
}
