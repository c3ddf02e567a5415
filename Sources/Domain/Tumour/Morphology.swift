/// An ICD-O-3 morphology: histology and behaviour, `8500/3`.
///
/// Source: Fritz et al., International Classification of Diseases for Oncology, 3rd edition (WHO).
public struct Morphology: Hashable, Comparable, Sendable {
  /// Four-digit histology, 8000 to 9999.
  public let histology: UInt16
  /// Behaviour: 0 benign, 1 uncertain, 2 in situ, 3 malignant, 6 metastatic, 9 malignant, primary
  /// or metastatic uncertain.
  public let behaviour: UInt8

  /// Combines histology and behaviour.
  /// - Parameters:
  ///   - histology: 8000 to 9999.
  ///   - behaviour: one of 0, 1, 2, 3, 6, 9; nil for anything else.
  public init?(histology: UInt16, behaviour: UInt8) {
    guard (8000...9999).contains(histology), [0, 1, 2, 3, 6, 9].contains(behaviour) else {
      return nil
    }
    self.histology = histology
    self.behaviour = behaviour
  }

  /// Reads `8500/3`.
  /// - Parameter text: what was written.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 6, bytes[4] == UInt8(ascii: "/") else { return nil }
    var digits: UInt16 = 0
    for byte in bytes[0..<4] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      digits = digits * 10 + UInt16(byte - UInt8(ascii: "0"))
    }
    guard bytes[5] >= UInt8(ascii: "0") else { return nil }
    self.init(histology: digits, behaviour: bytes[5] - UInt8(ascii: "0"))
  }

  /// Reads a code, or says what is wrong with it.
  /// - Parameters:
  ///   - text: what was written.
  ///   - field: where it was written.
  /// - Returns: the code.
  /// - Throws: ``FieldProblem``.
  public static func parse(_ text: String, field: String) throws(FieldProblem) -> Morphology {
    if let value = Morphology(text) { return value }
    throw FieldProblem(
      field: field, problem: "'\(FieldProblem.excerpt(text))' is no ICD-O-3 morphology",
      fix: "write histology 8000 to 9999, a slash and the behaviour 0, 1, 2, 3, 6 or 9, as 8500/3")
  }

  /// Lower histologies sort first, then lower behaviours.
  public static func < (left: Morphology, right: Morphology) -> Bool {
    (left.histology, left.behaviour) < (right.histology, right.behaviour)
  }
}

extension Morphology: CustomStringConvertible {
  /// `8500/3`.
  public var description: String { "\(histology)/\(behaviour)" }
}
