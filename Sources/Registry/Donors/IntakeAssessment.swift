internal import Domain
internal import HashedIdentifiers
internal import Storage

/// A registration that was checked: tokens, what is kept in the clear, and what a new donor needs.
struct AssessedIntake: Sendable {
  var tokens: AskedTokens
  var record: DonorRecord
  /// Plans that the report gives up.
  var struckPlans: [PlannedProcedure]
  var newcomer: Newcomer
  /// What is compared of the person, where candidates are to be graded.
  var comparison: ComparedPerson?
}

/// What is compared of one person; apart, because it is large and few intakes need it.
final class ComparedPerson: Sendable {
  let record: ComparisonRecord

  init(_ identifiers: PersonIdentifiers) { record = ComparisonRecord(identifiers) }
}

/// Code, data key and sealed identifiers of a person, thrown away where the person is known already.
final class Newcomer: Sendable {
  let code: DonorCode
  let key: DataKey
  let wrappedKey: [UInt8]
  let sealedIdentity: [UInt8]

  init(_ identifiers: PersonIdentifiers?, sealedBy keys: IntakeKeys) throws {
    var generator = keys.random
    code = DonorCode.random(using: &generator)
    key = try keys.wrapper.makeKey()
    wrappedKey = try keys.wrapper.wrap(key, for: code)
    if let identifiers {
      sealedIdentity = try keys.vault.seal(identifiers, donor: code, key: key)
    } else {
      sealedIdentity = []
    }
  }
}

/// Checks intakes and derives what is kept of them; belongs to one thread.
final class IntakeAssessor {
  private let keys: IntakeKeys
  private let mode: IdentityMode
  private let today: CivilDay
  private let isGraded: Bool

  init(_ keys: IntakeKeys, mode: IdentityMode, today: CivilDay, isGraded: Bool) {
    self.keys = keys
    self.mode = mode
    self.today = today
    self.isGraded = isGraded && mode == .vault
  }

  /// Checks an intake and derives what will be kept of it.
  /// - Throws: `FieldProblem` or `IdentifierError`, by field.
  func assess(_ intake: DonorIntake) throws -> AssessedIntake {
    let identifiers = try PersonIdentifiers(intake.identifiers, today: today)
    let birth = identifiers.birthDate
    for (index, diagnosis) in intake.diagnoses.enumerated() {
      try check(diagnosis.diagnosedOn, "diagnoses[\(index)].diagnosed_on", birth)
    }
    try check(intake.interest.expressedOn, "interest.expressed_on", birth)
    try check(intake.diedOn, "died_on", birth)
    for (index, procedure) in intake.procedures.enumerated() {
      if let birth, procedure.plannedOn < birth {
        throw FieldProblem(
          field: "procedures[\(index)].planned_on",
          problem: "\(procedure.plannedOn) lies before the birth of the donor",
          fix: "check this date and the birth date")
      }
    }
    let sex = try intake.identifiers.sex.map { text throws(FieldProblem) in
      try Sex.parse(text, field: "identifiers.sex")
    }
    var record = DonorRecord(
      interest: intake.interest, sex: sex ?? .unknown, facility: identifiers.facility,
      birthYear: birth?.year ?? intake.birthYear, country: intake.residence.country?.uppercased(),
      postcode3: Self.region(of: intake.residence.postcode ?? intake.identifiers.postcode),
      vitalStatus: intake.diedOn == nil ? intake.vitalStatus : .dead, diedOn: intake.diedOn,
      noContact: intake.noContact, tissue: intake.tissue,
      procedures: [].replanned(intake.procedures.filter { !intake.struckPlans.contains($0) }))
    record.tumours = intake.diagnoses.map { diagnosis in
      TumourRecord(
        diagnosis: diagnosis,
        age: birth.flatMap { birth in diagnosis.diagnosedOn.map { birth.wholeYears(until: $0) } })
    }
    if let birth, birth.reaching(age: 18) > today {
      record.majorityDay = birth.reaching(age: 18)
    }
    let tokens = try keys.tokens.tokens(
      of: identifiers, kinds: mode == .hashOnly ? .strong : isGraded ? .narrow : .essential)
    return AssessedIntake(
      tokens: tokens, record: record, struckPlans: intake.struckPlans,
      newcomer: try Newcomer(mode == .vault ? identifiers : nil, sealedBy: keys),
      comparison: isGraded ? ComparedPerson(identifiers) : nil)
  }

  private func check(
    _ day: CivilDay?, _ field: @autoclosure () -> String, _ birth: CivilDay?
  ) throws(FieldProblem) {
    guard let day else { return }
    if day > today {
      throw FieldProblem(
        field: field(), problem: "\(day) lies in the future", fix: "write a day up to \(today)")
    }
    if let birth, day < birth {
      throw FieldProblem(
        field: field(), problem: "\(day) lies before the birth of the donor",
        fix: "check this date and the birth date")
    }
  }

  /// The first three letters or digits of a postcode, upper case; nil for fewer.
  static func region(of postcode: String?) -> String? {
    guard let postcode else { return nil }
    var kept: [UInt8] = []
    for byte in postcode.utf8 where kept.count < 3 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        kept.append(byte)
      case UInt8(ascii: "a")...UInt8(ascii: "z"): kept.append(byte - 32)
      default: break
      }
    }
    return kept.count == 3 ? String(decoding: kept, as: UTF8.self) : nil
  }
}

extension Registry {
  /// A new assessor for the calling thread.
  /// - Parameter isGraded: whether candidates are to be graded at once.
  /// - Returns: the assessor.
  /// - Throws: `KeyRingError` or `CryptoError`.
  func intakeAssessor(isGraded: Bool) throws -> IntakeAssessor {
    IntakeAssessor(
      try keys.forIntake(), mode: identityMode, today: today, isGraded: isGraded)
  }
}

extension DonorTokens.Strong {
  init(_ token: StrongToken) {
    self.init(high: Int64(bitPattern: token.high), low: Int64(bitPattern: token.low))
  }
}

extension DonorTokens {
  /// Strong identifiers under their own unique index, the exact person composite among the shared
  /// ones.
  init(_ set: TokenSet) {
    self.init()
    for token in set.strong {
      if token.kind == .person {
        composite.append(
          Composite(kind: token.kind.rawValue, value: Int64(bitPattern: token.high)))
      } else {
        strong.append(Strong(token))
      }
    }
    for token in set.composite {
      composite.append(Composite(kind: token.kind.rawValue, value: token.value))
    }
  }
}
