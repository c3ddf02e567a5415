/// An AJCC stage group, for example `0a`, `IA1` or `IIIC2`.
///
/// Groups compare within one edition of the AJCC manual only; the edition travels with the diagnosis.
public struct StageGroup: Hashable, Sendable {
  /// The stage without its subgroups, 0 to 4.
  public let major: UInt8
  /// Letters and digits after the numeral, upper case but for `0a` and `0is`; may be empty.
  public let subgroup: String

  /// Reads a stage group with a Roman numeral, in either case, `STAGE` before it allowed.
  /// - Parameter text: what was written, for example `IIIA`.
  public init?(_ text: some StringProtocol) {
    var rest = Array(text.utf8.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 32 : $0 })[...]
    let prefix = Array("STAGE ".utf8)
    if rest.starts(with: prefix) { rest = rest.dropFirst(prefix.count) }
    let numerals: [(text: String, major: UInt8)] = [
      ("IV", 4), ("III", 3), ("II", 2), ("I", 1), ("0", 0),
    ]
    guard let numeral = numerals.first(where: { rest.starts(with: $0.text.utf8) }) else {
      return nil
    }
    rest = rest.dropFirst(numeral.text.utf8.count)
    let tail = String(decoding: rest, as: UTF8.self)
    if numeral.major == 0 {
      guard ["", "A", "IS"].contains(tail) else { return nil }
      subgroup = tail.lowercased()
    } else {
      guard Self.isSubgroup(rest) else { return nil }
      subgroup = tail
    }
    major = numeral.major
  }

  /// A letter A to E and a digit 1 to 3 after it, or an S (testis), or nothing.
  private static func isSubgroup(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    guard let letter = rest.popFirst() else { return true }
    if letter == UInt8(ascii: "S") { return rest.isEmpty }
    guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter) else { return false }
    guard let digit = rest.popFirst() else { return true }
    return (UInt8(ascii: "1")...UInt8(ascii: "3")).contains(digit) && rest.isEmpty
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
  public var description: String { ["0", "I", "II", "III", "IV"][Int(major)] + subgroup }
}
