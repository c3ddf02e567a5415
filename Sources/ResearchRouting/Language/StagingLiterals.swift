internal import Domain

/// Reads T, N and M categories, with or without their axis: `is`, `Ta`, `1`, `T1c`, `N1mi`.
enum CategoryLiterals {
  /// The test for one of some categories of an axis.
  static func test(
    _ axis: TNMCategory.Axis, _ values: [Token]
  ) throws(ExpressionError) -> Predicate.Test {
    var wanted: [UInt8] = []
    for value in values {
      // A lower-case axis letter is read as one: t1c, n0.
      let text =
        value.text.lowercased().hasPrefix(axis.rawValue.lowercased())
        ? axis.rawValue + value.text.dropFirst() : value.text
      guard let category = TNMCategory(text, axis: axis), category.prefix.isEmpty,
        CategoryCode.words(CategoryCode.pack(category)) == category.major + category.suffix
      else {
        throw ExpressionError(
          at: value,
          "'\(FieldProblem.excerpt(value.text))' is no \(axis.rawValue) category of TNM",
          fix: axis == .tumour
            ? "write is, a, X or 0 to 4 with its suffix, as 1c; leave out c, p and y"
            : "write X or 0 to 3 with its suffix, as 1mi; leave out c, p and y")
      }
      wanted.append(CategoryCode.pack(category))
    }
    return PredicateBuilder.codes(below: 256) { code in
      wanted.reduce(.isFalse) { $0 || CategoryCode.matches(UInt8(code), wanted: $1) }
    }
  }
}

/// Reads AJCC stage groups: `III` with all its subgroups, or one of them, `IIIC`, `IIIC2`.
enum StageLiterals {
  /// The test for one of some stage groups.
  static func test(_ values: [Token]) throws(ExpressionError) -> Predicate.Test {
    var wanted: [UInt8] = []
    for value in values { wanted.append(try code(value)) }
    return PredicateBuilder.codes(below: 256) { code in
      wanted.reduce(.isFalse) { $0 || StageCode.matches(UInt8(code), wanted: $1) }
    }
  }

  /// `<`, `<=`, `>` or `>=` and a stage group.
  static func ordered(
    _ builder: PredicateBuilder, _ value: Token
  ) throws(ExpressionError) -> Predicate {
    let wanted = try code(value)
    guard StageCode.parts(wanted).letter != StageCode.outOfOrder,
      StageCode.parts(wanted).major != 0 || StageCode.parts(wanted).letter == 0
    else {
      throw ExpressionError(
        at: value, "stage '\(FieldProblem.excerpt(value.text))' has no place in the order",
        fix: "compare with 0, I, II, III, IV or a subgroup A to E, or use =")
    }
    let test = PredicateBuilder.codes(below: 256) { code in
      let isBefore = StageCode.isBefore(UInt8(code), wanted)
      let isWithin = StageCode.matches(UInt8(code), wanted: wanted)
      return switch builder.sign.text {
      case "<": isBefore
      case "<=": isBefore || isWithin
      case ">": !(isBefore || isWithin)
      default: !isBefore
      }
    }
    return Predicate(field: builder.field, test: test)
  }

  private static func code(_ value: Token) throws(ExpressionError) -> UInt8 {
    if let stage = StageGroup(value.text) { return StageCode.pack(stage) }
    throw ExpressionError(
      at: value, "'\(FieldProblem.excerpt(value.text))' is no AJCC stage group",
      fix: "write 0, I, II, III or IV with its subgroup, as IIA")
  }
}
