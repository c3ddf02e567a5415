internal import Cohorts
internal import Dispatch
internal import Domain
internal import HashedIdentifiers
internal import RegistryCrypto
internal import ResearchRouting
internal import Storage

/// Selects donors of a range of codes and asks the consent of each: of its fold over time first, and
/// of the recorded events themselves before anyone is taken in.
struct CohortGatherer {
  private let question: CohortQuestion
  private let day: CivilDay
  private var gate: ConsentGate
  private var purposeGate: PurposeGate?
  private let maker: PseudonymMaker
  private(set) var members = Cohort()

  /// Prepares the questions.
  /// - Parameters:
  ///   - question: who is wanted.
  ///   - day: the day of the release.
  ///   - forms: every published form.
  ///   - studyKey: the random key of the release's pseudonyms.
  /// - Throws: `CryptoError`.
  init(
    _ question: CohortQuestion, on day: CivilDay, forms: FormCatalogue,
    studyKey: borrowing DataKey
  ) throws {
    self.question = question
    self.day = day
    gate = ConsentGate(needed: question.needed, on: day, forms: forms)
    purposeGate = PurposeGate(question.programme, forms: forms)
    maker = try PseudonymMaker(studyKey: studyKey)
  }

  /// Takes in the donors of a range who are eligible and permit it.
  /// - Parameters:
  ///   - codes: the range.
  ///   - snapshot: where they stand.
  /// - Throws: ``RegistryError`` where consent on record and its fold disagree, or `StoreError`.
  mutating func gather(_ codes: ClosedRange<Int64>, in snapshot: Snapshot) throws {
    let history = try snapshot.consentCursor()
    try snapshot.forEachDonor(on: day, permitting: question.needed, codes: codes) { donor, states in
      let (verdict, tumours) = question.judge(donor, on: day)
      guard verdict == .eligible, let index = tumours.first else { return }
      let events = try history.take(donor.code)
      guard gate.admits(events, donor.consentFacts) else {
        throw RegistryError(
          .verificationFailed, "the consent on record and its derived state disagree",
          at: [.init("donor", DonorCode.text(donor.code))], why: "nothing was released",
          fix: "run doctor")
      }
      let purpose = purposeGate?.verdict(permitted: states.permitted, events: events)
      guard purpose ?? .eligible == .eligible else { return }
      members.append(
        CohortMember(
          donor: donor.code, pseudonym: try pseudonym(of: donor.code),
          record: donor.record, tumour: donor.record.tumours[index]))
    }
  }

  /// The pseudonym of a donor.
  /// - Parameters:
  ///   - donor: the donor's code.
  ///   - counter: one more where the pseudonym before it is taken.
  /// - Returns: the pseudonym, as a store keeps it.
  /// - Throws: `StoreError` for a code that is none.
  func pseudonym(of donor: Int64, counter: UInt32 = 0) throws -> Int64 {
    guard let code = DonorCode(value: donor) else {
      throw StoreError.corrupt(detail: "a donor's code is not readable")
    }
    return try maker.pseudonym(of: code, counter: counter).value
  }
}

extension Registry {
  /// The donors who are eligible and permit it, each with a fresh pseudonym.
  ///
  /// Half of the codes are read on a connection of their own, which sees what the transaction sees as
  /// long as nothing has been appended; otherwise the transaction reads all of them itself.
  func members(
    of question: CohortQuestion, on day: CivilDay, _ change: Change
  ) throws -> Cohort {
    let key = try DataKey.random()
    var first = try CohortGatherer(question, on: day, forms: change.forms, studyKey: key)
    let other = try CohortGatherer(question, on: day, forms: change.forms, studyKey: key)
    let head = change.transaction.head
    guard change.transaction.ledgerSize == head.size else {
      try first.gather(Int64.min...Int64.max, in: change.snapshot)
      return try named(first.members, by: first)
    }
    let half = SecondHalf(other, store: store)
    half.begin(Self.upperCodes, head)
    let firstHalf = Result { try first.gather(Self.lowerCodes, in: change.snapshot) }
    let second = half.wait()
    try firstHalf.get()
    if let second = try second.get() {
      var members = first.members
      members.append(second)
      return try named(members, by: first)
    }
    try first.gather(Self.upperCodes, in: change.snapshot)
    return try named(first.members, by: first)
  }

  /// Codes are sixty random bits, so that half of the donors lie on each side of the middle.
  private static let lowerCodes = Int64.min...(1 << 59 - 1)
  private static let upperCodes = (Int64(1) << 59)...Int64.max

  /// Gives another pseudonym to whoever has one that is taken.
  private func named(_ members: Cohort, by gatherer: CohortGatherer) throws -> Cohort {
    var pseudonyms = members.pseudonyms
    let sorted = pseudonyms.sorted()
    guard zip(sorted, sorted.dropFirst()).contains(where: { $0 == $1 }) else { return members }
    var taken: Set<Int64> = []
    for (place, donor) in members.donors.enumerated() {
      var counter: UInt32 = 0
      while !taken.insert(pseudonyms[place]).inserted {
        counter += 1
        pseudonyms[place] = try gatherer.pseudonym(of: donor, counter: counter)
      }
    }
    var renamed = members
    renamed.name(pseudonyms)
    return renamed
  }
}

/// The half of the donors that another thread gathers.
private final class SecondHalf: @unchecked Sendable {  // one thread at a time, by the signal
  // The gatherer and the result belong to the thread from its beginning to the signal of its end, and
  // to the caller afterwards.
  private var gatherer: CohortGatherer
  private let store: RegistryStore
  private let done = DispatchSemaphore(value: 0)
  private var result: Result<Cohort?, any Error> = .success(nil)

  init(_ gatherer: CohortGatherer, store: RegistryStore) {
    self.gatherer = gatherer
    self.store = store
  }

  func begin(_ codes: ClosedRange<Int64>, _ head: LedgerHead) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      result = Result {
        try store.readBeside(head) { snapshot in
          try gatherer.gather(codes, in: snapshot)
          return gatherer.members
        }
      }
      done.signal()
    }
  }

  func wait() -> Result<Cohort?, any Error> {
    done.wait()
    return result
  }
}
