extension TumourRecord {
  /// Whether there is something that ``encode(into:)`` has no place for.
  public var needsThirdForm: Bool {
    !contradictions.isEmpty || diagnosis.biomarkers.contains { $0.specimen != nil }
  }

  /// Appends the form of the tumour that holds all of it.
  /// - Parameter writer: the message to append to.
  public func encodeWhole(into writer: inout CanonicalWriter) {
    encode(into: &writer)
    for finding in diagnosis.biomarkers { finding.encodeSpecimen(into: &writer) }
    writer.writeList(contradictions) { $1.encode(into: &$0) }
  }

  /// Reads what ``encodeWhole(into:)`` wrote.
  /// - Parameter reader: stands at the first byte of the tumour.
  /// - Throws: ``CanonicalReadError``.
  public init(wholeFrom reader: inout CanonicalReader) throws(CanonicalReadError) {
    try self.init(from: &reader)
    for place in diagnosis.biomarkers.indices {
      try diagnosis.biomarkers[place].readSpecimen(from: &reader)
    }
    contradictions = try reader.readList { reader throws(CanonicalReadError) in
      try Staging(from: &reader)
    }
  }
}

extension BiomarkerFinding {
  /// Appends which specimen was tested.
  /// - Parameter writer: the message to append to.
  public func encodeSpecimen(into writer: inout CanonicalWriter) {
    writer.writeOptional(specimen) { $0.write($1.value) }
  }

  /// Reads what ``encodeSpecimen(into:)`` wrote.
  /// - Parameter reader: stands at the first byte of it.
  /// - Throws: ``CanonicalReadError``.
  public mutating func readSpecimen(
    from reader: inout CanonicalReader
  ) throws(CanonicalReadError) {
    let specimen = try reader.readOptional { reader throws(CanonicalReadError) in
      SpecimenReference(value: try reader.read())
    }
    let whole = BiomarkerFinding(
      biomarker: biomarker, result: result, observedOn: observedOn, specimen: specimen)
    guard let whole else { throw reader.invalid("biomarker result") }
    self = whole
  }
}

extension Staging {
  /// Appends the canonical form of the staging.
  /// - Parameter writer: the message to append to.
  public func encode(into writer: inout CanonicalWriter) {
    writer.writeOptional(stage) { $0.write($1.code) }
    writer.writeOptional(edition) { $0.write($1) }
    writer.write(t)
    writer.write(n)
    writer.write(m)
  }

  /// Reads what ``encode(into:)`` wrote.
  /// - Parameter reader: stands at the first byte of the staging.
  /// - Throws: ``CanonicalReadError``.
  public init(from reader: inout CanonicalReader) throws(CanonicalReadError) {
    stage = try reader.readOptional { reader throws(CanonicalReadError) in
      guard let stage = StageGroup(code: try reader.read()) else { throw reader.invalid("stage") }
      return stage
    }
    edition = try reader.readOptional { reader throws(CanonicalReadError) in try reader.read() }
    t = try reader.readCategory(.tumour)
    n = try reader.readCategory(.nodes)
    m = try reader.readCategory(.metastasis)
  }
}
