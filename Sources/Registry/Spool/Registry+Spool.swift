public import Domain
internal import HashedIdentifiers
internal import Ledger

/// A withdrawal that waits in the spool.
public struct SpoolEntry: Sendable {
  /// Its operation id.
  public var id: String
  /// The donor's code; empty where the entry cannot be opened.
  public var donor: String
  /// The scopes withdrawn.
  public var scopes: [String]
  /// The level of the withdrawal.
  public var level: String?
  /// When it was spooled; nil where the entry cannot be opened.
  public var spooledAt: Instant?
  /// Who recorded it.
  public var actor: String
  /// Why the donor withdraws.
  public var reason: String?
  /// What keeps it from the ledger; nil while nothing is known to.
  public var problem: String?
}

extension Registry {
  var spool: WithdrawalSpool {
    WithdrawalSpool(folder: folder, waitingTime: context.waitingTime)
  }

  /// What waits in the spool, after an attempt to take it in.
  /// - Parameter dryRun: whether to leave it where it is.
  /// - Returns: the entries, oldest first.
  /// - Throws: ``RegistryError``.
  public func spooledWithdrawals(dryRun: Bool = false) throws -> [SpoolEntry] {
    try Self.mapping {
      let problems = dryRun ? [:] : try takeInSpool()
      return try spool.waiting().map { id in
        var entry = SpoolEntry(
          id: id.description, donor: "", scopes: [], actor: "", problem: problems[id]?.message)
        do {
          let withdrawal = try spool.open(id, ring: keys.ring)
          entry.donor = withdrawal.donor
          entry.scopes = withdrawal.scopes
          entry.level = withdrawal.level
          entry.spooledAt = withdrawal.spooledAt
          entry.actor = withdrawal.actor
          entry.reason = withdrawal.reason
        } catch { entry.problem = RegistryError(translating: error).message }
        return entry
      }
    }
  }

  /// Gives up a withdrawal in the spool that no rule lets into the ledger, and records that.
  /// - Parameters:
  ///   - id: its operation id.
  ///   - change: operation id, reason and whether to roll back; the reason is needed.
  /// - Returns: the position of the event.
  /// - Throws: ``RegistryError``.
  public func discardSpooled(_ id: String, _ change: ChangeRequest) throws -> UInt64 {
    try Self.mapping {
      let entry = try operationID(id)
      guard let reason = change.reason, !reason.isEmpty else {
        throw RegistryError(
          .usage, "a withdrawal is not discarded without a reason",
          at: [.init("option", "--reason")], fix: "say with --reason why it does not hold")
      }
      let problems = try takeInSpool()
      guard try spool.waiting().contains(entry) else {
        throw RegistryError(
          .notFound, "nothing waits in the spool under this id", at: [.init("entry", id)],
          fix: "see: tissuectl consent spool")
      }
      guard problems[entry] != nil || change.dryRun else {
        throw RegistryError(
          .consentRefused, "the withdrawal is valid", at: [.init("entry", id)],
          fix: "let the next command take it in")
      }
      let sequence = try commit(change) { change in
        try change.append(.withdrawalDiscarded(entry: entry.description, reason: reason))
      }
      if !change.dryRun { try spool.remove(entry) }
      return sequence
    }
  }

  /// Moves what waits in the spool into the ledger, each under its own operation id.
  /// - Returns: what a rule or damage keeps out, with the reason.
  /// - Throws: ``RegistryError`` where the database still cannot take anything.
  @discardableResult
  func takeInSpool() throws -> [UUIDBytes: RegistryError] {
    var refused: [UUIDBytes: RegistryError] = [:]
    for id in try spool.waiting() {
      do {
        let entry = try spool.open(id, ring: keys.ring)
        let change = ChangeRequest(operation: id.description, reason: entry.reason)
        _ = try consent(entry.request, change, outOfSpool: entry)
        try spool.remove(id)
      } catch {
        let failure = RegistryError(translating: error)
        switch failure.code {
        case .registryBusy, .inputOutput, .outcomeUnknown: throw failure
        default: refused[id] = failure
        }
      }
    }
    return refused
  }

  /// Makes sure that no withdrawal waits, after an attempt to take in those that do.
  func settleSpool() throws {
    try takeInSpool()
    try requireEmptySpool()
  }

  func requireEmptySpool() throws {
    let waiting = try spool.waiting()
    guard let first = waiting.first else { return }
    throw RegistryError(
      .withdrawalsWaiting,
      waiting.count == 1
        ? "a withdrawal waits in the spool" : "\(waiting.count) withdrawals wait in the spool",
      at: [.init("entry", first.description)],
      why: "nothing leaves the registry before every withdrawal is in its ledger",
      fix: "see what keeps it: tissuectl consent spool")
  }
}
