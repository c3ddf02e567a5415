internal import ConsentWorkflow
public import Domain

/// The last question before a donor enters a release, asked of the facts themselves and not of
/// anything derived from them earlier.
public struct ConsentGate {
  private var fold: ConsentFold
  private let needed: ScopeSet
  private let day: CivilDay

  /// Prepares the question.
  /// - Parameters:
  ///   - needed: the scopes that the purpose needs.
  ///   - day: the day of the release.
  ///   - forms: every published form.
  public init(needed: ScopeSet, on day: CivilDay, forms: FormCatalogue) {
    fold = ConsentFold(forms: forms)
    self.needed = needed
    self.day = day
  }

  /// Whether a donor permits the purpose.
  /// - Parameters:
  ///   - events: every consent event of the donor.
  ///   - facts: what the rule has to know of the donor.
  /// - Returns: whether every scope needed is permitted.
  public mutating func admits(_ events: [ConsentEvent], _ facts: DonorFacts) -> Bool {
    let states = fold.states(
      of: events, facts: facts, validOn: day, knownAt: .distantFuture)
    return needed.isSubset(of: states.permitted)
  }
}
