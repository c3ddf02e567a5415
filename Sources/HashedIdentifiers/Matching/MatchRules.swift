/// The rules that stand between a probability and a link.
public struct MatchRules: Sendable {
  /// From which probability on two records are linked where nothing forbids it.
  public var automaticFrom: Double
  /// From which probability on two records are reviewed; ``areNearlyOne(_:)`` says which others are.
  public var reviewFrom: Double

  /// The thresholds.
  /// - Parameters:
  ///   - automaticFrom: the least probability of an automatic link.
  ///   - reviewFrom: the least probability of a review case.
  public init(automaticFrom: Double = 0.999, reviewFrom: Double = 0.5) {
    self.automaticFrom = automaticFrom
    self.reviewFrom = reviewFrom
  }

  /// Whether two records are reviewed however unlikely it is that they are of one person: twins, and
  /// relatives of one name who can be reached in one place.
  ///
  /// Most of them are two people, which only somebody who asks can tell from a wrong name or birth date.
  /// A postcode is no such place for relatives: among a million donors many have name and postcode in
  /// common. Two valid national numbers have told already.
  /// - Parameter levels: how far they agree.
  /// - Returns: whether they are.
  public static func areNearlyOne(_ levels: AgreementLevels) -> Bool {
    guard levels[.national] != .different else { return false }
    guard levels[.family] == .equal || levels[.family] == .close else { return false }
    let isAddressEqual =
      levels[.phone] == .equal || (levels[.street] == .equal && levels[.house] == .equal)
    if levels[.birth] == .equal { return isAddressEqual || levels[.postcode] == .equal }
    return isAddressEqual && levels[.given] == .equal
  }

  /// What forbids an automatic link of records with these levels.
  /// - Parameter levels: how far they agree.
  /// - Returns: the reasons, none where it is allowed.
  public static func vetoes(_ levels: AgreementLevels) -> MatchVeto {
    var vetoes: MatchVeto = []
    // A twin has no national number and no patient number in common.
    let isNumberEqual = levels[.national] == .equal || levels[.patientNumber] == .equal
    let isNumberNear = isNumberEqual || levels[.national] == .close
    if levels[.national] == .different { vetoes.insert(.nationalNumber) }
    switch levels[.birth] {
    case .different: vetoes.insert(.birthDate)
    case .similar:
      let isOneComponentWrong = !levels.mayBeTwoGenerations && areNamesAndAddressEqual(levels)
      if !isNumberNear, !isOneComponentWrong { vetoes.insert(.birthDate) }
    case .partial, .missing: if !isNumberNear { vetoes.insert(.birthDate) }
    default: break
    }
    switch levels[.given] {
    case .different:
      // One number and one birth date are of one person whose name was misspelt or exchanged; two
      // names that many people have are two names all the same.
      let isMisspelt = !levels.mayBeTwoNames && isNumberNear && isBirthNear(levels)
      if !isMisspelt { vetoes.insert(.givenName) }
    case .missing: if !isNumberNear { vetoes.insert(.givenName) }
    case .close, .similar, .nickname, .partial, .swapped:
      if levels.mayBeTwoNames, !isNumberNear { vetoes.insert(.givenName) }
    case .equal: break
    }
    if levels[.national] == .equal, levels[.birth] == .different,
      levels[.given] == .different || levels[.family] == .different
    {
      vetoes.insert(.conflict)
    }
    return vetoes
  }

  private static func isBirthNear(_ levels: AgreementLevels) -> Bool {
    switch levels[.birth] {
    case .equal, .swapped, .close: true
    default: false
    }
  }

  /// Whether names agree but for a slip, and so does a way to reach the person.
  private static func areNamesAndAddressEqual(_ levels: AgreementLevels) -> Bool {
    guard !levels.mayBeTwoNames else { return false }
    switch levels[.given] {
    case .equal, .swapped, .nickname, .close: break
    default: return false
    }
    switch levels[.family] {
    case .equal, .swapped, .close: break
    default: return false
    }
    return levels[.postcode] == .equal || levels[.phone] == .equal || levels[.street] == .equal
  }

  /// Sorts two records into a class.
  /// - Parameters:
  ///   - levels: how far they agree.
  ///   - scorer: gives the probability.
  /// - Returns: the graded answer.
  public func assess(_ levels: AgreementLevels, _ scorer: MatchScorer) -> MatchAssessment {
    assess(levels, logOdds: scorer.logOdds(levels))
  }

  func assess(_ levels: AgreementLevels, logOdds: Float) -> MatchAssessment {
    let probability = MatchScorer.probability(logOdds: logOdds)
    let vetoes = Self.vetoes(levels)
    let matchClass: MatchClass =
      if vetoes.contains(.conflict) {
        .conflict
      } else if probability >= automaticFrom, vetoes.isEmpty {
        .automatic
      } else if probability >= reviewFrom || Self.areNearlyOne(levels) {
        .review
      } else {
        .different
      }
    return MatchAssessment(
      levels: levels, probability: probability, vetoes: vetoes, matchClass: matchClass)
  }

  /// Answers a new record against the candidates that tokens proposed.
  ///
  /// Known is one automatic link and no second; two of them are reviewed, because either may be the
  /// wrong one.
  /// - Parameters:
  ///   - record: the new record.
  ///   - candidates: the records that tokens proposed.
  ///   - scorer: gives the probability.
  /// - Returns: the decision; candidates by falling probability, then by index.
  public func decide(
    _ record: ComparisonRecord, among candidates: [ComparisonRecord], _ scorer: MatchScorer
  ) -> MatchDecision {
    var found: [MatchDecision.Candidate] = []
    for (index, candidate) in candidates.enumerated() {
      let assessment = assess(RecordComparator.levels(record, candidate), scorer)
      if assessment.matchClass == .different { continue }
      found.append(MatchDecision.Candidate(candidate: index, assessment: assessment))
    }
    found.sort {
      $0.assessment.probability != $1.assessment.probability
        ? $0.assessment.probability > $1.assessment.probability : $0.candidate < $1.candidate
    }
    let automatic = found.filter { $0.assessment.matchClass == .automatic }
    let hasConflict = found.contains { $0.assessment.matchClass == .conflict }
    if automatic.count == 1, !hasConflict {
      return .known(candidate: automatic[0].candidate, automatic[0].assessment)
    }
    return found.isEmpty ? .registered : .possibleDuplicate(found)
  }
}
