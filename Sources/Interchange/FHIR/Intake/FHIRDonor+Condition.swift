internal import Domain

/// The tumours.
extension FHIRDonor {
  mutating func readConditions() {
    for (place, entry) in scope.entries(of: "Condition", about: patient)
    where FHIRIntakeCodes.isTumour(entry.resource) {
      checkModifiers(entry)
      readTumour(entry, place: place)
    }
  }

  private mutating func readTumour(_ entry: FHIRScope.Entry, place: Int) {
    let (condition, path) = (entry.resource, entry.path)
    let verification = FHIRIntakeCodes.codes(condition["verificationStatus"]).first
    if let verification, verification != "confirmed" {
      warn(
        path + ".verificationStatus",
        "'\(FieldProblem.excerpt(verification))', so the tumour is left out",
        "send it when it is confirmed")
      return
    }
    let site = site(condition, path: path)
    let morphology = morphology(condition, path: path)
    let diagnosedOn = diagnosisDay(condition, path: path)
    let laterality = laterality(condition, path: path)
    guard let site, let morphology else { return }
    tumours.append(
      FHIRTumour(
        place: place, path: path,
        diagnosis: Diagnosis(
          site: site, morphology: morphology, laterality: laterality, diagnosedOn: diagnosedOn)))
  }

  private mutating func site(_ condition: JSONValue, path: String) -> Topography? {
    let sites = condition["bodySite"]?.elements ?? []
    for (place, concept) in sites.enumerated() {
      for coding in FHIRIntakeCodes.codings(concept)
      where coding.system == FHIRRelease.icdO3 || coding.system == FHIRIntakeCodes.icdO3OID {
        return collector.collect { () throws(FieldProblem) in
          try Topography.parse(coding.code, field: "\(path).bodySite[\(place)].coding")
        }
      }
    }
    reject(
      path + ".bodySite", "a tumour without its ICD-O-3 topography",
      "send bodySite with system \(FHIRRelease.icdO3) and a code as C50.4")
    return nil
  }

  private mutating func morphology(_ condition: JSONValue, path: String) -> Morphology? {
    let extensions = condition["extension"]?.elements ?? []
    for (place, element) in extensions.enumerated()
    where element["url"]?.text == FHIRRelease.morphology {
      let coding = FHIRIntakeCodes.codings(element["valueCodeableConcept"]).first {
        $0.system == FHIRRelease.icdO3 || $0.system == FHIRIntakeCodes.icdO3OID
      }
      guard let coding else { continue }
      return collector.collect { () throws(FieldProblem) in
        try Morphology.parse(
          coding.code, field: "\(path).extension[\(place)].valueCodeableConcept")
      }
    }
    reject(
      path + ".extension", "a tumour without its ICD-O-3 morphology",
      "send mCODE's histology-morphology-behavior with a code as 8500/3")
    return nil
  }

  /// The day it was asserted, else of its onset, else of the record.
  private mutating func diagnosisDay(_ condition: JSONValue, path: String) -> CivilDay? {
    let asserted = (condition["extension"]?.elements ?? []).first {
      $0["url"]?.text == FHIRIntakeCodes.assertedDate
    }
    if let value = asserted?["valueDateTime"] { return day(value, field: path + ".extension") }
    if let value = condition["onsetDateTime"] { return day(value, field: path + ".onsetDateTime") }
    return day(condition["recordedDate"], field: path + ".recordedDate")
  }

  private mutating func laterality(_ condition: JSONValue, path: String) -> Laterality {
    for (place, concept) in (condition["bodySite"]?.elements ?? []).enumerated() {
      for element in concept["extension"]?.elements ?? []
      where element["url"]?.text == FHIRIntakeCodes.laterality {
        let codes = FHIRIntakeCodes.codes(element["valueCodeableConcept"])
        if let known = codes.lazy.compactMap(FHIRIntakeCodes.side).first { return known }
        reject(
          "\(path).bodySite[\(place)].extension",
          "'\(FieldProblem.excerpt(codes.first ?? ""))' is no side",
          "send the SNOMED CT code for left, right or both")
      }
    }
    return .unknown
  }
}
