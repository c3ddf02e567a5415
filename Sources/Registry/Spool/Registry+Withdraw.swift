internal import Domain
internal import HashedIdentifiers
internal import Ledger
internal import RegistryCrypto

/// What became of a withdrawal.
public enum WithdrawalOutcome: Sendable {
  /// It is in the ledger.
  case recorded(ConsentOutcome)
  /// It waits in the spool, and nothing leaves the registry before it is in the ledger.
  case spooled(SpoolEntry)
}

extension Registry {
  /// Records a withdrawal, or keeps it in the spool where the database cannot take it: busy for
  /// longer than the waiting time, damaged, on a full disk or not writable.
  ///
  /// A withdrawal has to be as easy as a grant, so that the state of the machine must not refuse it.
  /// - Parameters:
  ///   - request: the withdrawal.
  ///   - change: operation id, reason and whether to roll back.
  ///   - folder: the registry folder.
  ///   - context: clock and actor.
  /// - Returns: whether it was recorded or spooled.
  /// - Throws: ``RegistryError`` where a rule refuses it, or neither database nor spool can take it.
  public static func withdraw(
    _ request: ConsentRequest, _ change: ChangeRequest, at folder: String,
    context: RegistryContext
  ) throws -> WithdrawalOutcome {
    try mapping {
      var (request, change) = (request, change)
      if case .file(let path) = request.evidence {
        request.evidence = .digest(
          try sha256(try InputFile.path(path).contents(limit: 64 << 20)).description)
      }
      // One id for both ways: where a commit failed that may have happened, the spool repeats it.
      let id = try operationID(change.operation, now: context.clock(), random: SecureRandom())
      change.operation = id.description
      var registry: Registry?
      do {
        let opened = try open(at: folder, context: context)
        registry = opened
        request.signedOn = request.signedOn ?? opened.today
        return .recorded(try opened.consent(request, change))
      } catch {
        let failure = RegistryError(translating: error)
        guard !change.dryRun, failure.leavesWithdrawalsToTheSpool else { throw failure }
        request.signedOn = request.signedOn ?? context.clock().day
        return .spooled(
          try spool(
            request, reason: change.reason, id: id, at: folder, context: context,
            registry: registry, after: failure))
      }
    }
  }

  private static func spool(
    _ request: ConsentRequest, reason: String?, id: UUIDBytes, at folder: String,
    context: RegistryContext, registry: Registry?, after failure: RegistryError
  ) throws -> SpoolEntry {
    let donor = try DonorCode(parsing: request.donor)
    if let registry {
      // A database that can be read says at once that nobody has the code.
      do { _ = try registry.read { try registry.known(request.donor, in: $0) } } catch {
        let refusal = RegistryError(translating: error)
        if refusal.code == .notFound { throw refusal }
      }
    }
    let withdrawal = SpooledWithdrawal(
      request, reason: reason, actor: context.actor, spooledAt: context.clock())
    do {
      let ring = try ringFile(in: folder, context).read()
      try WithdrawalSpool(folder: folder, waitingTime: context.waitingTime)
        .keep(withdrawal, id: id, ring: ring)
    } catch {
      // It may be in the ledger; the same operation id will tell.
      guard failure.code != .outcomeUnknown else { throw failure }
      throw RegistryError(
        .withdrawalLost, "neither the database nor the spool could take the withdrawal",
        at: [.init("donor", donor.description)],
        why: "\(failure.message); \(RegistryError(translating: error).message)",
        fix: "the withdrawal is recorded nowhere: keep it on paper, make room or mend the disk, "
          + "export nothing, and run the command again")
    }
    return SpoolEntry(
      id: id.description, donor: donor.description, scopes: withdrawal.scopes,
      level: withdrawal.level, spooledAt: withdrawal.spooledAt, actor: withdrawal.actor,
      reason: withdrawal.reason, problem: failure.message)
  }
}

extension RegistryError {
  /// Whether the failure is the database's and not the withdrawal's.
  fileprivate var leavesWithdrawalsToTheSpool: Bool {
    switch code {
    case .registryBusy, .inputOutput, .outcomeUnknown, .verificationFailed, .internalError: true
    default: false
    }
  }
}
