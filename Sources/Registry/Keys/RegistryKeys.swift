internal import Domain
internal import HashedIdentifiers
internal import Ledger
internal import RegistryCrypto
internal import Storage

/// What the key ring opens, seals and recognises for one registry, as its master keys stand.
final class RegistryKeys {
  let ring: KeyRing
  let logID: UUIDBytes
  let standing: KeyStanding
  let inherited: [InheritedKey]
  let scope: String
  // Made when something is sealed, opened, signed or recognised, which most answers never do.
  private var wrappers: [String: DataKeyWrapper] = [:]
  private var registryKeys: [String: SharedDataKey] = [:]
  private let madeTokens = Deferred<TokenChain>()
  private let madeSigner = Deferred<SharedNoteSigner>()
  private let madeSealer = Deferred<PayloadSealer>()
  private let madeVault = Deferred<IdentityVault>()

  /// The id of the key that everything new is sealed and tokenised with.
  var keyID: String { standing.current }

  /// Takes up the keys of a registry.
  /// - Throws: `KeyRingError` where the ring lacks a key that the registry needs, or has another.
  init(
    ring: KeyRing, logID: UUIDBytes, standing: KeyStanding, inherited: [InheritedKey] = []
  ) throws {
    self.ring = ring
    self.logID = logID
    self.standing = standing
    self.inherited = inherited
    scope = logID.description
    for (key, check) in standing.live {
      guard ring.keys.contains(where: { $0.id == key }) else { throw KeyRingError.unknownKey(key) }
      guard let stored = check.map(KeyCheckValue.init(bytes:)) else { continue }
      guard let stored else {
        throw StoreError.corrupt(detail: "the key check value is not readable")
      }
      try ring.requireKeyCheckValue(stored, keyID: key, scope: scope)
    }
  }

  /// The makers of every key that tokens still stand on.
  var tokens: TokenChain { get throws { try madeTokens.value(tokenChain) } }

  /// The key that signs for the log.
  var noteSigner: SharedNoteSigner {
    get throws {
      try madeSigner.value {
        SharedNoteSigner(
          try NoteSigner(
            name: Registry.origin(of: logID), algorithm: .ed25519, key: ring.logSigningKey()))
      }
    }
  }

  /// Seals and opens payloads.
  var sealer: PayloadSealer { get throws { try madeSealer.value { try PayloadSealer() } } }

  private var vault: IdentityVault { get throws { try madeVault.value { try IdentityVault() } } }

  /// What wraps data keys with a key of the ring; also with one that an older or newer copy of the
  /// data keys is wrapped with.
  /// - Throws: `KeyRingError` where the ring does not have the key.
  func wrapper(_ id: String) throws -> DataKeyWrapper {
    if let made = wrappers[id] { return made }
    let made = try ring.dataKeyWrapper(keyID: id, scope: scope)
    wrappers[id] = made
    return made
  }

  /// The key that seals what concerns no donor; nil where neither ring nor registry keeps it.
  private func registryKey(_ id: String) throws -> SharedDataKey? {
    if let made = registryKeys[id] { return made }
    let made: SharedDataKey
    if hasInRing(id), standing.all.contains(id) || standing.live.contains(where: { $0.id == id }) {
      made = SharedDataKey(try ring.registryKey(keyID: id, scope: scope))
    } else if let key = inheritedKey(id, .registrySealing) {
      made = SharedDataKey(
        try wrapper(key.wrappedBy).unwrapInheritedKey(key.wrapped, of: id, purpose: key.purpose))
    } else {
      return nil
    }
    registryKeys[id] = made
    return made
  }

  private func hasInRing(_ id: String) -> Bool { ring.keys.contains { $0.id == id } }

  /// What the registry keeps of a key that is not in use any more, where the ring can open it.
  private func inheritedKey(_ id: String, _ purpose: InheritedPurpose) -> InheritedKey? {
    inherited.first {
      $0.keyID == id && $0.purpose == purpose.rawValue && hasInRing($0.wrappedBy)
    }
  }

  private func tokenChain() throws -> TokenChain {
    var makers: [TokenMaker] = []
    for id in standing.chain {
      if standing.live.contains(where: { $0.id == id }) {
        makers.append(try ring.tokenMaker(keyID: id, scope: scope))
      } else if let key = inheritedKey(id, .matchTokens) {
        makers.append(
          try TokenMaker(
            key: try wrapper(key.wrappedBy)
              .unwrapInheritedKey(key.wrapped, of: id, purpose: key.purpose)))
      }
    }
    return TokenChain(
      makers, isNestedOnly: ring.mode == .hashOnly, isMoving: standing.previous != nil)
  }

  /// The keyed numbers behind counts that outsiders are told.
  func countingNumbers() throws -> CountingNumbers { try ring.countingNumbers(scope: scope) }

  func checkValue() throws -> [UInt8] { try checkValue(of: keyID, in: ring) }

  func checkValue(of id: String, in ring: KeyRing) throws -> [UInt8] {
    try ring.keyCheckValue(keyID: id, scope: scope).bytes
  }

  /// Everything that is needed of the keys up to the present one, wrapped by a new key.
  func inheritance(under id: String, of ring: KeyRing) throws -> [InheritedKey] {
    let wrapper = try ring.dataKeyWrapper(keyID: id, scope: scope)
    var kept: [InheritedKey] = []
    func keep(_ key: borrowing DataKey, _ keyID: String, _ purpose: String) throws {
      kept.append(
        InheritedKey(
          keyID: keyID, purpose: purpose, wrappedBy: id,
          wrapped: try wrapper.wrapInheritedKey(key, of: keyID, purpose: purpose)))
    }
    for old in inherited where hasInRing(old.wrappedBy) {
      let opener = try self.wrapper(old.wrappedBy)
      let key = try opener.unwrapInheritedKey(old.wrapped, of: old.keyID, purpose: old.purpose)
      try keep(key, old.keyID, old.purpose)
    }
    try keep(
      try self.ring.tokenKey(keyID: keyID, scope: scope), keyID,
      InheritedPurpose.matchTokens.rawValue)
    try keep(
      try self.ring.registryKey(keyID: keyID, scope: scope), keyID,
      InheritedPurpose.registrySealing.rawValue)
    return kept
  }

  /// The same keys once more with contexts of their own, for a thread of its own.
  func forIntake() throws -> IntakeKeys {
    IntakeKeys(
      tokens: try tokenChain(),
      wrapper: try ring.dataKeyWrapper(keyID: keyID, scope: scope), vault: try IdentityVault(),
      random: try SecureRandom())
  }

  func dataKey(of donor: DonorCode, in snapshot: Snapshot) throws -> DataKey {
    guard let stored = try snapshot.dataKey(of: donor.value) else {
      throw RegistryError(
        .verificationFailed, "the donor's data key is not there, and no erasure says why",
        at: [.init("donor", donor.description)],
        why: "what was sealed with it cannot be opened",
        fix: "restore the registry with the last export of its keys")
    }
    return try unwrap(stored.wrapped, by: stored.keyID, of: donor)
  }

  /// Opens a wrapped data key.
  /// - Throws: `KeyRingError` where a key that is retired wraps it.
  func unwrap(_ wrapped: [UInt8], by keyID: String, of donor: DonorCode) throws -> DataKey {
    try wrapper(keyID).unwrap(wrapped, for: donor)
  }

  /// Wraps a data key with the present key, or with the one that is being left.
  func wrap(
    _ key: borrowing DataKey, of donor: DonorCode, by id: String? = nil
  ) throws -> [UInt8] {
    try wrapper(id ?? keyID).wrap(key, for: donor)
  }

  /// What is kept sealed of a donor since registration; nil where the donor's key was destroyed or
  /// nothing is kept.
  func identifiers(of donor: Int64, in snapshot: Snapshot) throws -> PersonIdentifiers? {
    guard let code = DonorCode(value: donor),
      let stored = try snapshot.sealedRegistration(of: donor)
    else { return nil }
    let key = try unwrap(stored.wrappedKey, by: stored.keyID, of: code)
    let bytes = try sealer.open(stored.payload, header: stored.header, key: key)
    guard
      case .donorRegistered(_, _, let sealed) = try EventPayload(kind: stored.kind, bytes: bytes),
      !sealed.isEmpty
    else { return nil }
    return try openIdentifiers(sealed, of: code, key: key)
  }

  /// Opens and reads the payload of a donor's event with the key at hand.
  func open(_ event: StoredEvent, key: borrowing DataKey) throws -> EventPayload {
    let bytes = try sealer.open(event.payload, header: event.header, key: key)
    return try EventPayload(kind: event.kind, bytes: bytes)
  }

  func openIdentifiers(_ sealed: [UInt8], of donor: DonorCode, key: borrowing DataKey) throws
    -> PersonIdentifiers
  {
    try vault.open(sealed, donor: donor, key: key)
  }

  func seal(_ payload: [UInt8], header: [UInt8], key: borrowing DataKey) throws -> [UInt8] {
    try sealer.seal(payload, header: header, key: key)
  }

  func sealForRegistry(_ payload: [UInt8], header: [UInt8]) throws -> [UInt8] {
    guard let key = try registryKey(keyID) else { throw KeyRingError.unknownKey(keyID) }
    return try sealer.seal(payload, header: header, key: key.key)
  }

  /// Opens and reads the payload of an event.
  func open(_ event: StoredEvent, in snapshot: Snapshot) throws -> EventPayload {
    let header = try EventHeader(decoding: event.header)
    let bytes: [UInt8]
    switch header.payloadKey {
    case .donor:
      guard let code = DonorCode(value: header.subject) else {
        throw StoreError.corrupt(detail: "event \(event.sequence) names no donor")
      }
      let key = try dataKey(of: code, in: snapshot)
      bytes = try sealer.open(event.payload, header: event.header, key: key)
    case .registry(let id):
      guard let key = try registryKey(id) else {
        throw RegistryError(.wrongKey, "event \(event.sequence) is sealed with key \(id)")
      }
      bytes = try sealer.open(event.payload, header: event.header, key: key.key)
    case .none: bytes = event.payload
    }
    return try unsealed(try EventPayload(kind: event.kind, bytes: bytes), in: snapshot)
  }
}
