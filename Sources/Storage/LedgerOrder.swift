internal import CSQLiteProfile
internal import GRDB

/// Keeps the rule that events are numbered without a gap for a transaction that appends many.
///
/// The trigger that keeps it for everybody who opens the file costs as much as storing the event. A long
/// transaction takes the rule over: it looks once where the ledger ends and counts from there, with the
/// triggers of its own connection off until it ends.
final class LedgerOrder {
  /// Events that a transaction appends under the trigger; turning triggers off costs preparing every
  /// statement again.
  private static let patience = 1024

  private let database: Database
  private var appended = 0
  /// The number that the next event has, once the rule is kept here.
  private var next: UInt64?

  init(_ database: Database) { self.database = database }

  deinit { try? handBack() }

  /// Refuses an event that is not the next.
  func keep(for sequence: UInt64) throws {
    appended += 1
    if appended == Self.patience { try takeOver() }
    guard let expected = next else { return }
    guard sequence == expected else {
      throw StoreError.constraint(
        detail: "the ledger is append-only: events are numbered without a gap")
    }
    next = expected + 1
  }

  private func takeOver() throws {
    let last = try PreparedStatement(database, "SELECT coalesce(max(seq), 0) FROM event")
    guard let end = try last.firstInteger() else { return }
    next = UInt64(clamping: end) + 1
    try setTriggers(0)
  }

  /// Leaves the rule to the trigger again.
  func handBack() throws {
    guard next != nil else { return }
    try setTriggers(1)
    next = nil
  }

  private func setTriggers(_ fire: Int32) throws {
    let code = unsafe sqlite_profile_triggers(database.sqliteConnection, fire)
    guard code == SQLITE_OK else {
      throw StoreError.profile(setting: "triggers", wanted: "\(fire)", found: "code \(code)")
    }
  }
}
