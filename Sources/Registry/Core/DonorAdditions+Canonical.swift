internal import Domain
internal import Storage

extension CanonicalWriter {
  mutating func write(_ additions: DonorAdditions) {
    let form = additions.form
    writeList(additions.tumours) {
      form == 3 ? $1.encodeWhole(into: &$0) : $1.encode(into: &$0)
    }
    writeList(additions.findings) { writer, addition in
      writer.write(UInt32(addition.tumour))
      writer.write(addition.finding.biomarker.rawValue)
      writer.write(addition.finding.result.rawValue)
      writer.writeOptional(addition.finding.observedOn) { $0.write($1) }
      if form == 3 { addition.finding.encodeSpecimen(into: &writer) }
    }
    writeList(additions.tissue) { form > 1 ? $1.encodeWhole(into: &$0) : $1.encode(into: &$0) }
    write(additions.vitalStatus.rawValue)
    writeOptional(additions.diedOn) { $0.write($1) }
    write(additions.noContact)
    if form > 1 { writeList(additions.procedures) { $1.encode(into: &$0) } }
    guard form > 2 else { return }
    writeList(additions.stagings) { writer, addition in
      writer.write(UInt32(addition.tumour))
      addition.staging.encode(into: &writer)
    }
    writeList(additions.struckPlans) { $1.encode(into: &$0) }
  }
}

extension CanonicalReader {
  /// Reads additions in the form that the version of their event says.
  mutating func readAdditions(version form: UInt8) throws(CanonicalReadError) -> DonorAdditions {
    var additions = DonorAdditions(
      tumours: try readList { reader throws(CanonicalReadError) in
        form > 2 ? try TumourRecord(wholeFrom: &reader) : try TumourRecord(from: &reader)
      },
      findings: try readList { reader throws(CanonicalReadError) in
        try reader.readFinding(form)
      },
      tissue: try readList { reader throws(CanonicalReadError) in
        form > 1 ? try Specimen(wholeFrom: &reader) : try Specimen(from: &reader)
      },
      vitalStatus: try readCoded(VitalStatus.self), diedOn: try readOptionalDay(),
      noContact: try readBool())
    if form > 1 { additions.procedures = try readPlans() }
    guard form > 2 else { return additions }
    additions.stagings = try readList { reader throws(CanonicalReadError) in
      DonorAdditions.Restaging(
        tumour: Int(try reader.read(UInt32.self)), staging: try Staging(from: &reader))
    }
    additions.struckPlans = try readPlans()
    return additions
  }

  private mutating func readFinding(
    _ form: UInt8
  ) throws(CanonicalReadError) -> DonorAdditions.Finding {
    let tumour = Int(try read(UInt32.self))
    let biomarker = try readCoded(Biomarker.self)
    let result = try readCoded(BiomarkerResult.self)
    let day = try readOptionalDay()
    guard var finding = BiomarkerFinding(biomarker: biomarker, result: result, observedOn: day)
    else { throw invalid("biomarker result") }
    if form > 2 { try finding.readSpecimen(from: &self) }
    return DonorAdditions.Finding(tumour: tumour, finding: finding)
  }

  private mutating func readPlans() throws(CanonicalReadError) -> [PlannedProcedure] {
    try readList { reader throws(CanonicalReadError) in try PlannedProcedure(from: &reader) }
  }
}
