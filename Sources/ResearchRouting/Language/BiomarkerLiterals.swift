internal import Domain

/// Reads results of a biomarker, the states without a finding and `conflicting` included.
enum BiomarkerLiterals {
  /// One more than the greatest packed code.
  static let bound = 64

  /// The test for one of some results.
  ///
  /// A finding is settled, but for an equivocal one, which neither is nor is not what was asked for,
  /// and for an IHC `negative`, which leaves open whether it is 0 or 1+. A state without a finding
  /// is only settled where the question is about such states alone.
  static func test(_ marker: Biomarker, _ values: [Token]) throws(ExpressionError) -> Predicate.Test
  {
    var wanted: Set<BiomarkerResult> = []
    var wantsConflicting = false
    for value in values {
      if value.isKeyword(MarkerState.conflicting.name) {
        wantsConflicting = true
        continue
      }
      guard let result = BiomarkerResult(name: value.text), marker.results.contains(result) else {
        throw ExpressionError(
          at: value, "\(marker.name) cannot be '\(FieldProblem.excerpt(value.text))'",
          fix: NearestName.suggestion(
            for: value.text, among: marker.results.map(\.name) + [MarkerState.conflicting.name]))
      }
      wanted.insert(result)
    }
    let asksFinding = wanted.contains(where: \.isFinding)
    return PredicateBuilder.codes(below: bound) { code in
      switch MarkerState(code: UInt8(code)) {
      case .conflicting:
        wantsConflicting ? .isTrue : asksFinding ? .unknown : .isFalse
      case .result(let result) where !result.isFinding:
        wanted.contains(result) ? .isTrue : asksFinding ? .unknown : .isFalse
      case .result(let result):
        finding(result, of: marker, wanted)
      }
    }
  }

  private static func finding(
    _ result: BiomarkerResult, of marker: Biomarker, _ wanted: Set<BiomarkerResult>
  ) -> Truth {
    if wanted.contains(result) { return .isTrue }
    let asked = wanted.filter(\.isFinding)
    if result == .equivocal { return asked.isEmpty ? .isFalse : .unknown }
    guard marker == .her2IHC else { return .isFalse }
    switch result {
    case .score0, .score1: return Truth(wanted.contains(.negative))
    case .negative:
      let finer = asked.intersection([.score0, .score1]).count
      return finer == 2 ? .isTrue : finer == 1 ? .unknown : .isFalse
    default: return .isFalse
    }
  }

  /// `known`: exactly one finding; `conflicting`; `unknown`: neither.
  static func state(_ field: EligibilityField, _ word: Token) -> Predicate {
    let test = PredicateBuilder.settled(below: bound) { code in
      let state = MarkerState(code: UInt8(code))
      if word.isKeyword("known") { return state.isKnown }
      if word.isKeyword("conflicting") { return state == .conflicting }
      return !state.isKnown && state != .conflicting
    }
    return Predicate(field: field, test: test)
  }
}
