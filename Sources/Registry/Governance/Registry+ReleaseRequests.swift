public import Domain
internal import Cohorts
internal import Interchange
internal import Ledger
internal import Storage

/// Where a request for a release stands.
public enum RequestState: String, CaseIterable, Sendable {
  /// Nobody has decided.
  case waiting
  /// A second person approved it.
  case approved
  /// A second person rejected it.
  case rejected
  /// Its release was made.
  case released
}

/// A request for a release as `release requests` prints it.
public struct RequestLine: Sendable {
  /// Id of the request.
  public var id: String
  /// Where it stands.
  public var state: RequestState
  /// Who asked.
  public var requester: String
  /// When.
  public var requestedAt: Instant
  /// Who would receive it.
  public var recipient: String
  /// For which programme or expression.
  public var purpose: String
  /// What it has to fulfil.
  public var terms: String
  /// Donors selected.
  public var donors: Int
  /// Hash of their codes.
  public var donorHash: String
  /// Ledger size that they were read from.
  public var ledgerSize: UInt64
  /// Who decided.
  public var decider: String?
  /// The release that was made of it.
  public var release: String?

  init(_ stored: StoredDemand) {
    id = stored.demand.id
    requester = stored.demand.requester
    requestedAt = stored.requestedAt
    recipient = stored.demand.recipient
    purpose = stored.demand.purpose
    terms = stored.demand.terms
    donors = stored.demand.donors
    donorHash = stored.demand.donorHash.description
    ledgerSize = stored.demand.ledgerSize
    decider = stored.decision?.decider
    release = stored.release
    switch (stored.decision?.isApproved, stored.release) {
    case (_, .some): state = .released
    case (true?, nil): state = .approved
    case (false?, nil): state = .rejected
    case (nil, nil): state = .waiting
    }
  }
}

extension Registry {
  /// Asks for a release that a second person has to approve; refused where it could not be made.
  /// - Parameters:
  ///   - request: which donors, for whom, under which terms.
  ///   - change: operation id and whether to roll back.
  /// - Returns: the request.
  /// - Throws: ``RegistryError``.
  public func requestRelease(
    _ request: CohortPreviewRequest, _ change: ChangeRequest
  ) throws -> RequestLine {
    var export = CohortExportRequest(
      selection: request.selection, recipient: request.recipient ?? "", out: "", k: request.k,
      suppression: request.suppression,
      formats: try ReleaseFiles.formats(named: request.formats).map(\.rawValue))
    export.conditions = request.conditions
    let day = today
    try refuse(export, on: day)
    return try commit(change, repeated: repeatedRequest("release_requested")) { change in
      let question = try CohortQuestion(
        export.selection, registry: self, snapshot: change.snapshot)
      try refuseUnknown(recipient: export.recipient, in: change.snapshot)
      let policy = try releasePolicy(export, for: question, in: change.snapshot)
      let size = change.transaction.ledgerSize
      let members = try members(of: question, on: day, change)
      do {
        _ = try ProtectedCohort(
          members, recipient: export.recipient, policy: policy, in: change.snapshot)
      } catch let refusal as CohortRefusal {
        throw RegistryError(
          .privacyRefused, refusal.description, why: "nothing was asked for",
          fix: "wait for more donors, or ask for a wider cohort")
      }
      let id = change.operation.description
      try change.append(
        .releaseRequested(
          ReleaseDemand(
            id: id, requester: change.actor, recipient: export.recipient,
            purpose: question.purpose,
            terms: FourEyes.terms(export.conditions, policy, formats: export.formats),
            donors: members.count, donorHash: try FourEyes.hash(of: members.donors),
            ledgerSize: size)))
      return RequestLine(try demand(id, in: change.snapshot))
    }
  }

  /// Approves or rejects a request; nobody decides about a request of their own.
  ///
  /// An approval is refused where the donors selected now are not those of the request.
  /// - Parameters:
  ///   - id: id of the request.
  ///   - approved: whether the release may be made.
  ///   - request: operation id, reason, and whether to roll back.
  /// - Returns: the request.
  /// - Throws: ``RegistryError``.
  public func decideRelease(
    _ id: String, approved: Bool, _ request: ChangeRequest
  ) throws -> RequestLine {
    let day = today
    return try commit(request, repeated: repeatedRequest("release_decided")) { change in
      let stored = try demand(id, in: change.snapshot)
      guard stored.decision == nil else {
        throw RegistryError(
          .approvalRefused, "the request was decided already", at: [.init("request", id)],
          fix: "see: tissuectl release requests")
      }
      guard !approved || FourEyes.isSecond(change.actor, beside: stored.demand.requester) else {
        throw RegistryError(
          .approvalRefused, "nobody approves a request of their own",
          at: [.init("request", id), .init("actor", change.actor)],
          fix: "let a second person approve it")
      }
      let size = change.transaction.ledgerSize
      if approved {
        let question = try CohortQuestion(
          try selection(for: stored.demand.purpose, in: change.snapshot), registry: self,
          snapshot: change.snapshot)
        try refuseVoid(
          stored.demand, of: try members(of: question, on: day, change), in: change.snapshot)
      }
      try change.append(
        .releaseDecided(
          DemandDecision(
            request: id, isApproved: approved, decider: change.actor,
            donorHash: stored.demand.donorHash, ledgerSize: size, reason: request.reason)))
      return RequestLine(try demand(id, in: change.snapshot))
    }
  }

  /// Every request for a release, oldest first.
  /// - Returns: the requests.
  /// - Throws: ``RegistryError``.
  public func releaseRequests() throws -> [RequestLine] {
    try read(.releases) { try $0.demands().map { RequestLine($0) } }
  }

  /// The selection that a purpose names: a programme where one has that id, else an expression.
  private func selection(for purpose: String, in snapshot: Snapshot) throws -> CohortSelection {
    let isProgramme = try snapshot.programmes().contains { $0.document.id == purpose }
    return isProgramme
      ? CohortSelection(programme: purpose) : CohortSelection(expression: purpose)
  }

  private func repeatedRequest(
    _ kind: String
  ) -> (StoredEvent, Snapshot) throws -> RequestLine? {
    { [self] first, snapshot in
      let id: String
      switch try keys.open(first, in: snapshot) {
      case .releaseRequested(let demand) where kind == first.kind: id = demand.id
      case .releaseDecided(let decision) where kind == first.kind: id = decision.request
      default: return nil
      }
      return RequestLine(try demand(id, in: snapshot))
    }
  }
}
