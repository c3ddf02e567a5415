internal import Domain

/// The overall HER2 status that IHC and ISH amount to.
///
/// Source: Wolff et al., HER2 testing in breast cancer, ASCO/CAP guideline update, J Clin Oncol
/// 2018;36:2105, reaffirmed 2023;41:3867: IHC 3+ is positive, 0 and 1+ are negative, 2+ is
/// equivocal and settled by ISH. HER2-low (1+, or 2+ without amplification) is negative.
enum HER2Status {
  /// Combines the two tests with the summary that was reported beside them.
  ///
  /// A summary that says the opposite of the tests makes the status conflicting, and so do tests
  /// that contradict themselves or each other; an equivocal one gives way to a settled one.
  static func combined(
    ihc: MarkerState, ish: MarkerState, summary: MarkerState
  ) -> MarkerState {
    let tests = derived(ihc: ihc, ish: ish)
    switch (tests, summary) {
    case (.conflicting, _), (_, .conflicting): return .conflicting
    case (.result(let derived), .result(let reported)):
      guard derived.isFinding else { return summary }
      guard reported.isFinding, reported != derived else { return tests }
      if reported == .equivocal { return tests }
      return derived == .equivocal ? summary : .conflicting
    }
  }

  /// What the two tests say together; `not_recorded` where neither says anything.
  private static func derived(ihc: MarkerState, ish: MarkerState) -> MarkerState {
    guard case .result(let protein) = ihc, case .result(let gene) = ish else { return .conflicting }
    switch (protein, gene) {
    case (.score3, .notAmplified): return .conflicting
    case (.score3, _): return .result(.positive)
    case (.score0, .amplified), (.score1, .amplified), (.negative, .amplified):
      return .conflicting
    case (.score0, _), (.score1, _), (.negative, _): return .result(.negative)
    case (_, .amplified): return .result(.positive)
    case (_, .notAmplified): return .result(.negative)
    case (.score2, _), (_, .equivocal): return .result(.equivocal)
    default: return .result(.notRecorded)
    }
  }
}
