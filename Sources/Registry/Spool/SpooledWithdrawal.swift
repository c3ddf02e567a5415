internal import Domain

/// A withdrawal as the spool holds it until the database can take it: all that its command said.
struct SpooledWithdrawal: Equatable {
  private static let version: UInt8 = 1

  var donor: String
  var scopes: [String]
  var level: String?
  var destruction: String?
  var signedOn: CivilDay
  var effectiveFrom: CivilDay?
  var signer: String?
  var mandate: String?
  var witness: String?
  /// SHA-256 of the signed document.
  var evidence: DocumentHash?
  var reason: String?
  var actor: String
  var spooledAt: Instant

  /// Keeps a request.
  /// - Parameters:
  ///   - request: a withdrawal, its document read already.
  ///   - reason: why the donor withdraws.
  ///   - actor: who records it.
  ///   - spooledAt: when.
  init(_ request: ConsentRequest, reason: String?, actor: String, spooledAt: Instant) {
    donor = request.donor
    scopes = request.scopes
    level = request.level
    destruction = request.destruction
    signedOn = request.signedOn ?? spooledAt.day
    effectiveFrom = request.effectiveFrom
    signer = request.signer
    mandate = request.mandate
    witness = request.witness
    if case .digest(let text) = request.evidence { evidence = DocumentHash(text: text) }
    self.reason = reason
    self.actor = actor
    self.spooledAt = spooledAt
  }

  /// The request that the database is given in the end.
  var request: ConsentRequest {
    var request = ConsentRequest(donor: donor, kind: ConsentEventKind.withdrawal.name)
    request.scopes = scopes
    request.level = level
    request.destruction = destruction
    request.signedOn = signedOn
    request.effectiveFrom = effectiveFrom
    request.signer = signer
    request.mandate = mandate
    request.witness = witness
    request.evidence = evidence.map { .digest($0.description) }
    return request
  }

  var canonicalBytes: [UInt8] {
    var writer = CanonicalWriter()
    writer.write(Self.version)
    writer.write(donor)
    writer.writeList(scopes) { $0.write($1) }
    writer.writeOptional(level) { $0.write($1) }
    writer.writeOptional(destruction) { $0.write($1) }
    writer.write(signedOn)
    writer.writeOptional(effectiveFrom) { $0.write($1) }
    for text in [signer, mandate, witness, evidence?.description, reason] {
      writer.writeOptional(text) { $0.write($1) }
    }
    writer.write(actor)
    writer.write(spooledAt.microseconds)
    return writer.bytes
  }

  init(canonicalBytes: [UInt8]) throws(CanonicalReadError) {
    var reader = CanonicalReader(canonicalBytes)
    func text(_ reader: inout CanonicalReader) throws(CanonicalReadError) -> String {
      try reader.readString()
    }
    func day(_ reader: inout CanonicalReader) throws(CanonicalReadError) -> CivilDay {
      try reader.readDay()
    }
    guard try reader.read(UInt8.self) == Self.version else {
      throw reader.invalid("version of a spooled withdrawal")
    }
    donor = try reader.readString()
    scopes = try reader.readList(text)
    level = try reader.readOptional(text)
    destruction = try reader.readOptional(text)
    signedOn = try reader.readDay()
    effectiveFrom = try reader.readOptional(day)
    signer = try reader.readOptional(text)
    mandate = try reader.readOptional(text)
    witness = try reader.readOptional(text)
    if let digest = try reader.readOptional(text) {
      guard let hash = DocumentHash(text: digest) else { throw reader.invalid("document hash") }
      evidence = hash
    }
    reason = try reader.readOptional(text)
    actor = try reader.readString()
    spooledAt = Instant(microseconds: try reader.read())
    try reader.finish()
  }
}
