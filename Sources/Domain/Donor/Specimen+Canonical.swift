extension Specimen {
  /// Appends the canonical form of the specimen.
  /// - Parameter writer: the message to append to.
  public func encode(into writer: inout CanonicalWriter) {
    writer.write(kind.rawValue)
    writer.writeOptional(availableOn) { $0.write($1) }
    writer.write(matchedNormal)
    writer.write(viability.rawValue)
  }

  /// Reads what ``encode(into:)`` wrote.
  /// - Parameter reader: stands at the first byte of the specimen.
  /// - Throws: ``CanonicalReadError``.
  public init(from reader: inout CanonicalReader) throws(CanonicalReadError) {
    self.init(
      kind: try reader.readCoded(TissueKind.self), availableOn: try reader.readOptionalDay(),
      matchedNormal: try reader.readBool(), viability: try reader.readCoded(Viability.self))
  }
}

extension Specimen {
  /// Whether there is something that ``encode(into:)`` has no place for.
  public var needsSecondForm: Bool { milligrams != nil || treatment != .unknown }

  /// Appends the second canonical form of the specimen, which holds all of it.
  /// - Parameter writer: the message to append to.
  public func encodeWhole(into writer: inout CanonicalWriter) {
    encode(into: &writer)
    writer.writeOptional(milligrams) { $0.write(UInt32($1)) }
    writer.write(treatment.rawValue)
  }

  /// Reads what ``encodeWhole(into:)`` wrote.
  /// - Parameter reader: stands at the first byte of the specimen.
  /// - Throws: ``CanonicalReadError``.
  public init(wholeFrom reader: inout CanonicalReader) throws(CanonicalReadError) {
    let first = try Specimen(from: &reader)
    let milligrams = try reader.readOptional { reader throws(CanonicalReadError) in
      Int(try reader.read(UInt32.self))
    }
    guard milligrams.map(Self.amounts.contains) ?? true else { throw reader.invalid("amount") }
    self.init(
      kind: first.kind, availableOn: first.availableOn, matchedNormal: first.matchedNormal,
      viability: first.viability, milligrams: milligrams,
      treatment: try reader.readCoded(TreatmentTiming.self))
  }
}
