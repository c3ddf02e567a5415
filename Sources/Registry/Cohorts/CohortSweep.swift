internal import Cohorts
internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import ResearchRouting
internal import Storage

/// Walks over the donors of a range of codes and hands over those of a cohort, each of whom is asked
/// twice for consent: of its fold over time, and of the recorded events themselves.
struct CohortSweep {
  private let question: CohortQuestion
  private let day: CivilDay
  private var gate: RecordedGate

  /// Prepares the questions.
  /// - Parameters:
  ///   - question: who is wanted.
  ///   - day: the day whose consent counts.
  ///   - forms: every published form.
  init(_ question: CohortQuestion, on day: CivilDay, forms: FormCatalogue) {
    self.question = question
    self.day = day
    gate = RecordedGate(question, on: day, forms: forms)
  }

  /// Hands over the donors who are eligible and permit it.
  /// - Parameters:
  ///   - codes: the range.
  ///   - snapshot: where they stand.
  ///   - body: receives each donor, and the donor's tumour that the cohort is about.
  /// - Throws: ``RegistryError`` where consent on record and its fold disagree, or `StoreError`.
  mutating func forEachMember(
    of codes: ClosedRange<Int64> = Int64.min...Int64.max, in snapshot: Snapshot,
    _ body: (borrowing SweptDonor, Int) throws -> Void
  ) throws {
    var history = try snapshot.consentCursor()
    let (question, day) = (question, day)
    try snapshot.forEachPackedDonor(
      on: day, permitting: question.needed, codes: codes, withFacility: question.asksFacility
    ) { swept in
      guard let tumour = try question.judge(swept, on: day, in: snapshot).first else { return }
      try history.move(to: swept.code)
      switch try gate.answer(history, permitted: swept.states.permitted) {
      case .admitted: try body(swept, tumour)
      case .otherPurpose: return
      case .denied:
        throw RegistryError(
          .verificationFailed, "the consent on record and its derived state disagree",
          at: [.init("donor", DonorCode.text(swept.code))], why: "nothing was released",
          fix: "run doctor")
      }
    }
  }
}

extension Snapshot {
  /// A donor who stands in the tables.
  func wholeDonor(_ code: Int64) throws -> StoredDonor {
    guard let donor = try donor(code) else {
      throw StoreError.corrupt(detail: "a donor row is gone while it is read")
    }
    return donor
  }
}

/// The gate of a release over many donors: it asks the rule of each history that it has not met.
///
/// It reads the events, and who has died, where they are recorded, and nothing that was derived from
/// them. Donors with equal events have an equal answer; whoever has died, or whose parents signed, is
/// asked about alone.
struct RecordedGate {
  /// What the recorded events of a donor come to.
  enum Answer {
    case admitted
    /// What is permitted does not cover the purpose of the programme.
    case otherPurpose
    /// Some scope that is needed is not permitted.
    case denied
  }

  private var gate: ConsentGate
  private var purposeGate: PurposeGate?
  private var known = PatternMemo<Answer>()

  init(_ question: CohortQuestion, on day: CivilDay, forms: FormCatalogue) {
    gate = ConsentGate(needed: question.needed, on: day, forms: forms)
    purposeGate = PurposeGate(question.programme, forms: forms)
  }

  /// Asks the events of a donor.
  /// - Parameters:
  ///   - history: stands at the donor.
  ///   - permitted: what the donor permits by the fold of the events.
  /// - Returns: the answer.
  /// - Throws: `StoreError` for events that cannot have been written.
  mutating func answer(
    _ history: Snapshot.ConsentCursor, permitted: ScopeSet
  ) throws -> Answer {
    guard let pattern = history.pattern, !history.hasDied, !pattern.endsAtMajority
    else { return try ask(history, permitted) }
    if let answer = known.answer(pattern, permitted: permitted) { return answer }
    let answer = try ask(history, permitted)
    known.keep(answer, pattern, permitted: permitted)
    return answer
  }

  private mutating func ask(
    _ history: Snapshot.ConsentCursor, _ permitted: ScopeSet
  ) throws -> Answer {
    let (events, facts) = try history.read()
    guard gate.admits(events, facts) else { return .denied }
    let purpose = purposeGate?.verdict(permitted: permitted, events: events)
    return purpose ?? .eligible == .eligible ? .admitted : .otherPurpose
  }
}

extension Registry {
  /// The number of donors in a cohort today: selection and consent gate of a release, and nothing else
  /// of it.
  /// - Parameter selection: which donors are asked for.
  /// - Returns: how many there are.
  /// - Throws: ``RegistryError``.
  public func cohortSize(_ selection: CohortSelection) throws -> Int {
    try cohortCodes(selection, on: today).count
  }

  /// The codes of the donors of a cohort on a day, in their order.
  func cohortCodes(_ selection: CohortSelection, on day: CivilDay) throws -> [Int64] {
    try read(.releases) { snapshot in
      let question = try CohortQuestion(selection, registry: self, snapshot: snapshot)
      let forms = try formCatalogue(snapshot)
      func codes(of range: ClosedRange<Int64>, _ snapshot: Snapshot) throws -> [Int64] {
        var sweep = CohortSweep(question, on: day, forms: forms)
        var found: [Int64] = []
        try sweep.forEachMember(of: range, in: snapshot) { donor, _ in found.append(donor.code) }
        return found
      }
      var lower: [Int64] = []
      let parts = try inHalves(
        snapshot, at: try snapshot.head(),
        first: {
          lower += try codes(of: $0, $1)
          return lower
        }, second: codes)
      return parts.first + (parts.second ?? [])
    }
  }
}
