internal import Domain
internal import HashedIdentifiers
internal import Ledger
internal import Storage

/// What was brought back from a copy of the keys.
public struct KeyImportSummary: Sendable {
  /// Whether the key ring was missing and put back.
  public var restoredRing = false
  /// Data keys that were missing and put back.
  public var restored = 0
  /// Data keys that were there.
  public var present = 0
  /// Data keys of donors whom the registry does not have, or has erased: none of them comes back.
  public var unknown = 0
}

extension Registry {
  /// Brings keys back that were backed up apart from the registry: the key ring where it is missing,
  /// and the data keys of donors who have none.
  ///
  /// Whoever was erased stays so. A copy made before a change of the master key is good too.
  /// - Parameters:
  ///   - path: a file that ``exportKeys(to:passphrase:_:)`` wrote.
  ///   - folder: the registry folder.
  ///   - passphrase: the passphrase of the copy, where it is sealed.
  ///   - change: operation id and whether to roll back.
  ///   - context: clock and actor.
  /// - Returns: what was brought back.
  /// - Throws: ``RegistryError``; nothing is changed then.
  public static func importKeys(
    from path: String, into folder: String, passphrase: (@Sendable () throws -> [UInt8])?,
    _ change: ChangeRequest, context: RegistryContext
  ) throws -> KeyImportSummary {
    try mapping {
      let copy = try KeyCopy(try InputFile.path(path))
      let store = try RegistryStore.open(at: "\(folder)/registry.sqlite")
      let logID = try store.read { try $0.identity().logID }
      guard copy.registry == UUIDBytes(bytes: logID)?.description else {
        throw RegistryError(
          .wrongKey, "the copy holds the keys of another registry", at: [.init("file", path)],
          fix: "name the copy that was made of this one")
      }
      guard let copiedRing = copy.ring else { throw KeysFile.malformed("key ring") }
      var summary = KeyImportSummary()
      let ringPath = "\(folder)/keyring.json"
      if !FolderWork.exists(ringPath) {
        guard !change.dryRun else {
          summary.restoredRing = true
          return summary
        }
        try KeyRingFile.create(path: ringPath, contents: copiedRing)
        summary.restoredRing = true
      }
      do {
        let registry = try open(at: folder, context: context)
        let ring = try RingFile.ring(of: copiedRing, ask: passphrase ?? context.passphrase)
        try registry.restore(copy, sealedBy: ring, change, &summary)
      } catch {
        if summary.restoredRing { FolderWork.removeFiles(in: folder, ["keyring.json"]) }
        throw error
      }
      return summary
    }
  }

  private func restore(
    _ copy: KeyCopy, sealedBy ring: KeyRing, _ change: ChangeRequest,
    _ summary: inout KeyImportSummary
  ) throws {
    var found = KeyImportSummary(restoredRing: summary.restoredRing)
    try commit(change, repeated: { event, _ in event.kind == "keys_imported" ? () : nil }) {
      change in
      var wrappers: [String: DataKeyWrapper] = [:]
      while let (donor, keyID, wrapped) = try copy.next() {
        if try change.snapshot.dataKey(of: donor.value) != nil {
          found.present += 1
          continue
        }
        guard try change.snapshot.donorRow(asRegistered: donor.value) != nil else {
          found.unknown += 1
          continue
        }
        let wrapper =
          try wrappers[keyID] ?? ring.dataKeyWrapper(keyID: keyID, scope: keys.logID.description)
        wrappers[keyID] = wrapper
        let target = try tokenKey(of: donor.value, change.snapshot)
        let key = try wrapper.unwrap(wrapped, for: donor)
        try change.transaction.restore(
          dataKey: try keys.wrap(key, of: donor, by: target), keyID: target, of: donor.value)
        found.restored += 1
      }
      let kept = try change.snapshot.studyKeys()
      let lost = try copy.studies.filter { study in
        try !kept.contains { $0.study == study.study }
          && !RegistryKeys.isForgotten(study.study, in: change.snapshot)
      }
      if !lost.isEmpty {
        try change.transaction.replace(
          studyKeys: kept
            + lost.map { study in
              let wrapper = try ring.dataKeyWrapper(
                keyID: study.keyID, scope: keys.logID.description)
              return try keys.wrap(
                try wrapper.unwrapStudyKey(study.wrapped, study: study.study),
                ofStudy: study.study)
            })
      }
      if found.restored > 0 {
        try change.append(.keysChanged(.imported(dataKeys: UInt64(found.restored))))
      }
    }
    summary = found
  }

  /// The key that a donor's tokens stand under: the one to wrap a returning data key with.
  func tokenKey(of donor: Int64, _ snapshot: Snapshot) throws -> String {
    guard let rotation = keys.standing.rotation else { return keys.keyID }
    let isMoved = try snapshot.tokenEvents(of: donor).contains { sequence in
      try sequence > rotation.sequence
        && snapshot.event(sequence).map { $0.kind != "donor_extended" } ?? false
    }
    return isMoved ? rotation.to : rotation.from
  }
}
