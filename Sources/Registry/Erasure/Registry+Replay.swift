internal import ConsentWorkflow
internal import Domain
internal import Ledger
internal import Storage

extension Registry {
  /// Feeds every event of the ledger to the tables of current state, in order.
  ///
  /// What an erased donor's data key sealed cannot be opened any more and is passed over; only an event
  /// that erases that donor later in the ledger excuses it.
  /// - Parameters:
  ///   - live: the ledger and the data keys.
  ///   - projections: the tables to fill.
  ///   - rebuilt: reads of the tables as far as they are filled.
  /// - Throws: ``RegistryError``, `StoreError`, and what opening an event throws.
  func replay(_ live: Snapshot, _ projections: ProjectionWriter, _ rebuilt: Snapshot) throws {
    var projector = Projector(projections, forms: FormCatalogue())
    let erasures = try live.erasures(ofKind: EventPayload.erasureKind)
    try live.forEachEvent { event in
      let erased = event.subject.flatMap { erasures[$0] } ?? 0
      if let donor = event.subject, event.sequence < erased,
        try EventHeader(decoding: event.header).payloadKey == .donor
      {
        if event.kind == EventPayload.registrationKind {
          try projections.add(
            unreadableDonor: donor, sequence: event.sequence, recordedAt: event.recordedAt)
        }
      } else {
        try projector.apply(
          try keys.open(event, in: live), sequence: event.sequence,
          recordedAt: event.recordedAt, subject: event.subject, reading: rebuilt)
      }
      // The frontier stands at the last event of a transaction, where recalls are opened.
      if event.frontier != nil {
        try projector.openRecalls(rebuilt, recordedAt: event.recordedAt)
      }
      if event.sequence % 4096 == 0 {
        context.progress?(Progress(what: "events replayed", done: Int(event.sequence)))
      }
    }
    try projector.settle(rebuilt)
  }
}
