extension ConsentFacts: CanonicallyEncoded {
  /// The version of the encoding, the first byte of every fact.
  static let encodingVersion: UInt8 = 1

  /// Writes the fact in its canonical form, the payload of a ledger event.
  /// - Parameter writer: the message to write to.
  public func encode(into writer: inout CanonicalWriter) {
    writer.write(Self.encodingVersion)
    writer.write(kind)
    writer.write(signer)
    writer.write(signedOn)
    writer.write(effectiveFrom)
    writer.writeOptional(form) { $0.write($1) }
    writer.write(permitted)
    writer.write(declined)
    writer.write(notChosen)
    writer.write(scopes)
    writer.writeOptional(level) { $0.write($1) }
    writer.writeOptional(destruction) { $0.write($1) }
    writer.write(assent)
    writer.writeOptional(mandate) { $0.write($1) }
    writer.writeOptional(witness) { $0.write($1) }
    writer.writeOptional(reason) { $0.write($1) }
    writer.writeOptional(evidence) { $0.write($1.bytes) }
    writer.writeOptional(target) { $0.write($1) }
  }

  /// Reads a fact and checks it again.
  /// - Parameter reader: the message, at the first byte of the fact.
  /// - Throws: ``CanonicalReadError`` for bytes that are no fact.
  public init(from reader: inout CanonicalReader) throws(CanonicalReadError) {
    guard try reader.read(UInt8.self) == Self.encodingVersion else {
      throw reader.invalid("version of a consent fact")
    }
    let kind = try reader.readCoded(ConsentEventKind.self)
    let signer = try reader.readCoded(Signer.self)
    let signedOn = try reader.readDay()
    let effectiveFrom = try reader.readDay()
    let form = try reader.readBool() ? try reader.readFormReference() : nil
    let permitted = try reader.readScopes()
    let declined = try reader.readScopes()
    let notChosen = try reader.readScopes()
    let scopes = try reader.readScopes()
    let level = try reader.readBool() ? try reader.readCoded(WithdrawalLevel.self) : nil
    let destruction = try reader.readBool() ? try reader.readCoded(Destruction.self) : nil
    let assent = try reader.readBool()
    let mandate = try reader.readBool() ? try reader.readString() : nil
    let witness = try reader.readBool() ? try reader.readString() : nil
    let reason = try reader.readBool() ? try reader.readString() : nil
    let evidence = try reader.readBool() ? try Self.readHash(&reader) : nil
    let target: UInt64? = try reader.readBool() ? try reader.read() : nil
    do {
      try self.init(
        kind: kind, form: form, permitted: permitted, declined: declined, notChosen: notChosen,
        scopes: scopes, level: level, destruction: destruction, signedOn: signedOn,
        effectiveFrom: effectiveFrom, signer: signer, mandate: mandate, witness: witness,
        assent: assent, evidence: evidence, reason: reason, target: target)
    } catch {
      throw reader.invalid("consent fact")
    }
  }

  private static func readHash(
    _ reader: inout CanonicalReader
  ) throws(CanonicalReadError) -> DocumentHash {
    guard let hash = DocumentHash(bytes: try reader.readBytes()) else {
      throw reader.invalid("document hash")
    }
    return hash
  }
}
