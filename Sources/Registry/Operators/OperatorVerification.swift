internal import Domain
internal import Ledger
internal import RegistryCrypto
internal import Storage

/// What the operators' signatures say of the ledger.
public struct OperatorVerification: Sendable {
  /// Operators enrolled so far, revoked ones among them.
  public var operators: Int
  /// Signatures found and held to be good.
  public var signatures: UInt64
  /// The enrolment from which on everything must be signed; nil while nobody is enrolled.
  public var since: UInt64?
  /// The first event that is not signed as it should be; nil where all is sound.
  public var firstBad: UInt64?
}

extension Registry {
  /// Checks with the public keys alone that every change since the first enrolment was signed by
  /// an operator who was enrolled then and not revoked; needs no key ring and opens nothing.
  /// - Parameter folder: the registry folder.
  /// - Returns: what was found.
  /// - Throws: ``RegistryError``.
  public static func verifyOperators(at folder: String) throws -> OperatorVerification {
    try mapping {
      try RegistryStore.open(at: "\(folder)/registry.sqlite").read { try verifyOperators($0) }
    }
  }

  static func verifyOperators(_ snapshot: Snapshot) throws -> OperatorVerification {
    guard let log = UUIDBytes(bytes: try snapshot.identity().logID) else {
      throw LogStateError.unreadable
    }
    var walk = try SignatureWalk(log: log)
    try snapshot.forEachEvent { event in try walk.take(event) }
    return walk.result
  }
}

/// Walks the log and holds each signature against the root before it.
private struct SignatureWalk: ~Copyable {
  private struct Enrolled {
    var name: String
    var key: Ed25519PublicKey
    var revoked: UInt64?
  }

  private let id: UUIDBytes
  private var log: LogState
  private var enrolled: [[UInt8]: Enrolled] = [:]
  /// The events that wait for their signature: the first one, and whose they are.
  private var waiting: (first: UInt64, operation: UUIDBytes, actor: String)?
  private var found = OperatorVerification(operators: 0, signatures: 0)

  init(log id: UUIDBytes) throws {
    self.id = id
    log = try LogState(id: id.bytes, size: 0, frontier: [])
  }

  var result: OperatorVerification {
    var result = found
    result.operators = enrolled.count
    result.firstBad = found.firstBad ?? waiting?.first
    return result
  }

  mutating func take(_ event: StoredEvent) throws {
    guard found.firstBad == nil else { return }
    let header = try EventHeader(decoding: event.header)
    switch event.kind {
    case "operation_signed":
      guard case .operationSigned(let signature) = try payload(event),
        try isGood(signature, at: event.sequence, header)
      else {
        found.firstBad = event.sequence
        return
      }
      found.signatures += 1
      waiting = nil
    case "operator_added":
      guard case .operatorAdded(let enrolment) = try payload(event) else { return }
      enrolled[enrolment.publicKey] = Enrolled(
        name: enrolment.name, key: try Ed25519PublicKey(bytes: enrolment.publicKey))
      if found.since == nil { found.since = event.sequence }
      expect(event.sequence, header)
    case "operator_revoked":
      guard case .operatorRevoked(let revocation) = try payload(event) else { return }
      for key in enrolled.keys where enrolled[key]?.name == revocation.name {
        enrolled[key]?.revoked = event.sequence
      }
      expect(event.sequence, header)
    default:
      if found.since != nil { expect(event.sequence, header) }
    }
    _ = try log.append(header: event.header, payload: event.payload)
  }

  private func payload(_ event: StoredEvent) throws -> EventPayload {
    try EventPayload(kind: event.kind, bytes: event.payload)
  }

  /// Notes that an event needs a signature; one that still waits for that of another operation was
  /// never signed.
  private mutating func expect(_ sequence: UInt64, _ header: EventHeader) {
    guard let waiting else {
      waiting = (sequence, header.operation, header.actor)
      return
    }
    if waiting.operation != header.operation || waiting.actor != header.actor {
      found.firstBad = waiting.first
    }
  }

  private func isGood(
    _ signature: OperationSignature, at sequence: UInt64, _ header: EventHeader
  ) throws -> Bool {
    guard let waiting, let signer = enrolled[signature.publicKey],
      signature.first <= waiting.first, signature.last + 1 == sequence,
      waiting.operation == header.operation, header.actor == waiting.actor,
      found.since.map({ waiting.first == $0 || signer.name == waiting.actor }) ?? false,
      signer.revoked.map({ $0 >= signature.first }) ?? true
    else { return false }
    return signer.key.isValid(
      signature: signature.signature,
      for: OperationSignature.message(
        log: id, operation: header.operation, first: signature.first, last: signature.last,
        root: try log.root()))
  }
}
