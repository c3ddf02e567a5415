/// An ICD-O-3 topography code, `C00.0` to `C80.9`.
///
/// Source: Fritz et al., International Classification of Diseases for Oncology, 3rd edition (WHO).
public struct Topography: Hashable, Comparable, Sendable {
  /// The code as stored: category times ten plus subsite, 0 to 809.
  public let code: UInt16

  /// Wraps a stored code.
  /// - Parameter code: 0 to 809; nil outside of it.
  public init?(code: UInt16) {
    guard code <= 809 else { return nil }
    self.code = code
  }

  /// Reads `C50.4` or `C504`, in either case.
  ///
  /// A category alone (`C50`) is not a site: the subsite of a tumour that is not otherwise
  /// specified is `.9` and has to be written.
  /// - Parameter text: what was written.
  public init?(_ text: some StringProtocol) {
    var bytes = Array(text.utf8)
    if bytes.count == 5, bytes[3] == UInt8(ascii: ".") { bytes.remove(at: 3) }
    guard bytes.count == 4, bytes[0] | 0x20 == UInt8(ascii: "c") else { return nil }
    var number: UInt16 = 0
    for byte in bytes[1...] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + UInt16(byte - UInt8(ascii: "0"))
    }
    self.init(code: number)
  }

  /// The three-character category, 0 to 80.
  public var category: UInt16 { code / 10 }

  /// Reads a code, or says what is wrong with it.
  /// - Parameters:
  ///   - text: what was written.
  ///   - field: where it was written.
  /// - Returns: the code.
  /// - Throws: ``FieldProblem``.
  public static func parse(_ text: String, field: String) throws(FieldProblem) -> Topography {
    if let value = Topography(text) { return value }
    throw FieldProblem(
      field: field, problem: "'\(FieldProblem.excerpt(text))' is no ICD-O-3 topography",
      fix: "write C00.0 to C80.9 with its subsite, .9 where it is not specified")
  }

  /// Lower codes sort first.
  public static func < (left: Topography, right: Topography) -> Bool { left.code < right.code }
}

extension Topography: CustomStringConvertible {
  /// `C50.4`.
  public var description: String { "C\(code / 100)\(code / 10 % 10).\(code % 10)" }
}
