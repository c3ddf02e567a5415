internal import Domain

/// Reads morphologies (`8500/3`, `8500-8543/3`, `*/3`, `8500/*`, `8500`), histologies (`8500`,
/// `8500-8543`) and behaviours (`3`).
enum MorphologyLiterals {
  /// Histologies and behaviours that one literal stands for.
  private struct Pattern {
    var histologies: ClosedRange<Int> = 8000...9999
    var behaviour: Int?

    func insert(into codes: inout CodeSet, of field: EligibilityField) {
      let digits = behaviour.map { [$0] } ?? behaviours
      switch field {
      case .behaviour: for digit in digits { codes.insert(digit) }
      case .histology: for histology in histologies { codes.insert(histology - 8000) }
      default:
        for histology in histologies {
          for digit in digits { codes.insert((histology - 8000) * 10 + digit) }
        }
      }
    }
  }

  private static let behaviours = [0, 1, 2, 3, 6, 9]

  /// The test for one of some values of the field.
  static func test(
    _ field: EligibilityField, _ values: [Token]
  ) throws(ExpressionError) -> Predicate.Test {
    let bound: Int =
      switch field {
      case .histology: MorphologyCode.bound / 10
      case .behaviour: 10
      default: MorphologyCode.bound
      }
    var wanted = CodeSet(below: bound)
    for value in values { try pattern(field, value).insert(into: &wanted, of: field) }
    return PredicateBuilder.settled(wanted)
  }

  private static func pattern(
    _ field: EligibilityField, _ value: Token
  ) throws(ExpressionError) -> Pattern {
    let parts = value.text.split(separator: "/", omittingEmptySubsequences: false)
    var pattern: Pattern?
    switch (field, parts.count) {
    case (.behaviour, 1):
      pattern = behaviour(parts[0]).map { Pattern(behaviour: $0) }
    case (.histology, 1), (.morphology, 1):
      pattern = histologies(parts[0]).map { Pattern(histologies: $0) }
    case (.morphology, 2):
      if let histologies = histologies(parts[0]), let behaviour = behaviour(parts[1]) {
        pattern = Pattern(histologies: histologies, behaviour: behaviour)
      }
    default: break
    }
    guard let pattern else {
      throw ExpressionError(
        at: value, "'\(FieldProblem.excerpt(value.text))' is no \(field.name) of ICD-O-3",
        fix: fix(field))
    }
    return pattern
  }

  /// `*` is every behaviour: nil inside; nil outside where it is none.
  private static func behaviour(_ text: Substring) -> Int?? {
    if text == "*" { return .some(nil) }
    guard text.utf8.count == 1, let digit = Int(text), behaviours.contains(digit) else {
      return nil
    }
    return digit
  }

  private static func histologies(_ text: Substring) -> ClosedRange<Int>? {
    if text == "*" { return 8000...9999 }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= 2, ends.allSatisfy({ $0.utf8.count == 4 }),
      let low = ends.first.flatMap({ Int($0) }), let high = ends.last.flatMap({ Int($0) }),
      (8000...9999).contains(low), (low...9999).contains(high)
    else { return nil }
    return low...high
  }

  private static func fix(_ field: EligibilityField) -> String {
    switch field {
    case .histology: "write 8000 to 9999, or a range as 8500-8543"
    case .behaviour: "write 0, 1, 2, 3, 6 or 9"
    default: "write 8500/3, 8500-8543/3 or */3"
    }
  }
}
