internal import Domain
internal import HashedIdentifiers
internal import Ledger
internal import Registry
internal import Storage

extension LedgerBench {
  /// An event of an intake, as far as it matters for its cost.
  private struct Shape {
    var kind: String
    var donor: DonorCode
    var bytes: Int
  }

  /// What of a group intake is ledger and sealing: the same number of events of the same sizes is
  /// sealed and appended to a ledger by itself, with the data keys and the sealed identifiers of the
  /// same donors.
  func share(of intake: Measurement, from first: UInt64) throws {
    var shapes: [Shape] = []
    try registry.ledgerLog(from: first) { entry in
      guard let donor = entry.donor else { return }
      shapes.append(
        Shape(kind: entry.kind, donor: try DonorCode(parsing: donor), bytes: entry.payloadBytes))
    }
    let ring = try KeyRing.generate(mode: .vault, at: RegistryBench.now())
    let log = UUIDBytes(high: 1, low: 1)
    let store = try RegistryStore.create(
      at: "\(folder)/alone.sqlite",
      identity: RegistryIdentity(
        logID: log.bytes, createdAt: RegistryBench.now(), identityMode: "vault",
        keyID: ring.activeKeyID, keyCheck: [UInt8](repeating: 0, count: 16)))
    let wrapper = try ring.dataKeyWrapper(keyID: ring.activeKeyID, scope: log.description)
    let sealer = try PayloadSealer()
    let recordedAt = RegistryBench.now()
    let (identity, operation) = ([UInt8](repeating: 0, count: 128), log.bytes)
    let payloads = Dictionary(
      shapes.map { ($0.bytes, [UInt8](repeating: 0, count: max($0.bytes - 28, 0))) },
      uniquingKeysWith: { first, _ in first })
    let alone = try Measurement.time("ledger and sealing alone", rows: intake.rows) {
      try store.write { transaction in
        for (ordinal, shape) in shapes.enumerated() {
          let key = try wrapper.makeKey()
          if shape.kind == "donor_registered" {
            try transaction.keep(
              dataKey: wrapper.wrap(key, for: shape.donor), keyID: ring.activeKeyID,
              of: shape.donor.value)
            _ = try sealer.seal(identity, header: operation, key: key)
          }
          let payload = payloads[shape.bytes] ?? []
          _ = try transaction.append(
            EventDraft(
              operation: operation, ordinal: UInt32(ordinal), actor: "bench", kind: shape.kind,
              subject: shape.donor.value, recordedAt: recordedAt, sealedWith: .donor)
          ) { header in try sealer.seal(payload, header: header, key: key) }
        }
      }
    }
    intake.show(against: nil)
    alone.show(against: intake)
    let rest = intake.processorSeconds - alone.processorSeconds
    print(
      "ledger and sealing add "
        + Measurement.number(100 * alone.processorSeconds / max(rest, 1e-9), 1)
        + " % to the CPU of everything else in a group intake")
  }
}
