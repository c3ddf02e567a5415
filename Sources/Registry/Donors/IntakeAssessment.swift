internal import Domain
internal import HashedIdentifiers
internal import Storage

/// A registration that was checked: identifiers, tokens, and what is kept in the clear.
struct AssessedIntake: Sendable {
  var identifiers: PersonIdentifiers
  var tokens: DonorTokens
  var record: DonorRecord
}

extension Registry {
  /// Checks an intake and derives what will be kept of it.
  /// - Throws: `FieldProblem` or `IdentifierError`, by field.
  func assess(
    _ intake: DonorIntake, today: CivilDay, into tokenSet: inout TokenSet
  ) throws -> AssessedIntake {
    let identifiers = try PersonIdentifiers(intake.identifiers, today: today)
    let birth = identifiers.birthDate
    for (index, diagnosis) in intake.diagnoses.enumerated() {
      try check(diagnosis.diagnosedOn, "diagnoses[\(index)].diagnosed_on", birth, today)
    }
    try check(intake.interest.expressedOn, "interest.expressed_on", birth, today)
    try check(intake.diedOn, "died_on", birth, today)
    let sex = try intake.identifiers.sex.map { text throws(FieldProblem) in
      try Sex.parse(text, field: "identifiers.sex")
    }
    var record = DonorRecord(
      interest: intake.interest, sex: sex ?? .unknown, facility: identifiers.facility,
      birthYear: birth?.year ?? intake.birthYear, country: intake.residence.country?.uppercased(),
      postcode3: Self.region(of: intake.residence.postcode ?? intake.identifiers.postcode),
      vitalStatus: intake.diedOn == nil ? intake.vitalStatus : .dead, diedOn: intake.diedOn,
      noContact: intake.noContact, tissue: intake.tissue)
    record.tumours = intake.diagnoses.map { diagnosis in
      TumourRecord(
        diagnosis: diagnosis,
        age: birth.flatMap { birth in diagnosis.diagnosedOn.map { birth.wholeYears(until: $0) } })
    }
    if let birth, birth.adding(months: 18 * 12) > today {
      record.majorityDay = birth.adding(months: 18 * 12)
    }
    tokenSet.strong.removeAll(keepingCapacity: true)
    tokenSet.composite.removeAll(keepingCapacity: true)
    try keys.tokenMaker.appendTokens(of: identifiers, kinds: .strong, to: &tokenSet)
    return AssessedIntake(
      identifiers: identifiers, tokens: DonorTokens(tokenSet), record: record)
  }

  private func check(
    _ day: CivilDay?, _ field: String, _ birth: CivilDay?, _ today: CivilDay
  ) throws(FieldProblem) {
    guard let day else { return }
    if day > today {
      throw FieldProblem(
        field: field, problem: "\(day) lies in the future", fix: "write a day up to \(today)")
    }
    if let birth, day < birth {
      throw FieldProblem(
        field: field, problem: "\(day) lies before the birth of the donor",
        fix: "check this date and the birth date")
    }
  }

  /// The first three letters or digits of a postcode, upper case; nil for fewer.
  static func region(of postcode: String?) -> String? {
    guard let postcode else { return nil }
    let kept = postcode.uppercased().unicodeScalars.filter {
      ("A"..."Z").contains($0) || ("0"..."9").contains($0)
    }
    guard kept.count >= 3 else { return nil }
    return String(String.UnicodeScalarView(kept.prefix(3)))
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
        strong.append(token.bytes)
      }
    }
  }
}
