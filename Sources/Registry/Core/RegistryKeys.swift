internal import Domain
internal import HashedIdentifiers
internal import Ledger
internal import RegistryCrypto
internal import Storage

/// What the active key of the key ring opens, seals and recognises.
final class RegistryKeys {
  let ring: KeyRing
  let keyID: String
  let tokenMaker: TokenMaker
  let logID: UUIDBytes
  private let scope: String
  private let wrapper: DataKeyWrapper
  private let registryKey: DataKey
  private let sealer: PayloadSealer
  private let vault: IdentityVault

  init(ring: KeyRing, logID: UUIDBytes) throws {
    self.ring = ring
    keyID = ring.activeKeyID
    self.logID = logID
    scope = logID.description
    tokenMaker = try ring.tokenMaker(keyID: keyID, scope: scope)
    wrapper = try ring.dataKeyWrapper(keyID: keyID, scope: scope)
    registryKey = try ring.registryKey(keyID: keyID, scope: scope)
    sealer = try PayloadSealer()
    vault = try IdentityVault()
  }

  func checkValue() throws -> [UInt8] {
    try ring.keyCheckValue(keyID: keyID, scope: scope).bytes
  }

  func require(checkValue: [UInt8], keyID: String) throws {
    guard let stored = KeyCheckValue(bytes: checkValue) else {
      throw StoreError.corrupt(detail: "the key check value is not readable")
    }
    try ring.requireKeyCheckValue(stored, keyID: keyID, scope: scope)
  }

  /// The keyed numbers behind counts that outsiders are told.
  func countingNumbers() throws -> CountingNumbers { try ring.countingNumbers(scope: scope) }

  /// The same keys once more with contexts of their own, for a thread of its own.
  func forIntake() throws -> IntakeKeys {
    IntakeKeys(
      tokenMaker: try ring.tokenMaker(keyID: keyID, scope: scope),
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
    return try wrapper.unwrap(stored.wrapped, for: donor)
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
    try sealer.seal(payload, header: header, key: registryKey)
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
      guard id == keyID else {
        throw RegistryError(.wrongKey, "event \(event.sequence) is sealed with key \(id)")
      }
      bytes = try sealer.open(event.payload, header: event.header, key: registryKey)
    case .none: bytes = event.payload
    }
    return try EventPayload(kind: event.kind, bytes: bytes)
  }
}

/// What an intake needs of the keys; belongs to one thread.
struct IntakeKeys {
  let tokenMaker: TokenMaker
  let wrapper: DataKeyWrapper
  let vault: IdentityVault
  let random: SecureRandom
}
