internal import Domain
internal import Glibc
internal import HashedIdentifiers
internal import Ledger
internal import Registry
internal import Storage

extension LedgerBench {
  /// An event of an intake, as far as it matters for its cost.
  private struct Shape {
    var kind: String
    var donor: DonorCode
    var isRegistration: Bool
    var payload: [UInt8]
  }

  /// What of a group intake is ledger and sealing: the same number of events of the same sizes is
  /// sealed and appended to a ledger by itself, with the data keys and the sealed identifiers of the
  /// same donors.
  func share(of intake: Measurement, from first: UInt64) throws {
    var shapes: [Shape] = []
    try registry.ledgerLog(from: first) { entry in
      guard let donor = entry.donor else { return }
      shapes.append(
        Shape(
          kind: entry.kind, donor: try DonorCode(parsing: donor),
          isRegistration: entry.kind == "donor_registered",
          payload: [UInt8](repeating: 0, count: max(entry.payloadBytes - 28, 0))))
    }
    // The median of three: memory that the system has not given out before makes any one slower.
    var rounds: [Measurement] = []
    for round in 1...3 { rounds.append(try append(shapes, rows: intake.rows, round: round)) }
    rounds.sort { $0.processorSeconds < $1.processorSeconds }
    let alone = rounds[1]
    intake.show(against: nil)
    alone.show(against: intake)
    let rest = intake.processorSeconds - alone.processorSeconds
    print(
      "ledger and sealing add "
        + Measurement.number(100 * alone.processorSeconds / max(rest, 1e-9), 1)
        + " % to the CPU of everything else in a group intake")
  }

  private func append(_ shapes: [Shape], rows: Int, round: Int) throws -> Measurement {
    let ring = try KeyRing.generate(mode: .vault, at: RegistryBench.now())
    let log = UUIDBytes(high: 1, low: 1)
    let path = "\(folder)/alone-\(round).sqlite"
    let store = try RegistryStore.create(
      at: path,
      identity: RegistryIdentity(
        logID: log.bytes, createdAt: RegistryBench.now(), identityMode: "vault",
        keyID: ring.activeKeyID, keyCheck: [UInt8](repeating: 0, count: 16)))
    defer { _ = unsafe unlink(path) }
    let wrapper = try ring.dataKeyWrapper(keyID: ring.activeKeyID, scope: log.description)
    let sealer = try PayloadSealer()
    let recordedAt = RegistryBench.now()
    let (identity, operation) = ([UInt8](repeating: 0, count: 128), log.bytes)
    return try Measurement.time("ledger and sealing alone", rows: rows) {
      try store.write { transaction in
        for (ordinal, shape) in shapes.enumerated() {
          let draft = EventDraft(
            operation: operation, ordinal: UInt32(ordinal), actor: "bench", kind: shape.kind,
            subject: shape.donor.value, recordedAt: recordedAt, sealedWith: .donor)
          if shape.isRegistration {
            let key = try wrapper.makeKey()
            try transaction.keep(
              dataKey: wrapper.wrap(key, for: shape.donor), keyID: ring.activeKeyID,
              of: shape.donor.value)
            _ = try sealer.seal(identity, header: operation, key: key)
            _ = try transaction.append(draft) {
              try sealer.seal(shape.payload, header: $0, key: key)
            }
          } else if let stored = try transaction.snapshot.dataKey(of: shape.donor.value) {
            let key = try wrapper.unwrap(stored.wrapped, for: shape.donor)
            _ = try transaction.append(draft) {
              try sealer.seal(shape.payload, header: $0, key: key)
            }
          }
        }
      }
    }
  }
}
