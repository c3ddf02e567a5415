package import Domain
internal import HashedIdentifiers
internal import Storage

/// Who a person is: a known donor, or a new one who may be one of several.
struct DecidedIdentity {
  /// The known donor.
  var known: Int64?
  /// Donors who may be the new one, the likeliest first.
  var proposals: [(Int64, Registration.Candidate)] = []
  /// What was odd about the search.
  var warnings: [FieldProblem] = []

  var status: Registration.Status {
    known != nil ? .known : proposals.isEmpty ? .registered : .possibleDuplicate
  }
}

extension Registry {
  /// Looks a person up and decides, by numbers first and by graded agreement where they say nothing.
  func identity(
    of assessed: AssessedIntake, _ resolver: IdentityResolver, _ snapshot: Snapshot
  ) throws -> DecidedIdentity {
    var identity = DecidedIdentity()
    let resolution = try resolver.resolve(assessed.tokens, assessed.record)
    if case .known(let donor) = resolution {
      identity.known = donor
      return identity
    }
    var exact: [StoredDonor] = []
    if case .possible(let candidates) = resolution { exact = candidates }
    guard let compared = assessed.comparison else {
      identity.proposals = exact.map { ($0.code, assessed.record.agreement(with: $0)) }
      return identity
    }
    let check = try DuplicateCheck(snapshot, resolver.lookup, keys)
    let proposed = try check.candidates(sharing: assessed.tokens.composite)
    identity.proposals = try check.graded(
      compared.record, among: proposed, keeping: Set(exact.map(\.code)))
    identity.warnings = proposed.warnings
    return identity
  }

  /// The look-up and decision of registrations alone, for measurements: nothing is sealed or stored.
  /// - Parameters:
  ///   - intakes: the persons, who are checked as input before the measurement begins.
  ///   - measure: receives the check of each.
  /// - Throws: ``RegistryError``, or what `measure` throws.
  package func checkDuplicates(
    of intakes: [DonorIntake], _ measure: (() throws -> Registration.Status) throws -> Void
  ) throws {
    try read(.identities) { snapshot in
      let assessor = try intakeAssessor(isGraded: true)
      for intake in intakes {
        let assessed = try assessor.assess(intake)
        try measure {
          try identity(of: assessed, try IdentityResolver(snapshot), snapshot).status
        }
      }
    }
  }
}
