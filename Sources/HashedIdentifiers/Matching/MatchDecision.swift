/// What forbids to take two records for one person without asking, whatever their probability.
public struct MatchVeto: OptionSet, Hashable, Sendable {
  /// One bit a reason.
  public let rawValue: UInt8

  /// Wraps stored bits.
  /// - Parameter rawValue: one bit a reason.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Both national numbers are valid and far apart.
  public static let nationalNumber = MatchVeto(rawValue: 1)
  /// The birth dates have too little in common.
  public static let birthDate = MatchVeto(rawValue: 2)
  /// The given names have too little in common, as those of twins and relatives.
  public static let givenName = MatchVeto(rawValue: 4)
  /// The national number is equal, and birth date and name are those of another person.
  public static let conflict = MatchVeto(rawValue: 8)

  /// The reasons in words.
  public var reasons: [String] {
    var reasons: [String] = []
    if contains(.nationalNumber) { reasons.append("national numbers differ") }
    if contains(.birthDate) { reasons.append("birth dates differ") }
    if contains(.givenName) { reasons.append("given names differ") }
    if contains(.conflict) { reasons.append("the national number is that of another person") }
    return reasons
  }
}

/// What becomes of two records.
public enum MatchClass: UInt8, Hashable, Sendable, CaseIterable {
  /// One person, taken for such without asking.
  case automatic
  /// Perhaps one person: a review case.
  case review
  /// An equal national number with another birth date and another name: one of them is wrong.
  case conflict
  /// Two people.
  case different
}

/// The graded answer for two records: levels, never values.
public struct MatchAssessment: Hashable, Sendable {
  /// How far the fields agree.
  public let levels: AgreementLevels
  /// The probability of one person.
  public let probability: Double
  /// What forbids an automatic link.
  public let vetoes: MatchVeto
  /// What becomes of them.
  public let matchClass: MatchClass
}

/// The answer to a new record: what `register` says.
public enum MatchDecision: Hashable, Sendable {
  /// Nobody like that is known.
  case registered
  /// One known person, for certain: the candidate at an index, and the answer for it.
  case known(candidate: Int, MatchAssessment)
  /// Perhaps known people: candidates by falling probability, to be reviewed.
  case possibleDuplicate([Candidate])

  /// A candidate by its index in the list that was asked.
  public struct Candidate: Hashable, Sendable {
    /// The index.
    public let candidate: Int
    /// The answer for it.
    public let assessment: MatchAssessment
  }

  /// The word that outputs use.
  public var name: String {
    switch self {
    case .registered: "registered"
    case .known: "known"
    case .possibleDuplicate: "possible_duplicate"
    }
  }
}
