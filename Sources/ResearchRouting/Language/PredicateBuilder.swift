internal import Domain

/// Types a comparison: checks that the field knows it, reads the values, and builds the predicate.
struct PredicateBuilder {
  /// The field on the left.
  let field: EligibilityField
  /// The sign or word after it.
  let sign: Token

  /// `=`, `!=`, `<`, `<=`, `>` or `>=` and one value.
  func compare(with value: Token) throws(ExpressionError) -> Syntax {
    switch sign.text {
    case "=": return try member(of: [value])
    case "!=": return .not(try member(of: [value]))
    default: break
    }
    switch field {
    case .stage: return .predicate(try StageLiterals.ordered(self, value))
    case .age, .birthYear, .edition, .diagnosedOn:
      return .predicate(try NumberLiterals.ordered(self, value))
    default:
      throw ExpressionError(
        at: sign, "\(field.name) has no order", fix: "use =, != or in")
    }
  }

  /// One of some values.
  func member(of values: [Token]) throws(ExpressionError) -> Syntax {
    let test: Predicate.Test
    switch field {
    case .site: test = try TopographyLiterals.test(values)
    case .morphology, .histology, .behaviour: test = try MorphologyLiterals.test(field, values)
    case .laterality: test = try NameLiterals.laterality(values)
    case .sex: test = try NameLiterals.sex(values)
    case .tissueKind: test = try NameLiterals.tissueKinds(values)
    case .tissueMatchedNormal: test = try NameLiterals.matchedNormal(values)
    case .t: test = try CategoryLiterals.test(.tumour, values)
    case .n: test = try CategoryLiterals.test(.nodes, values)
    case .m: test = try CategoryLiterals.test(.metastasis, values)
    case .stage: test = try StageLiterals.test(values)
    case .edition, .age, .birthYear, .diagnosedOn: test = try NumberLiterals.test(field, values)
    case .country: test = try TextLiterals.countries(values)
    case .facility: test = .texts(values.map(\.text))
    case .biomarker(let marker): test = try BiomarkerLiterals.test(marker, values)
    }
    return .predicate(Predicate(field: field, test: test))
  }

  /// `known`, `unknown` or `conflicting`.
  func state(_ word: Token) throws(ExpressionError) -> Syntax {
    let states = ["known", "unknown", "conflicting"]
    guard word.kind == .word, states.contains(word.text.lowercased()) else {
      throw ExpressionError(
        at: word,
        "expected known, unknown or conflicting, but found "
          + ExpressionError.quoted(word), fix: NearestName.suggestion(for: word.text, among: states)
      )
    }
    if case .biomarker = field { return .predicate(BiomarkerLiterals.state(field, word)) }
    if word.isKeyword("conflicting") {
      throw ExpressionError(
        at: word, "only a biomarker can be conflicting", fix: "use is known or is unknown")
    }
    let known = Syntax.predicate(Predicate(field: field, test: knownTest))
    return word.isKeyword("known") ? known : .not(known)
  }

  /// Codes that stand for a recorded value against those that stand for a missing one.
  private var knownTest: Predicate.Test {
    switch field {
    case .laterality: Self.settled(below: 16) { $0 != Int(Laterality.unknown.rawValue) }
    case .sex: Self.settled(below: 16) { $0 != Int(Sex.unknown.rawValue) }
    case .t, .n, .m: Self.settled(below: 256) { CategoryCode.isKnown(UInt8($0)) }
    case .stage: Self.settled(below: 256) { StageCode.isStage(UInt8($0)) }
    case .tissueMatchedNormal: Self.settled(below: 3) { $0 != 2 }
    default: .isKnown
    }
  }

  /// A test over codes that is never unknown.
  static func settled(below bound: Int, where holds: (Int) -> Bool) -> Predicate.Test {
    settled(CodeSet(below: bound, where: holds))
  }

  /// A test over codes that is never unknown.
  static func settled(_ holds: CodeSet) -> Predicate.Test {
    .codes(holds: holds, fails: holds.complement)
  }

  /// A test over codes from the truth for each of them.
  static func codes(below bound: Int, _ truth: (Int) -> Truth) -> Predicate.Test {
    var holds = CodeSet(below: bound)
    var fails = CodeSet(below: bound)
    for code in 0..<bound {
      switch truth(code) {
      case .isTrue: holds.insert(code)
      case .isFalse: fails.insert(code)
      case .unknown: break
      }
    }
    return .codes(holds: holds, fails: fails)
  }
}
