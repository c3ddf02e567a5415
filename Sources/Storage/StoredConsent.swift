internal import Domain

/// A row of the consent events as numbers, without the evidence: all that the rule reads of an event.
struct StoredConsent: Hashable {
  static let columns = """
    donor, seq, recorded_at, kind, form_seq, permitted, declined, not_chosen, scopes, level,
    signed_on, effective_from, signer, assent, target, destruction
    """

  var sequence: UInt64
  var recordedAt: Int64
  var kind: Int64
  var form: Int64
  var permitted: UInt16
  var declined: UInt16
  var notChosen: UInt16
  var scopes: UInt16
  var level: Int64?
  var signedOn: Int64
  var effectiveFrom: Int64
  var signer: Int64
  var assent: Bool
  var target: UInt64?
  var destruction: Int64?

  /// Reads a row of ``columns``.
  init(_ row: PreparedStatement) {
    func scopes(_ column: Int32) -> UInt16 { UInt16(truncatingIfNeeded: row.integer(column)) }
    sequence = row.sequence(1)
    recordedAt = row.integer(2)
    kind = row.integer(3)
    // No form stands at 0, which is what NULL reads as.
    form = row.integer(4)
    permitted = scopes(5)
    declined = scopes(6)
    notChosen = scopes(7)
    self.scopes = scopes(8)
    level = row.optionalInteger(9)
    signedOn = row.integer(10)
    effectiveFrom = row.integer(11)
    signer = row.integer(12)
    assent = row.integer(13) == 1
    target = row.optionalSequence(14)
    destruction = row.optionalInteger(15)
  }

  /// The event without what tells it from others that say the same: its place in the ledger and the
  /// time at which it was recorded.
  var withoutPlace: StoredConsent {
    var same = self
    (same.sequence, same.recordedAt) = (0, 0)
    return same
  }
}

extension ConsentEvent {
  /// Stands for the reason that every void has and that only the sealed payload tells.
  private static let sealedReason = "sealed"

  /// Makes the event of a row.
  /// - Throws: ``StoreError/corrupt(detail:)`` for one that cannot have been written.
  init(
    _ row: StoredConsent, _ forms: [Int: FormReference], evidence: DocumentHash? = nil
  ) throws(StoreError) {
    guard let kind = ConsentEventKind(rawValue: UInt8(clamping: row.kind)),
      let signer = Signer(rawValue: UInt8(clamping: row.signer))
    else { throw .corrupt(detail: "unknown code in consent event \(row.sequence)") }
    let facts: ConsentFacts
    do {
      facts = try ConsentFacts(
        kind: kind, form: forms[Int(row.form)], permitted: ScopeSet(rawValue: row.permitted),
        declined: ScopeSet(rawValue: row.declined), notChosen: ScopeSet(rawValue: row.notChosen),
        scopes: ScopeSet(rawValue: row.scopes),
        level: row.level.flatMap { WithdrawalLevel(rawValue: UInt8(clamping: $0)) },
        destruction: row.destruction.flatMap { Destruction(rawValue: UInt8(clamping: $0)) },
        signedOn: CivilDay(stored: row.signedOn),
        effectiveFrom: CivilDay(stored: row.effectiveFrom), signer: signer, assent: row.assent,
        evidence: evidence, reason: kind == .void ? Self.sealedReason : nil, target: row.target)
    } catch {
      throw .corrupt(detail: "consent event \(row.sequence) cannot have been written: \(error)")
    }
    self.init(
      sequence: row.sequence, recordedAt: Instant(microseconds: row.recordedAt), facts: facts)
  }
}
