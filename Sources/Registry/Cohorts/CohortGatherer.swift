internal import Cohorts
internal import Dispatch
internal import Domain
internal import HashedIdentifiers
internal import RegistryCrypto
internal import Storage

/// Takes the donors of a range of codes into a cohort, each with a fresh pseudonym.
struct CohortGatherer {
  private var sweep: CohortSweep
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
    sweep = CohortSweep(question, on: day, forms: forms)
    maker = try PseudonymMaker(studyKey: studyKey)
  }

  /// Takes in the donors of a range who are eligible and permit it.
  /// - Parameters:
  ///   - codes: the range.
  ///   - snapshot: where they stand.
  /// - Throws: ``RegistryError`` where consent on record and its fold disagree, or `StoreError`.
  mutating func gather(_ codes: ClosedRange<Int64>, in snapshot: Snapshot) throws {
    var members = members
    self.members = Cohort()
    var keys = MemberKeys()
    try sweep.forEachMember(of: codes, in: snapshot) { [maker] swept, tumour in
      try members.append(
        swept, tumour: tumour, pseudonym: try Self.pseudonym(of: swept.code, by: maker), &keys,
        in: snapshot)
    }
    self.members = members
  }

  /// The pseudonym of a donor.
  /// - Parameters:
  ///   - donor: the donor's code.
  ///   - counter: one more where the pseudonym before it is taken.
  /// - Returns: the pseudonym, as a store keeps it.
  /// - Throws: `StoreError` for a code that is none.
  func pseudonym(of donor: Int64, counter: UInt32) throws -> Int64 {
    try Self.pseudonym(of: donor, by: maker, counter: counter)
  }

  private static func pseudonym(
    of donor: Int64, by maker: PseudonymMaker, counter: UInt32 = 0
  ) throws -> Int64 {
    guard let code = DonorCode(value: donor) else {
      throw StoreError.corrupt(detail: "a donor's code is not readable")
    }
    return try maker.pseudonym(of: code, counter: counter).value
  }
}

extension Cohort {
  /// Takes in a donor of a walk.
  /// - Parameters:
  ///   - swept: the donor.
  ///   - tumour: which of the donor's tumours the cohort is about.
  ///   - pseudonym: the donor's pseudonym.
  ///   - keys: memory that serves donor after donor.
  ///   - snapshot: where the donor stands.
  /// - Throws: `StoreError`.
  mutating func append(
    _ swept: borrowing SweptDonor, tumour: Int, pseudonym: Int64, _ keys: inout MemberKeys,
    in snapshot: Snapshot
  ) throws {
    let code = swept.code
    func member() throws -> CohortMember {
      let record = try snapshot.wholeDonor(code).record
      return CohortMember(
        donor: code, pseudonym: pseudonym, record: record, tumour: record.tumours[tumour])
    }
    guard swept.isPacked else { return append(try member()) }
    keys.take(swept.donor, tumour: tumour)
    try append(code, pseudonym: pseudonym, keys, member: member)
  }
}

extension Registry {
  /// The donors who are eligible and permit it, each with a fresh pseudonym.
  func members(
    of question: CohortQuestion, on day: CivilDay, _ change: Change
  ) throws -> Cohort {
    let key = try DataKey.random()
    var first = try CohortGatherer(question, on: day, forms: change.forms, studyKey: key)
    var second = try CohortGatherer(question, on: day, forms: change.forms, studyKey: key)
    let head = change.transaction.head
    let isBehind = change.transaction.ledgerSize != head.size
    let parts = try inHalves(
      change.snapshot, at: isBehind ? nil : head,
      first: { codes, snapshot in
        try first.gather(codes, in: snapshot)
        return first.members
      },
      second: { codes, snapshot in
        try second.gather(codes, in: snapshot)
        return second.members
      })
    var members = parts.first
    if let others = parts.second { members.append(others) }
    return try named(members, by: first)
  }

  /// Gives another pseudonym to whoever has one that is taken.
  private func named(_ members: Cohort, by gatherer: CohortGatherer) throws -> Cohort {
    var pseudonyms = members.pseudonyms
    guard Repetition.isIn(pseudonyms) else { return members }
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
