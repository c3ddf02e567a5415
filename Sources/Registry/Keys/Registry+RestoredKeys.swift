internal import Domain
internal import HashedIdentifiers
internal import Storage

extension Registry {
  /// Brings the table of rotations up to a ledger whose other tables are not built yet, so that the
  /// keys can be taken up that open it.
  static func projectRotations(in store: RegistryStore) throws {
    try store.rebuildProjections { live, projections, _ in
      var events: [StoredEvent] = []
      for kind in ["key_rotation_began", "key_rotation_finished"] {
        try live.forEachEvent(ofKind: kind, upTo: .max) { events.append($0) }
      }
      let projector = Projector(projections, forms: .init())
      for event in events.sorted(by: { $0.sequence < $1.sequence }) {
        guard
          case .keysChanged(let change) = try EventPayload(
            kind: event.kind, bytes: event.payload)
        else { continue }
        try projector.apply(change, sequence: event.sequence, recordedAt: event.recordedAt)
      }
    }
  }

  /// Wraps restored data keys with the key that each donor's tokens stand under, and keeps what is
  /// still needed of retired keys: backup, data keys and key ring may be of different days.
  func settleRestoredKeys() throws {
    try commit(ChangeRequest()) { change in
      var stray: [(donor: Int64, keyID: String, wrapped: [UInt8])] = []
      let counts = try change.snapshot.dataKeyCounts().filter { $0.keyID != keys.keyID }
      for key in counts {
        for row in try change.snapshot.dataKeys(wrappedBy: key.keyID, after: nil, limit: .max) {
          stray.append((row.donor, key.keyID, row.wrapped))
        }
      }
      for row in stray {
        guard let code = DonorCode(value: row.donor) else {
          throw StoreError.corrupt(detail: "a donor's code is not readable")
        }
        let target = try tokenKey(of: row.donor, change.snapshot)
        if target == row.keyID { continue }
        let key = try keys.unwrap(row.wrapped, by: row.keyID, of: code)
        try change.transaction.rewrap(
          dataKey: try keys.wrap(key, of: code, by: target), keyID: target, of: row.donor)
      }
      let missing = try keys.missingInheritance()
      if !missing.isEmpty {
        try change.transaction.replace(inheritedKeys: keys.inherited + missing)
      }
    }
    try reloadKeys()
  }
}

extension RegistryKeys {
  /// What is needed of retired keys that the ring still has and the registry keeps nothing of.
  func missingInheritance() throws -> [InheritedKey] {
    let wrapper = try self.wrapper(keyID)
    var missing: [InheritedKey] = []
    for id in standing.all where !standing.live.contains(where: { $0.id == id }) {
      guard ring.keys.contains(where: { $0.id == id }),
        !inherited.contains(where: { $0.keyID == id })
      else { continue }
      for purpose in [InheritedPurpose.matchTokens, .registrySealing] {
        let key =
          switch purpose {
          case .matchTokens: try ring.tokenKey(keyID: id, scope: scope)
          case .registrySealing: try ring.registryKey(keyID: id, scope: scope)
          }
        missing.append(
          InheritedKey(
            keyID: id, purpose: purpose.rawValue, wrappedBy: keyID,
            wrapped: try wrapper.wrapInheritedKey(key, of: id, purpose: purpose.rawValue)))
      }
    }
    return missing
  }
}
