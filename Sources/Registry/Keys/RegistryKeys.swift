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
  let tokens: TokenChain
  /// The key that signs for the log.
  let noteSigner: NoteSigner
  let inherited: [InheritedKey]
  let scope: String
  let wrappers: [String: DataKeyWrapper]
  private let registryKeys: [String: SharedDataKey]
  let sealer: PayloadSealer
  private let vault: IdentityVault

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
    noteSigner = try NoteSigner(
      name: Registry.origin(of: logID), algorithm: .ed25519, key: ring.logSigningKey())
    for (key, check) in standing.live {
      guard let stored = check.map(KeyCheckValue.init(bytes:)) else { continue }
      guard let stored else {
        throw StoreError.corrupt(detail: "the key check value is not readable")
      }
      try ring.requireKeyCheckValue(stored, keyID: key, scope: scope)
    }
    var wrappers: [String: DataKeyWrapper] = [:]
    var registryKeys: [String: SharedDataKey] = [:]
    for (key, _) in standing.live {
      wrappers[key] = try ring.dataKeyWrapper(keyID: key, scope: scope)
      registryKeys[key] = SharedDataKey(try ring.registryKey(keyID: key, scope: scope))
    }
    for key in ring.keys where wrappers[key.id] == nil {
      // What an older or newer copy of the data keys is wrapped with.
      wrappers[key.id] = try ring.dataKeyWrapper(keyID: key.id, scope: scope)
      guard standing.all.contains(key.id) else { continue }
      registryKeys[key.id] = SharedDataKey(try ring.registryKey(keyID: key.id, scope: scope))
    }
    for key in inherited where key.purpose == InheritedPurpose.registrySealing.rawValue {
      guard registryKeys[key.keyID] == nil, let wrapper = wrappers[key.wrappedBy] else { continue }
      registryKeys[key.keyID] = SharedDataKey(
        try wrapper.unwrapInheritedKey(key.wrapped, of: key.keyID, purpose: key.purpose))
    }
    self.wrappers = wrappers
    self.registryKeys = registryKeys
    tokens = try Self.tokenChain(ring, scope, standing, inherited, wrappers)
    sealer = try PayloadSealer()
    vault = try IdentityVault()
  }

  /// The makers of every key that tokens still stand on.
  private static func tokenChain(
    _ ring: KeyRing, _ scope: String, _ standing: KeyStanding, _ inherited: [InheritedKey],
    _ wrappers: [String: DataKeyWrapper]
  ) throws -> TokenChain {
    var makers: [TokenMaker] = []
    for id in standing.chain {
      if standing.live.contains(where: { $0.id == id }) {
        makers.append(try ring.tokenMaker(keyID: id, scope: scope))
      } else if let key = inherited.first(where: {
        $0.keyID == id && $0.purpose == InheritedPurpose.matchTokens.rawValue
      }), let wrapper = wrappers[key.wrappedBy] {
        makers.append(
          try TokenMaker(
            key: try wrapper.unwrapInheritedKey(key.wrapped, of: id, purpose: key.purpose)))
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
    for old in inherited {
      guard let opener = wrappers[old.wrappedBy] else { continue }
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
      tokens: try Self.tokenChain(ring, scope, standing, inherited, wrappers),
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
    guard let wrapper = wrappers[keyID] else { throw KeyRingError.unknownKey(keyID) }
    return try wrapper.unwrap(wrapped, for: donor)
  }

  /// Wraps a data key with the present key, or with the one that is being left.
  func wrap(
    _ key: borrowing DataKey, of donor: DonorCode, by id: String? = nil
  ) throws -> [UInt8] {
    let id = id ?? keyID
    guard let wrapper = wrappers[id] else { throw KeyRingError.unknownKey(id) }
    return try wrapper.wrap(key, for: donor)
  }

  /// What is kept sealed of a donor since registration; nil where the donor's key was destroyed or
  /// nothing is kept.
  func identifiers(of donor: Int64, in snapshot: Snapshot) throws -> PersonIdentifiers? {
    guard let code = DonorCode(value: donor),
      let stored = try snapshot.donorRow(asRegistered: donor),
      try snapshot.dataKey(of: donor) != nil,
      let event = try snapshot.event(stored.identitySequence)
    else { return nil }
    let key = try dataKey(of: code, in: snapshot)
    guard case .donorRegistered(_, _, let sealed) = try open(event, key: key), !sealed.isEmpty
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
    guard let key = registryKeys[keyID] else { throw KeyRingError.unknownKey(keyID) }
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
      guard let key = registryKeys[id] else {
        throw RegistryError(.wrongKey, "event \(event.sequence) is sealed with key \(id)")
      }
      bytes = try sealer.open(event.payload, header: event.header, key: key.key)
    case .none: bytes = event.payload
    }
    return try unsealed(try EventPayload(kind: event.kind, bytes: bytes), in: snapshot)
  }
}

/// A key that several values share; it never changes.
private final class SharedDataKey {
  let key: DataKey

  init(_ key: consuming DataKey) { self.key = key }
}

/// What an intake needs of the keys; belongs to one thread.
struct IntakeKeys {
  let tokens: TokenChain
  let wrapper: DataKeyWrapper
  let vault: IdentityVault
  let random: SecureRandom
}
