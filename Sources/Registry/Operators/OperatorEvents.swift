internal import Domain
internal import Ledger
internal import RegistryCrypto

/// That somebody may change the registry from now on.
struct OperatorEnrolment: Hashable {
  var name: String
  var publicKey: [UInt8]
  var roles: OperatorRoles
}

/// That somebody may no longer.
struct OperatorRevocation: Hashable {
  var name: String
  var reason: String?
}

/// An operator's signature under everything that one transaction appended before it.
///
/// It is made over the root of the log up to the last of these events. The root commits to every
/// header and payload, operation id, kind, actor and sealed content included, so that whoever has
/// the log and the public keys can tell who did what without opening anything.
struct OperationSignature: Hashable {
  var publicKey: [UInt8]
  /// The first event that is signed.
  var first: UInt64
  /// The last one; the signature itself follows it.
  var last: UInt64
  var signature: [UInt8]

  /// The bytes that are signed.
  static func message(
    log: UUIDBytes, operation: UUIDBytes, first: UInt64, last: UInt64, root: [UInt8]
  ) -> [UInt8] {
    var writer = CanonicalWriter(capacity: 128)
    writer.write("tissue-donation-registry/operation-signature/1")
    writer.write(log.bytes)
    writer.write(operation.bytes)
    writer.write(first)
    writer.write(last)
    writer.write(root)
    return writer.bytes
  }
}

extension CanonicalWriter {
  mutating func write(_ enrolment: OperatorEnrolment) {
    write(enrolment.name)
    write(enrolment.publicKey)
    write(enrolment.roles.rawValue)
  }

  mutating func write(_ revocation: OperatorRevocation) {
    write(revocation.name)
    writeOptional(revocation.reason) { $0.write($1) }
  }

  mutating func write(_ signature: OperationSignature) {
    write(signature.publicKey)
    write(signature.first)
    write(signature.last)
    write(signature.signature)
  }
}

extension CanonicalReader {
  mutating func readEnrolment() throws(CanonicalReadError) -> OperatorEnrolment {
    let enrolment = OperatorEnrolment(
      name: try readString(), publicKey: try readBytes(),
      roles: OperatorRoles(rawValue: try read()))
    guard enrolment.roles.isWellFormed else { throw invalid("roles") }
    return enrolment
  }

  mutating func readRevocation() throws(CanonicalReadError) -> OperatorRevocation {
    OperatorRevocation(
      name: try readString(),
      reason: try readOptional { reader throws(CanonicalReadError) in try reader.readString() })
  }

  mutating func readOperationSignature() throws(CanonicalReadError) -> OperationSignature {
    OperationSignature(
      publicKey: try readBytes(), first: try read(), last: try read(),
      signature: try readBytes())
  }
}
