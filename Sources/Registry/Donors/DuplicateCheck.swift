internal import Domain
internal import HashedIdentifiers
internal import Storage

/// Grades the few donors that tokens propose: opens what is sealed of them, compares, and forgets.
struct DuplicateCheck {
  /// The least pool that a probability is stated for, so that a small registry links no more easily
  /// than a large one.
  private static let leastPool = 100_000

  private let snapshot: Snapshot
  private let lookup: Snapshot.TokenLookup
  private let keys: RegistryKeys
  private let scorer: MatchScorer
  private let rules = MatchRules()

  init(_ snapshot: Snapshot, _ lookup: Snapshot.TokenLookup, _ keys: RegistryKeys) throws {
    self.snapshot = snapshot
    self.lookup = lookup
    self.keys = keys
    // Every donor has an event, so the log is never smaller than the pool, and a logarithm is taken.
    let events = try snapshot.head().size
    scorer = MatchScorer(pool: max(Int(clamping: events), Self.leastPool))
  }

  /// Donors that tokens propose.
  struct Proposal {
    var codes: [Int64] = []
    /// Tokens that too many donors share, but for those of a telephone number.
    var overfull = 0
    /// Whether so many donors have the telephone number that it says nothing of one.
    var isPhoneShared = false

    /// What a site is told of groups that were passed over.
    var warnings: [FieldProblem] {
      var warnings: [FieldProblem] = []
      if overfull > 0 {
        warnings.append(
          FieldProblem(
            field: "identifiers",
            problem: "\(overfull) of the groups to compare with hold more than "
              + "\(TokenKind.person.groupLimit) donors and were passed over",
            fix: "give a national number, a telephone number or a postcode too"))
      }
      if isPhoneShared {
        warnings.append(
          FieldProblem(
            field: "identifiers.phone",
            problem: "more than \(TokenKind.phoneInitial.groupLimit) donors of this initial have "
              + "the telephone number, which was not compared",
            fix: "give the person's own number, where there is one"))
      }
      return warnings
    }
  }

  /// The codes that share a token, each once, merged ones under their own name.
  func candidates(sharing tokens: [DonorTokens.Composite]) throws -> Proposal {
    var proposal = Proposal()
    var seen: Set<Int64> = []
    for token in tokens {
      let kind = TokenKind(rawValue: token.kind)
      let limit = (kind ?? .person).groupLimit
      guard let codes = try lookup.donors(proposedBy: token, upTo: limit) else {
        if kind == .phoneInitial { proposal.isPhoneShared = true } else { proposal.overfull += 1 }
        continue
      }
      for code in codes where seen.insert(code).inserted { proposal.codes.append(code) }
    }
    return proposal
  }

  /// The persons among candidates who may be the one compared, the likeliest first.
  /// - Parameters:
  ///   - compared: the one compared.
  ///   - proposal: the candidates.
  ///   - kept: persons who are named however little else agrees.
  /// - Returns: the persons, each once with the code that agrees best.
  /// - Throws: what reading and opening throw.
  func graded(
    _ compared: ComparisonRecord, among proposal: Proposal, keeping kept: Set<Int64> = []
  ) throws -> [(code: Int64, candidate: Registration.Candidate)] {
    var record = compared
    record.isPhoneShared = proposal.isPhoneShared
    var best: [Int64: MatchAssessment] = [:]
    for code in proposal.codes {
      guard let other = try opened(code) else { continue }
      let assessment = assess(record, other)
      if assessment.matchClass == .different, kept.isEmpty { continue }
      let person = try snapshot.survivor(of: code)
      guard assessment.matchClass != .different || kept.contains(person) else { continue }
      if let known = best[person], known.probability >= assessment.probability { continue }
      best[person] = assessment
    }
    return best.sorted {
      ($1.value.probability, $0.key) < ($0.value.probability, $1.key)
    }.map { code, assessment in
      (
        code,
        Registration.Candidate(
          donor: DonorCode.text(code), score: assessment.probability,
          agreed: assessment.levels.agreed)
      )
    }
  }

  func assess(_ one: ComparisonRecord, _ other: ComparisonRecord) -> MatchAssessment {
    rules.assess(RecordComparator.levels(one, other), scorer)
  }

  /// What is compared of a donor, from the identifiers sealed at registration; nil where the
  /// donor's key was destroyed.
  func opened(_ donor: Int64) throws -> ComparisonRecord? {
    try keys.identifiers(of: donor, in: snapshot).map { ComparisonRecord($0) }
  }
}

extension AgreementLevels {
  /// The fields that agree, with the level of those that agree in part: never a value.
  var agreed: [String] {
    ComparisonField.allCases.compactMap { field in
      switch self[field] {
      case .missing, .different: nil
      case .equal: field.word
      default: "\(field.word):\(self[field].name)"
      }
    }
  }
}

extension ComparisonField {
  /// The name of the field as a registration has it.
  fileprivate var word: String {
    switch self {
    case .birth: "birth_date"
    case .patientNumber: "mrn"
    default: "\(self)"
    }
  }
}
