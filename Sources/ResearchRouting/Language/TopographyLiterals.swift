internal import Domain

/// Reads sites: `C50.4`, `C504`, the category `C50`, ranges `C15-C26` and `C50.1-C50.4`, and `*`.
enum TopographyLiterals {
  /// One more than the greatest code.
  static let bound = 810

  /// The test for one of some sites.
  static func test(_ values: [Token]) throws(ExpressionError) -> Predicate.Test {
    var wanted = CodeSet(below: bound)
    for value in values {
      for code in try range(value) { wanted.insert(Int(code)) }
    }
    return PredicateBuilder.settled(wanted)
  }

  private static func range(_ value: Token) throws(ExpressionError) -> ClosedRange<UInt16> {
    if value.text == "*" { return 0...809 }
    let ends = value.text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= 2, let first = ends.first, let last = ends.last else { throw error(value) }
    let low = try codes(first, value)
    let high = try codes(last, value)
    guard low.lowerBound <= high.upperBound else {
      throw ExpressionError(
        at: value, "the range '\(FieldProblem.excerpt(value.text))' ends before it begins",
        fix: "write the lower site first")
    }
    return low.lowerBound...high.upperBound
  }

  /// The codes that a site or a category stands for.
  private static func codes(
    _ text: some StringProtocol, _ value: Token
  ) throws(ExpressionError) -> ClosedRange<UInt16> {
    if let site = Topography(text) { return site.code...site.code }
    let bytes = Array(text.utf8)
    guard bytes.count == 3, bytes[0] | 0x20 == UInt8(ascii: "c"),
      let category = UInt16(String(decoding: bytes[1...], as: UTF8.self))
    else { throw error(value) }
    guard category <= 80 else {
      throw ExpressionError(
        at: value,
        "'\(FieldProblem.excerpt(value.text))' goes beyond ICD-O-3 topography, which ends at C80.9",
        fix: "C81 and above are ICD-10; ask for the morphology, as morphology in 9590-9993/3")
    }
    return category * 10...category * 10 + 9
  }

  private static func error(_ value: Token) -> ExpressionError {
    ExpressionError(
      at: value, "'\(FieldProblem.excerpt(value.text))' is no ICD-O-3 topography",
      fix: "write C50, C50.4, a range as C15-C26, or *")
  }
}
