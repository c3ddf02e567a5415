internal import Domain
internal import HashedIdentifiers
internal import Ledger
internal import RegistryCrypto
internal import Storage

/// Who acts in one transaction, and what that permits.
///
/// While nobody is enrolled everybody may do everything, under the name that the caller gives. From
/// the first enrolment on nothing is permitted without the key of an operator who is not revoked.
struct Authority {
  /// The name that events carry as their actor.
  let name: String
  /// Whether a key proves who it is.
  let isAuthenticated: Bool
  /// What the operator is enrolled for; every role while nobody is enrolled.
  let roles: OperatorRoles
  private let key: OperatorKey?

  /// Takes up who acts; refuses a key that may not.
  init(name: String, key: OperatorKey?, _ snapshot: Snapshot) throws {
    let operators = try snapshot.operators()
    guard !operators.isEmpty else {
      (self.name, isAuthenticated, roles, self.key) = (name, false, .every, key)
      return
    }
    guard let key else {
      throw RegistryError(
        .notPermitted, "the registry has operators, and no operator's key was given",
        fix: "name your key file with --operator-key FILE or TISSUECTL_OPERATOR_KEY")
    }
    guard let found = operators.first(where: { $0.publicKey == key.publicKey.bytes }) else {
      throw RegistryError(
        .notPermitted, "the key belongs to no operator of this registry",
        fix: "have an administrator enrol it with: operator add")
    }
    guard found.revokedSequence == nil else {
      throw RegistryError(
        .notPermitted, "operator \(found.name) was revoked",
        at: [.init("operator", found.name)])
    }
    (self.name, isAuthenticated, roles, self.key) = (found.name, true, found.roles, key)
  }

  /// Refuses an event that none of the operator's roles may append.
  func require(_ payload: EventPayload) throws {
    guard isAuthenticated, payload.permittedRoles.isDisjoint(with: roles) else { return }
    let needed = payload.permittedRoles.roles.map(\.name).joined(separator: " or ")
    throw RegistryError(
      .notPermitted, "operator \(name) may not do this",
      at: [.init("event", payload.kind), .init("operator", name)],
      why: "it is for the role \(needed), and the operator is "
        + roles.roles.map(\.name).joined(separator: ", "))
  }

  /// Refuses what none of the operator's roles may read.
  func require(_ right: ReadingRight) throws {
    guard isAuthenticated, right.permittedRoles.isDisjoint(with: roles) else { return }
    throw RegistryError(
      .notPermitted, "operator \(name) may not read \(right.words)",
      at: [.init("operator", name)],
      why: "it is for the role "
        + right.permittedRoles.roles.map(\.name).joined(separator: " or ")
        + ", and the operator is " + roles.roles.map(\.name).joined(separator: ", "))
  }

  /// The signature under what a transaction appended; nil where there is no key to sign with.
  func signature(
    over first: UInt64, through last: UInt64, root: [UInt8], log: UUIDBytes,
    operation: UUIDBytes
  ) throws -> OperationSignature? {
    guard let key else { return nil }
    let message = OperationSignature.message(
      log: log, operation: operation, first: first, last: last, root: root)
    return OperationSignature(
      publicKey: key.publicKey.bytes, first: first, last: last,
      signature: try key.sign(message))
  }
}
