internal import Domain

/// Reads values of the closed vocabularies that have no finer structure.
enum NameLiterals {
  /// Sides of a paired organ; `one_side` leaves open whether it is the right or the left one.
  static func laterality(_ values: [Token]) throws(ExpressionError) -> Predicate.Test {
    let wanted = try names(
      values, of: Laterality.self, refusing: .unknown, as: "laterality is unknown")
    return PredicateBuilder.codes(below: 16) { code in
      guard let side = Laterality(rawValue: UInt8(code)), side != .unknown else { return .unknown }
      if wanted.contains(side) { return .isTrue }
      guard side == .oneSide else { return .isFalse }
      let sides = wanted.intersection([.left, .right])
      return sides.count == 2 ? .isTrue : sides.isEmpty ? .isFalse : .unknown
    }
  }

  /// Administrative sex.
  static func sex(_ values: [Token]) throws(ExpressionError) -> Predicate.Test {
    let wanted = try names(values, of: Sex.self, refusing: .unknown, as: "sex is unknown")
    return PredicateBuilder.codes(below: 16) { code in
      guard let sex = Sex(rawValue: UInt8(code)), sex != .unknown else { return .unknown }
      return Truth(wanted.contains(sex))
    }
  }

  /// States of tissue.
  static func tissueKinds(_ values: [Token]) throws(ExpressionError) -> Predicate.Test {
    let wanted = try names(values, of: TissueKind.self)
    return .tissue(kinds: wanted.reduce(0) { $0 | 1 << UInt16($1.rawValue) })
  }

  /// `yes` or `no`.
  static func matchedNormal(_ values: [Token]) throws(ExpressionError) -> Predicate.Test {
    var wanted: Set<Int> = []
    for value in values {
      switch value.text.lowercased() {
      case "yes", "true": wanted.insert(1)
      case "no", "false": wanted.insert(0)
      default:
        throw ExpressionError(
          at: value, "tissue.matched_normal cannot be '\(FieldProblem.excerpt(value.text))'",
          fix: "write yes or no")
      }
    }
    return PredicateBuilder.codes(below: 3) { $0 == 2 ? .unknown : Truth(wanted.contains($0)) }
  }

  private static func names<Value: CodedValue>(
    _ values: [Token], of type: Value.Type, refusing missing: Value? = nil, as question: String = ""
  ) throws(ExpressionError) -> Set<Value> {
    var wanted: Set<Value> = []
    for value in values {
      guard let name = Value(name: value.text) else {
        throw ExpressionError(
          at: value, "unknown \(Value.vocabulary) '\(FieldProblem.excerpt(value.text))'",
          fix: NearestName.suggestion(
            for: value.text, among: Value.allCases.filter { $0 != missing }.map(\.name)))
      }
      guard name != missing else {
        throw ExpressionError(
          at: value, "'\(name)' is no value to compare with", fix: "write \(question)")
      }
      wanted.insert(name)
    }
    return wanted
  }
}

/// Reads free texts of a fixed shape.
enum TextLiterals {
  /// ISO 3166-1 alpha-2 countries, in either case.
  static func countries(_ values: [Token]) throws(ExpressionError) -> Predicate.Test {
    var wanted: [ClosedRange<Int32>] = []
    for value in values {
      guard let code = CountryCode.pack(value.text) else {
        throw ExpressionError(
          at: value, "'\(FieldProblem.excerpt(value.text))' is no country",
          fix: "write the two letters of ISO 3166-1, as US")
      }
      wanted.append(code...code)
    }
    return .numbers(wanted)
  }
}
