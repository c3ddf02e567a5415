/// A closed vocabulary: every value has a name that people write and a small integer that is stored.
///
/// The integers are part of the stored format: they are never reused and never renumbered.
public protocol CodedValue: RawRepresentable<UInt8>, CaseIterable, Hashable, Sendable,
  CustomStringConvertible
{
  /// What the vocabulary is called in messages, for example `laterality`.
  static var vocabulary: String { get }
  /// The name that people write, in snake_case.
  var name: String { get }
}

extension CodedValue {
  /// The value with a name, or nil where the vocabulary has none such; case and hyphens are ignored.
  /// - Parameter name: what was written.
  public init?(name: some StringProtocol) {
    let folded = String(decoding: Array(String(name).utf8).map(Self.folded), as: UTF8.self)
    // By their codes: a walk over the cases of a vocabulary that is not known here makes the runtime
    // look through every conformance of the program, once for each vocabulary.
    for code in UInt8.min...UInt8.max {
      if let value = Self(rawValue: code), value.name == folded {
        self = value
        return
      }
    }
    return nil
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    case UInt8(ascii: "-"), UInt8(ascii: " "): UInt8(ascii: "_")
    default: byte
    }
  }

  /// Every name of the vocabulary, in the order of their codes.
  public static var names: [String] { allCases.map(\.name) }

  /// The name.
  public var description: String { name }

  /// Reads a name, or says which name was probably meant.
  /// - Parameters:
  ///   - text: what was written.
  ///   - field: where it was written, for example `diagnoses[0].laterality`.
  /// - Returns: the value.
  /// - Throws: ``FieldProblem`` with the nearest name as its fix.
  public static func parse(_ text: String, field: String) throws(FieldProblem) -> Self {
    if let value = Self(name: text) { return value }
    throw FieldProblem(
      field: field, problem: "unknown \(vocabulary) '\(FieldProblem.excerpt(text))'",
      fix: NearestName.suggestion(for: text, among: names))
  }
}
