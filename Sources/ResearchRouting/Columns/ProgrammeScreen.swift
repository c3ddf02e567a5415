internal import Domain

/// Many programmes against many donors at once: the same verdicts as
/// ``CompiledProgramme/quickVerdict(donor:facts:states:on:placed:purpose:)``, one donor after the
/// other.
public struct ProgrammeScreen: Sendable {
  private let programmes: [CompiledProgramme]
  private let match: DataUseMatch

  /// A screen of some programmes.
  /// - Parameters:
  ///   - programmes: the programmes.
  ///   - match: matches their purposes against what donors permit.
  public init(_ programmes: [CompiledProgramme], match: DataUseMatch) {
    self.programmes = programmes
    self.match = match
  }

  /// Judges every donor for every programme.
  /// - Parameters:
  ///   - columns: the donors.
  ///   - placed: for each programme how many donors it has already; empty for none.
  /// - Returns: one set of verdicts for each programme, in their order.
  public func verdicts(_ columns: DonorColumns, placed: [Int] = []) -> [VerdictBitmaps] {
    var answers = bestTumours(columns)
    let rules = donorRules(columns, placed)
    let donors = rules.run(
      [
        .places(columns.permitted.codes), .places(columns.noContact.codes),
        .places(columns.country.codes), .places(columns.tissue.codes),
        .places(columns.terms.codes),
      ], count: columns.count)
    for place in programmes.indices {
      for word in answers[place].holds.indices {
        answers[place].holds[word] &= donors[place].holds[word]
        answers[place].fails[word] |= donors[place].fails[word]
      }
    }
    return answers.map { VerdictBitmaps($0, count: columns.count) }
  }

  /// What the eligibility of each programme says of the tumour of each donor that suits it best;
  /// unknown for donors without one.
  private func bestTumours(_ columns: DonorColumns) -> [TruthBitmaps] {
    let screen = TumourScreen(programmes.map(\.program))
    var answers = screen.evaluate(columns.first)
    let further = screen.evaluate(columns.further)
    for place in programmes.indices {
      for word in answers[place].holds.indices {
        answers[place].holds[word] &= columns.hasTumour[word]
        answers[place].fails[word] &= columns.hasTumour[word]
      }
      for (row, donor) in columns.owners.enumerated() {
        let bit = UInt64(1) << UInt64(donor % 64)
        switch further[place][row] {
        case .isTrue:
          answers[place].holds[donor / 64] |= bit
          answers[place].fails[donor / 64] &= ~bit
        case .unknown: answers[place].fails[donor / 64] &= ~bit
        case .isFalse: break
        }
      }
    }
    return answers
  }

  /// Everything that depends on the donor and not on a tumour.
  private func donorRules(_ columns: DonorColumns, _ placed: [Int]) -> PlaneRules {
    var rules = PlaneRules()
    var known: [[Truth]: PredicateBank.Leaf] = [:]
    for (place, compiled) in programmes.enumerated() {
      var program = PlaneProgram()
      let terms = compiled.termVerdict(
        on: columns.day, placed: place < placed.count ? placed[place] : 0)
      program.append(.constant(terms.truth))
      func demand<Value>(
        _ column: Int, _ values: [Value], _ truth: (Value) -> Truth
      ) {
        let truths = values.map(truth)
        // Most programmes ask the same of a column; the column's number keeps two apart.
        let key = [Truth](repeating: .isTrue, count: column + 1) + [.isFalse] + truths
        let leaf =
          known[key]
          ?? rules.bank.insert(column: column, codes: Array(truths.indices), truths: truths)
        known[key] = leaf
        program.append(.leaf(leaf))
        program.append(.and)
      }
      let programme = compiled.programme
      demand(0, columns.permitted.values) { Truth(programme.requiredScopes.isSubset(of: $0)) }
      if compiled.needsContact { demand(1, columns.noContact.values) { Truth(!$0) } }
      if !programme.countries.isEmpty {
        demand(2, columns.country.values) { compiled.outcome(country: $0).truth }
      }
      demand(3, columns.tissue.values) { compiled.tissueVerdict($0, on: columns.day).truth }
      demand(4, columns.terms.values) {
        PurposeMatch(match: match, terms: $0).verdict(programme).truth
      }
      rules.programs.append(program)
    }
    return rules
  }
}

/// The verdicts of one programme on many donors.
public struct VerdictBitmaps: Hashable, Sendable {
  /// The number of donors.
  public let count: Int
  private let truths: TruthBitmaps

  init(_ truths: TruthBitmaps, count: Int) {
    self.truths = truths
    self.count = count
  }

  /// The verdict on one donor.
  /// - Parameter donor: the donor's place.
  public subscript(donor: Int) -> Verdict { RuleOutcome(truths[donor]).verdict }

  /// How many donors are eligible.
  public var eligible: Int { truths.holding }
  /// How many donors are ineligible.
  public var ineligible: Int { truths.failing }
  /// How many donors a person has to look at.
  public var needingReview: Int { count - eligible - ineligible }
}

extension Verdict {
  fileprivate var truth: Truth {
    switch self {
    case .eligible: .isTrue
    case .needsReview: .unknown
    case .ineligible: .isFalse
    }
  }
}
