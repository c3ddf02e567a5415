internal import Domain
internal import HashedIdentifiers
internal import Ledger
internal import RegistryCrypto
internal import Storage

/// One operation under way: appends its events, applies each to the tables of current state, and
/// stands or falls as a whole.
final class Change {
  let transaction: WriteTransaction
  let operation: UUIDBytes
  let recordedAt: Instant
  private(set) var projector: Projector
  private(set) var offerReview = OfferReview()
  /// Who acts, and what that permits.
  let authority: Authority
  private var isEnrolment = false
  let keys: RegistryKeys
  private var ordinal: UInt32
  private var writer = CanonicalWriter(capacity: 1024)

  init(
    _ transaction: WriteTransaction, operation: UUIDBytes, now: Instant,
    authority: Authority,
    keys: RegistryKeys, forms: FormCatalogue, firstOrdinal: UInt32 = 0
  ) throws {
    ordinal = firstOrdinal
    self.transaction = transaction
    self.operation = operation
    self.authority = authority
    self.keys = keys
    projector = Projector(transaction.projections, forms: forms)
    let last = transaction.head.lastRecordedAt
    // Known time never goes back, whatever the clock does.
    recordedAt = now > last ? now : Instant(microseconds: last.microseconds + 1)
    if last.microseconds - now.microseconds > 1_000_000 {
      try append(.clockRegressed(seen: now))
    }
  }

  var snapshot: Snapshot { transaction.snapshot }
  /// The name that events carry as their actor.
  var actor: String { authority.name }

  /// The key that seals events about a donor who is stored already.
  func dataKey(of donor: DonorCode) throws -> DataKey {
    try keys.dataKey(of: donor, in: snapshot)
  }

  var forms: FormCatalogue { projector.forms }
  /// The ordinal that the next event of the operation takes.
  var nextOrdinal: UInt32 { ordinal }

  /// Appends an event that concerns no donor.
  @discardableResult
  func append(_ payload: EventPayload) throws -> UInt64 {
    if payload.isOpen {
      if case .operatorAdded = payload { isEnrolment = true }
      return try append(payload, subject: nil, sealedWith: .open) { bytes, _ in bytes }
    }
    return try append(payload, subject: nil, sealedWith: .registry(keyID: keys.keyID)) {
      [keys] bytes, header in
      try keys.sealForRegistry(bytes, header: header)
    }
  }

  /// Appends an event about a donor, sealed with the donor's data key.
  @discardableResult
  func append(
    _ payload: EventPayload, about donor: DonorCode, key: borrowing DataKey
  ) throws -> UInt64 {
    try authority.require(payload)
    encode(payload)
    let sequence = try transaction.append(draft(payload, donor.value, .donor)) { header in
      try keys.seal(writer.bytes, header: header, key: key)
    }
    try project(payload, sequence, donor.value)
    return sequence
  }

  /// Appends an event that names a donor and has to stay readable without the donor's data key.
  @discardableResult
  func append(_ payload: EventPayload, naming donor: Int64) throws -> UInt64 {
    try append(payload, subject: donor, sealedWith: .registry(keyID: keys.keyID)) {
      [keys] bytes, header in
      try keys.sealForRegistry(bytes, header: header)
    }
  }

  private func append(
    _ payload: EventPayload, subject: Int64?, sealedWith: PayloadSeal,
    _ seal: ([UInt8], [UInt8]) throws -> [UInt8]
  ) throws -> UInt64 {
    try authority.require(payload)
    encode(payload)
    let sequence = try transaction.append(draft(payload, subject, sealedWith)) { header in
      try seal(writer.bytes, header)
    }
    try project(payload, sequence, subject)
    return sequence
  }

  private func encode(_ payload: EventPayload) {
    writer.removeAll()
    payload.encode(into: &writer)
  }

  private func draft(
    _ payload: EventPayload, _ subject: Int64?, _ seal: PayloadSeal
  ) -> EventDraft {
    defer { ordinal += 1 }
    return EventDraft(
      operation: operation.bytes, ordinal: ordinal, actor: actor, kind: payload.kind,
      subject: subject, recordedAt: recordedAt, sealedWith: seal)
  }

  private func project(_ payload: EventPayload, _ sequence: UInt64, _ subject: Int64?) throws {
    offerReview.note(payload, about: subject)
    try projector.apply(
      payload, sequence: sequence, recordedAt: recordedAt, subject: subject, reading: snapshot)
  }

  /// Writes the items of the release that the next event seals, before all of the rest is known.
  func project(items: [SealedRelease.Item]) throws {
    try transaction.projections.add(items: items, ofRelease: transaction.ledgerSize + 1)
  }

  /// Folds consent of every donor touched so far.
  func settle(progress: ((Int, Int) -> Void)? = nil) throws {
    try projector.settle(snapshot, progress: progress)
  }

  /// Folds consent, cancels offers that nothing carries any more, opens what has to be recalled, and
  /// has the operator sign what was appended, and the log the head that the transaction makes.
  ///
  /// Called once, after the last event of the transaction.
  func finish(progress: ((Int, Int) -> Void)? = nil) throws {
    try settle(progress: progress)
    try reviewOffers()
    try projector.openRecalls(snapshot, recordedAt: recordedAt)
    try sign()
    let size = transaction.ledgerSize
    guard size > transaction.head.size else { return }
    let checkpoint = try keys.signedCheckpoint(size: size, root: try transaction.ledgerRoot())
    transaction.keep(checkpoint: checkpoint.encoded, size: size)
  }

  private func sign() throws {
    let (first, last) = (transaction.head.size + 1, transaction.ledgerSize)
    guard first <= last, authority.isAuthenticated || isEnrolment else { return }
    let signature = try authority.signature(
      over: first, through: last, root: transaction.ledgerRoot(), log: keys.logID,
      operation: operation)
    if let signature { try append(.operationSigned(signature)) }
  }
}

extension Registry {
  /// Does a change in one transaction, once: an operation id that was used before answers from the
  /// ledger instead.
  /// - Parameters:
  ///   - request: operation id and whether to roll back.
  ///   - recorder: who recorded it first, for a withdrawal that comes out of the spool. Nil for every
  ///     other change, before which withdrawals in the spool are taken in.
  ///   - repeated: answers for an operation that was done before; nil refuses it.
  ///   - body: appends the events.
  /// - Returns: what `body` or `repeated` returned.
  /// - Throws: ``RegistryError``.
  func commit<Value>(
    _ request: ChangeRequest, recordedBy recorder: String? = nil,
    repeated: ((StoredEvent, Snapshot) throws -> Value?)? = nil,
    _ body: (Change) throws -> Value
  ) throws -> Value {
    try Self.mapping {
      let operation = try operationID(request.operation)
      if recorder == nil, !request.dryRun {
        try takeInSpool()
        spool.reserve()
      }
      return try store.write(dryRun: request.dryRun) { transaction in
        try requireKeys(transaction.snapshot)
        if request.operation != nil,
          let first = try transaction.snapshot.firstEvent(of: operation.bytes)
        {
          if let answer = try repeated?(first, transaction.snapshot) { return answer }
          throw RegistryError(
            .operationConflict, "the operation id was used before for something else",
            at: [.init("operation", operation.description), .init("event", "\(first.sequence)")],
            fix: "leave --operation out for a new change")
        }
        let change = try Change(
          transaction, operation: operation, now: context.clock(),
          authority: try authority(transaction.snapshot, recordedBy: recorder), keys: keys,
          forms: try formCatalogue(transaction.snapshot))
        lastKnown = change.recordedAt
        let value = try body(change)
        try change.finish(
          progress: context.progress.map { report in
            { report(Progress(what: "consents folded", done: $0, total: $1)) }
          })
        return value
      }
    }
  }

  func operationID(_ text: String?) throws -> UUIDBytes {
    try Self.operationID(text, now: context.clock(), random: try random)
  }

  /// The operation id that was given, or a new one.
  static func operationID(
    _ text: String?, now: Instant, random: SecureRandom
  ) throws -> UUIDBytes {
    guard let text else {
      var generator = random
      return UUIDBytes.version7(milliseconds: now.microseconds / 1000, using: &generator)
    }
    guard let operation = UUIDBytes(hyphenated(text)) else {
      throw RegistryError(
        .usage, "the operation id is not a UUID", at: [.init("option", "--operation")],
        fix: "write 32 hexadecimal digits, with or without hyphens")
    }
    return operation
  }

  /// The hyphens that a UUID has at their places, where it was written without any.
  private static func hyphenated(_ text: String) -> String {
    guard text.utf8.count == 32, !text.utf8.contains(UInt8(ascii: "-")) else { return text }
    var parts = ""
    for (place, character) in text.enumerated() {
      if [8, 12, 16, 20].contains(place) { parts += "-" }
      parts.append(character)
    }
    return parts
  }

  /// The published forms, each read from its own text once for as long as that stays the same.
  /// - Parameters:
  ///   - snapshot: where they stand.
  ///   - ids: the forms wanted, each in all its versions; nil for all.
  /// - Returns: the forms.
  /// - Throws: ``RegistryError`` for a form that cannot be read.
  func formCatalogue(_ snapshot: Snapshot, of ids: Set<String>? = nil) throws -> FormCatalogue {
    var catalogue = FormCatalogue()
    for (sequence, recordedAt, document) in try snapshot.forms()
    where ids?.contains(document.id) ?? true {
      try catalogue.publish(try form(document, sequence), recordedAt: recordedAt)
    }
    return catalogue
  }

  private func form(_ document: PublishedDocument, _ sequence: UInt64) throws -> ConsentForm {
    let place = Int(sequence)
    if let read = readForms[place], read.document == document { return read.form }
    let form = try parsedForm(document)
    readForms[place] = (document, form)
    return form
  }
}
