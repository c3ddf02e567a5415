internal import Cohorts
internal import Config
internal import Domain
internal import RegistryCrypto
internal import Storage

/// What makes two people two: the one place that says so.
enum FourEyes {
  static func isSecond(_ decider: String, beside requester: String) -> Bool {
    !decider.isEmpty && Recipient.key(decider) != Recipient.key(requester)
  }

  /// The hash by which a request, its approval and the release name the same donors: SHA-256 over
  /// their codes in ascending order, eight bytes each.
  static func hash(of donors: [Int64]) throws -> DocumentHash {
    let bytes = donors.sorted().flatMap { donor in
      (0..<8).map { UInt8(truncatingIfNeeded: donor >> (56 - 8 * $0)) }
    }
    guard let hash = DocumentHash(bytes: try sha256(bytes).bytes) else {
      throw RegistryError(.internalError, "a hash has 32 bytes")
    }
    return hash
  }

  /// Everything that a release is asked to fulfil, in one line.
  static func terms(
    _ conditions: ReleaseConditions, _ policy: ReleasePolicy, formats: [String]
  ) -> String {
    var parts = ["k=\(policy.k)", "l=\(policy.l)", "suppression=\(policy.suppressionLimit)"]
    parts.append("recoding=\(policy.recoding.rawValue)")
    if let t = policy.t { parts.append("t=\(t)") }
    if let risk = policy.averageRisk { parts.append("average_risk=\(risk)") }
    // The table alone is what a request that names no format means.
    if !formats.isEmpty {
      parts.append("as=" + (["csv"] + Set(formats).sorted()).joined(separator: ","))
    }
    if let agreement = conditions.agreement { parts.append("agreement=\(agreement)") }
    if let until = conditions.until { parts.append("until=\(until)") }
    return parts.joined(separator: " ")
  }
}

extension Registry {
  /// Who has to approve a release before it is sealed; nil where the policy asks for nobody.
  func neededApproval(in snapshot: Snapshot) throws -> CohortPreview.Approval? {
    guard try exportPolicy(in: snapshot).fourEyes else { return nil }
    let operators = try snapshot.operators()
    guard !operators.isEmpty else {
      return CohortPreview.Approval(
        operators: [], words: "anybody but the one who asks for it")
    }
    let may = operators.filter {
      $0.revokedSequence == nil && $0.roles.contains(OperatorRoles([.approver]))
    }.map(\.name)
    return CohortPreview.Approval(
      operators: may,
      words: may.isEmpty
        ? "an operator with the role approver, and none is enrolled"
        : "an operator with the role approver who did not ask for it: "
          + may.joined(separator: ", "))
  }

  /// Holds a release against its approval, where it names one or the policy asks for one.
  func requireApproval(
    of members: Cohort, request: CohortExportRequest, policy: ReleasePolicy,
    _ question: CohortQuestion, _ change: Change
  ) throws {
    guard let id = request.conditions.approval else {
      guard try exportPolicy(in: change.snapshot).fourEyes else { return }
      throw RegistryError(
        .approvalRefused, "the policy wants a second person to approve a release",
        why: "nothing was released",
        fix: "ask with: tissuectl release request; a second person then runs: "
          + "tissuectl release approve ID; then name it with --approval ID")
    }
    let stored = try demand(id, in: change.snapshot)
    func refused(_ message: String, fix: String) -> RegistryError {
      RegistryError(
        .approvalRefused, message, at: [.init("request", id)], why: "nothing was released",
        fix: fix)
    }
    guard let decision = stored.decision else {
      throw refused("nobody has approved the request", fix: "tissuectl release approve \(id)")
    }
    guard decision.isApproved else {
      throw refused("the request was rejected", fix: "make a new one: tissuectl release request")
    }
    if let release = stored.release {
      throw refused(
        "the request was used for release \(release)",
        fix: "make a new one: tissuectl release request")
    }
    let demand = stored.demand
    guard demand.purpose == question.purpose,
      Recipient.key(demand.recipient) == Recipient.key(request.recipient),
      demand.terms == FourEyes.terms(request.conditions, policy, formats: request.formats)
    else {
      throw refused(
        "what was approved is another release: \(demand.purpose) for \(demand.recipient), "
          + demand.terms, fix: "ask for exactly that, or make a new request")
    }
    try refuseVoid(demand, of: members, in: change.snapshot)
  }

  /// Refuses a request whose donors are no longer those it was made for, or of whom one said no since.
  func refuseVoid(_ demand: ReleaseDemand, of members: Cohort, in snapshot: Snapshot) throws {
    let denying = try snapshot.donors(denyingAfter: demand.ledgerSize)
    let touched = members.donors.filter { denying.contains($0) }.count
    let isSame = try FourEyes.hash(of: members.donors) == demand.donorHash
    if isSame && touched == 0 { return }
    let words =
      isSame
      ? "\(touched) of its donors took something back since"
      : "\(demand.donors) donors were selected then and \(members.count) are now, not the same ones"
    throw RegistryError(
      .approvalRefused, "the request is void: \(words)", at: [.init("request", demand.id)],
      why: "an approval holds for the donors whom it was given for",
      fix: "make a new one: tissuectl release request")
  }

  /// The request that an id names.
  func demand(_ id: String, in snapshot: Snapshot) throws -> StoredDemand {
    guard let found = try snapshot.demands().first(where: { $0.demand.id == id }) else {
      throw RegistryError(
        .notFound, "no request has this id", fix: "see: tissuectl release requests")
    }
    return found
  }
}
