internal import Domain
internal import HashedIdentifiers
internal import Ledger
internal import RegistryCrypto
internal import Storage

extension Registry {
  /// Lists the headers of events; no payload is opened.
  /// - Parameters:
  ///   - first: the first position; nil for the beginning.
  ///   - last: the last position; nil for the end.
  ///   - donor: the donor whose events alone are listed.
  ///   - emit: receives each header, in the order of the log.
  /// - Throws: what `emit` throws, or ``RegistryError``.
  public func ledgerLog(
    from first: UInt64? = nil, to last: UInt64? = nil, about donor: String? = nil,
    _ emit: (LedgerEntry) throws -> Void
  ) throws {
    try read(.ledger) { snapshot in
      let subject = try donor.map { try DonorCode(parsing: $0).value }
      let low = max(first ?? 1, 1)
      let high = min(last ?? .max, try snapshot.head().size)
      if let donor, let subject, try snapshot.donor(subject) == nil {
        throw RegistryError(.notFound, "there is no such donor", at: [.init("donor", donor)])
      }
      guard low <= high else { return }
      try snapshot.forEachEvent(in: low...high, about: subject) { event in
        let header = try EventHeader(decoding: event.header)
        try emit(
          LedgerEntry(
            sequence: header.sequence, recordedAt: Instant(microseconds: header.recordedAt),
            actor: header.actor, kind: header.kind,
            donor: DonorCode(value: header.subject)?.description,
            operation: header.operation.description, payloadBytes: event.payload.count,
            leafHash: Hexadecimal.text(of: event.leafHash)))
      }
    }
  }

  /// Recomputes the ledger of a registry from its stored bytes; needs no key and opens nothing.
  /// - Parameters:
  ///   - folder: the registry folder.
  ///   - progress: told how far the work has come.
  /// - Returns: what was found.
  /// - Throws: ``RegistryError`` where it cannot be read at all.
  public static func verifyLedger(
    at folder: String, progress: (@Sendable (Progress) -> Void)? = nil
  ) throws -> LedgerCheck {
    try mapping {
      let store = try RegistryStore.open(at: "\(folder)/registry.sqlite")
      return LedgerCheck(
        try store.read { snapshot in
          let total = Int(clamping: try snapshot.head().size)
          return try snapshot.verifyLedger { done in
            progress?(Progress(what: "events", done: Int(clamping: done), total: total))
          }
        })
    }
  }
}

extension LedgerCheck {
  init(_ verification: LedgerVerification) {
    self.init(
      size: verification.size, root: Hexadecimal.text(of: verification.root),
      firstBad: verification.firstBad)
  }
}

extension LedgerVerification {
  /// Refuses to go on with a ledger that is not sound.
  func require() throws {
    guard let firstBad else { return }
    throw RegistryError(
      .verificationFailed, "the ledger is not what was appended",
      at: [.init("event", "\(firstBad)")], fix: "run doctor, and restore the last verified backup")
  }
}
