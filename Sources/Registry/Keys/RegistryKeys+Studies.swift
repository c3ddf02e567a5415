internal import Domain
internal import HashedIdentifiers
internal import Storage

extension RegistryKeys {
  /// The id of a purpose's key: a purpose whose pseudonyms were forgotten has another one afterwards.
  static func study(of purpose: String, forgotten: Int) -> String { "\(purpose)#\(forgotten)" }

  /// Whether the pseudonyms of a study were forgotten.
  static func isForgotten(_ study: String, in snapshot: Snapshot) throws -> Bool {
    guard let mark = study.lastIndex(of: "#"), let number = Int(study[study.index(after: mark)...])
    else { throw StoreError.corrupt(detail: "a study's id is not readable") }
    return try snapshot.forgettings(of: String(study[..<mark])) > number
  }

  /// Wraps a key of a study with the present master key, or with one that is to come.
  func wrap(_ key: borrowing DataKey, ofStudy study: String, by wrapper: DataKeyWrapper? = nil)
    throws -> StudyKey
  {
    let present = try wrapper ?? self.wrapper(keyID)
    return StudyKey(
      study: study, keyID: present.keyID,
      wrapped: try present.wrapStudyKey(key, study: study))
  }

  /// Opens the wrapped key of a study.
  func unwrap(_ stored: StudyKey) throws -> DataKey {
    try wrapper(stored.keyID).unwrapStudyKey(stored.wrapped, study: stored.study)
  }

  /// Opens what was inherited from earlier master keys and the keys of studies, needed or not.
  /// - Throws: `RegistryError` where one cannot be opened.
  func openEveryWrappedKey(in snapshot: Snapshot) throws {
    do {
      for key in try snapshot.inheritedKeys() {
        _ = try wrapper(key.wrappedBy)
          .unwrapInheritedKey(key.wrapped, of: key.keyID, purpose: key.purpose)
      }
      for key in try snapshot.studyKeys() { _ = try unwrap(key) }
    } catch {
      let cause = RegistryError(translating: error).message
      throw RegistryError(.verificationFailed, "a wrapped key cannot be opened: \(cause)")
    }
  }

  /// Every key of a study, wrapped by a new master key.
  func studyKeys(under id: String, of ring: KeyRing, in snapshot: Snapshot) throws -> [StudyKey] {
    let wrapper = try ring.dataKeyWrapper(keyID: id, scope: scope)
    return try snapshot.studyKeys().map {
      try wrap(try unwrap($0), ofStudy: $0.study, by: wrapper)
    }
  }

  /// Seals the pseudonyms of a release.
  func seal(
    pseudonymsOf release: SealedRelease, study: String, key: borrowing DataKey
  ) throws -> SealedPseudonyms {
    var writer = CanonicalWriter(capacity: release.items.count * 8)
    for item in release.items { writer.write(item.pseudonym) }
    return SealedPseudonyms(
      study: study,
      box: try sealer.seal(writer.bytes, header: Self.context(release, study), key: key))
  }

  /// Gives a release its pseudonyms back; where their key was destroyed, nothing stands in their
  /// place that tells one.
  func unsealed(_ payload: EventPayload, in snapshot: Snapshot) throws -> EventPayload {
    guard case .releaseSealed(var release) = payload, let sealed = release.sealedPseudonyms else {
      return payload
    }
    guard let stored = try snapshot.studyKeys().first(where: { $0.study == sealed.study }) else {
      for place in release.items.indices {
        release.items[place].pseudonym = SealedPseudonyms.forgotten(release.items[place].donor)
      }
      return .releaseSealed(release)
    }
    let bytes = try sealer.open(
      sealed.box, header: Self.context(release, sealed.study), key: try unwrap(stored))
    var reader = CanonicalReader(bytes)
    for place in release.items.indices { release.items[place].pseudonym = try reader.read() }
    try reader.finish()
    return .releaseSealed(release)
  }

  private static func context(_ release: SealedRelease, _ study: String) -> [UInt8] {
    Array("release pseudonyms 1\n\(study)\n\(release.id)".utf8)
  }
}

extension Change {
  /// Appends a release whose pseudonyms only a key of its programme's own opens.
  @discardableResult
  func append(sealing release: SealedRelease) throws -> UInt64 {
    let study = RegistryKeys.study(
      of: release.purpose, forgotten: try snapshot.forgettings(of: release.purpose))
    var release = release
    let known = try snapshot.studyKeys()
    if let stored = known.first(where: { $0.study == study }) {
      release.sealedPseudonyms = try keys.seal(
        pseudonymsOf: release, study: study, key: try keys.unwrap(stored))
    } else {
      let key = try DataKey.random()
      try transaction.replace(studyKeys: known + [try keys.wrap(key, ofStudy: study)])
      release.sealedPseudonyms = try keys.seal(pseudonymsOf: release, study: study, key: key)
    }
    return try append(.releaseSealed(release))
  }
}
