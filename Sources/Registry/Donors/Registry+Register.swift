public import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Storage

extension Registry {
  /// Registers a person, or recognises one who is registered.
  /// - Parameters:
  ///   - intake: identifiers, tumours, tissue and interest.
  ///   - change: operation id and whether to roll back.
  /// - Returns: the donor's code and what the registry made of the person.
  /// - Throws: ``RegistryError``.
  public func register(_ intake: DonorIntake, _ change: ChangeRequest) throws -> Registration {
    try commit(change, repeated: Self.repeatedRegistration) { change in
      let assessed = try intakeAssessor(isGraded: true).assess(intake)
      let resolver = try IdentityResolver(change.snapshot)
      return try take(assessed, resolver, change)
    }
  }

  /// Registers the person that one JSON object describes.
  /// - Parameters:
  ///   - json: the object.
  ///   - name: name of the input for messages.
  ///   - change: operation id and whether to roll back.
  /// - Returns: the donor's code and what the registry made of the person.
  /// - Throws: ``RegistryError``.
  public func register(
    json: [UInt8], name: String, _ change: ChangeRequest
  ) throws -> Registration {
    let row = try Self.mapping {
      var options = IntakeOptions(today: today)
      options.specimenReference = try specimenReferences()
      var reader = JSONIntakeReader(source: ByteSources.memory(json), options: options)
      do { return try reader.next() } catch { throw Self.malformed(error, file: name) }
    }
    guard let row else {
      throw RegistryError(
        .inputMalformed, "the input is empty", at: [.init("file", name)],
        fix: "give one JSON object, as described under `donor register --help`")
    }
    switch row.result {
    case .success(let intake):
      var registration = try register(intake, change)
      registration.warnings += row.warnings
      return registration
    case .failure(let rejected):
      throw Self.rejection(rejected.problems, file: name, line: row.line)
    }
  }

  private static func repeatedRegistration(
    _ first: StoredEvent, _ snapshot: Snapshot
  ) throws -> Registration? {
    guard ["donor_registered", "donor_extended"].contains(first.kind), let donor = first.subject
    else { return nil }
    return Registration(
      donor: DonorCode.text(try snapshot.survivor(of: donor)),
      status: first.kind == "donor_registered" ? .registered : .known, duplicates: [],
      warnings: [])
  }

  /// Stores what was assessed: a new donor, or what a known one did not have.
  func take(
    _ assessed: AssessedIntake, _ resolver: IdentityResolver, _ change: Change
  ) throws -> Registration {
    let identity = try identity(of: assessed, resolver, change.snapshot)
    if let donor = identity.known {
      try extend(donor, with: assessed, resolver.lookup, change)
      return Registration(
        donor: DonorCode.text(donor), status: .known, duplicates: [], warnings: [])
    }
    let code = try insert(assessed, change)
    if !identity.proposals.isEmpty { try suspect(code, identity.proposals, change) }
    return Registration(
      donor: code.description, status: identity.status,
      duplicates: identity.proposals.map(\.1), warnings: identity.warnings,
      comparison: assessed.comparison == nil ? .exact : .graded)
  }

  private func insert(_ assessed: AssessedIntake, _ change: Change) throws -> DonorCode {
    let newcomer = assessed.newcomer
    try change.transaction.keep(
      dataKey: newcomer.wrappedKey, keyID: keys.keyID, of: newcomer.code.value)
    try change.append(
      .donorRegistered(
        assessed.record, assessed.tokens.stored, sealedIdentity: newcomer.sealedIdentity),
      about: newcomer.code, key: newcomer.key)
    return newcomer.code
  }

  /// Adds to a known donor what the report brings and the registry does not have.
  private func extend(
    _ donor: Int64, with assessed: AssessedIntake, _ lookup: Snapshot.TokenLookup, _ change: Change
  ) throws {
    guard let code = DonorCode(value: donor), let stored = try change.snapshot.donor(donor) else {
      throw StoreError.corrupt(detail: "a token names a donor who is not there")
    }
    try strike(assessed.struckPlans, of: donor, change)
    let additions = stored.record.additions(
      from: assessed.record, own: try change.snapshot.ownRecord(of: donor))
    let fresh = try assessed.tokens.unknown(
      strong: { try lookup.donor(strong: $0) != nil },
      composite: { token in
        guard token.isExact else { return try lookup.hasToken(donor, token) }
        return try lookup.donors(composite: token).contains {
          try change.snapshot.survivor(of: $0) == donor
        }
      })
    guard !additions.isEmpty || fresh != DonorTokens() else { return }
    let key = try keys.dataKey(of: code, in: change.snapshot)
    try change.append(.donorExtended(additions, fresh), about: code, key: key)
  }
}

extension DonorRecord {
  /// What another report has and this record does not.
  func additions(from other: DonorRecord) -> DonorAdditions {
    var additions = DonorAdditions(
      tissue: other.tissue.filter { !tissue.contains($0) },
      noContact: other.noContact && !noContact,
      procedures: procedures.replanned(other.procedures) == procedures ? [] : other.procedures)
    if other.vitalStatus == .dead, vitalStatus == .alive || (diedOn == nil && other.diedOn != nil) {
      additions.vitalStatus = .dead
      additions.diedOn = other.diedOn
    }
    for tumour in other.tumours {
      let isSame = { (known: TumourRecord) in known.isSameTumour(as: tumour) }
      if additions.tumours.contains(where: isSame) { continue }
      guard let index = tumours.firstIndex(where: isSame) else {
        additions.tumours.append(tumour)
        continue
      }
      let known = tumours[index].diagnosis.biomarkers
      additions.findings += tumour.diagnosis.biomarkers.filter { !known.contains($0) }
        .map { DonorAdditions.Finding(tumour: index, finding: $0) }
      let staging = tumour.diagnosis.staging
      if tumours[index].isNews(staging) {
        additions.stagings.append(.init(tumour: index, staging: staging))
      }
    }
    return additions
  }

  /// How far a candidate agrees: the share of compared fields, and their names.
  func agreement(with candidate: StoredDonor) -> Registration.Candidate {
    var agreed = ["family", "given", "birth_date"]
    var compared = agreed.count
    if sex != .unknown, candidate.record.sex != .unknown {
      compared += 1
      if sex == candidate.record.sex { agreed.append("sex") }
    }
    if let region = postcode3, let other = candidate.record.postcode3 {
      compared += 1
      if region == other { agreed.append("postcode") }
    }
    return Registration.Candidate(
      donor: DonorCode.text(candidate.code), score: Double(agreed.count) / Double(compared),
      agreed: agreed)
  }
}
