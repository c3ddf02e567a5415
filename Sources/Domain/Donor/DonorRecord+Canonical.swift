extension DonorRecord {
  /// Appends the canonical form of the record.
  /// - Parameter writer: the message to append to.
  public func encode(into writer: inout CanonicalWriter) {
    writer.writeOptional(facility) { $0.write($1) }
    writer.writeOptional(birthYear) { $0.write(UInt16($1)) }
    writer.writeOptional(majorityDay) { $0.write($1) }
    writer.write(sex.rawValue)
    writer.writeOptional(country) { $0.write($1) }
    writer.writeOptional(postcode3) { $0.write($1) }
    writer.write(interest.source.rawValue)
    writer.write(interest.expressedOn)
    writer.write(vitalStatus.rawValue)
    writer.writeOptional(diedOn) { $0.write($1) }
    writer.write(noContact)
    findings.encode(into: &writer)
  }

  /// Reads what ``encode(into:)`` wrote.
  /// - Parameter reader: stands at the first byte of the facts.
  /// - Throws: ``CanonicalReadError``.
  public init(from reader: inout CanonicalReader) throws(CanonicalReadError) {
    let facility = try reader.readOptional { reader throws(CanonicalReadError) in
      try reader.readString()
    }
    let birthYear = try reader.readOptional { reader throws(CanonicalReadError) in
      Int(try reader.read(UInt16.self))
    }
    let majorityDay = try reader.readOptionalDay()
    let sex = try reader.readCoded(Sex.self)
    let country = try reader.readOptional { reader throws(CanonicalReadError) in
      try reader.readString()
    }
    let postcode3 = try reader.readOptional { reader throws(CanonicalReadError) in
      try reader.readString()
    }
    let source = try reader.readCoded(InterestSource.self)
    let interest = Interest(source: source, expressedOn: try reader.readDay())
    self.init(
      interest: interest, sex: sex, facility: facility, birthYear: birthYear,
      majorityDay: majorityDay, country: country, postcode3: postcode3,
      vitalStatus: try reader.readCoded(VitalStatus.self), diedOn: try reader.readOptionalDay(),
      noContact: try reader.readBool())
    findings = try ClinicalFindings(from: &reader)
  }
}

extension TumourRecord {
  /// Appends the canonical form of the tumour.
  /// - Parameter writer: the message to append to.
  public func encode(into writer: inout CanonicalWriter) {
    writer.write(diagnosis.site.code)
    writer.write(diagnosis.morphology.histology)
    writer.write(diagnosis.morphology.behaviour)
    writer.write(diagnosis.laterality.rawValue)
    writer.writeOptional(diagnosis.diagnosedOn) { $0.write($1) }
    writer.writeOptional(age) { $0.write(UInt8(clamping: $1)) }
    diagnosis.staging.encode(into: &writer)
    writer.writeList(diagnosis.biomarkers) { writer, finding in
      writer.write(finding.biomarker.rawValue)
      writer.write(finding.result.rawValue)
      writer.writeOptional(finding.observedOn) { $0.write($1) }
    }
  }

  /// Reads what ``encode(into:)`` wrote.
  /// - Parameter reader: stands at the first byte of the tumour.
  /// - Throws: ``CanonicalReadError``.
  public init(from reader: inout CanonicalReader) throws(CanonicalReadError) {
    guard let site = Topography(code: try reader.read()) else { throw reader.invalid("topography") }
    guard
      let morphology = Morphology(histology: try reader.read(), behaviour: try reader.read())
    else { throw reader.invalid("morphology") }
    var diagnosis = Diagnosis(
      site: site, morphology: morphology, laterality: try reader.readCoded(Laterality.self),
      diagnosedOn: try reader.readOptionalDay())
    let age = try reader.readOptional { reader throws(CanonicalReadError) in
      Int(try reader.read(UInt8.self))
    }
    diagnosis.staging = try Staging(from: &reader)
    diagnosis.biomarkers = try reader.readList { reader throws(CanonicalReadError) in
      let biomarker = try reader.readCoded(Biomarker.self)
      let result = try reader.readCoded(BiomarkerResult.self)
      guard
        let finding = BiomarkerFinding(
          biomarker: biomarker, result: result, observedOn: try reader.readOptionalDay())
      else { throw reader.invalid("biomarker result") }
      return finding
    }
    self.init(diagnosis: diagnosis, age: age)
  }
}

extension CanonicalReader {
  /// Reads a coded value by its stored integer.
  /// - Parameter type: the vocabulary.
  /// - Returns: the value.
  /// - Throws: ``CanonicalReadError`` for an integer the vocabulary does not have.
  public mutating func readCoded<Value: CodedValue>(
    _ type: Value.Type
  ) throws(CanonicalReadError) -> Value {
    guard let value = Value(rawValue: try read(UInt8.self)) else {
      throw invalid(Value.vocabulary)
    }
    return value
  }

  /// Reads a presence byte and, where it says so, a day.
  /// - Returns: the day, or nil.
  /// - Throws: ``CanonicalReadError``.
  public mutating func readOptionalDay() throws(CanonicalReadError) -> CivilDay? {
    try readBool() ? try readDay() : nil
  }

  mutating func readCategory(
    _ axis: TNMCategory.Axis
  ) throws(CanonicalReadError) -> TNMCategory? {
    guard try readBool() else { return nil }
    guard
      let category = TNMCategory(
        axis: axis, prefixCode: try read(), majorCode: try read(), suffix: try readString())
    else { throw invalid("\(axis.rawValue) category") }
    return category
  }
}

extension CanonicalWriter {
  mutating func write(_ category: TNMCategory?) {
    writeOptional(category) { writer, category in
      writer.write(category.prefixCode)
      writer.write(category.majorCode)
      writer.write(category.suffix)
    }
  }
}
