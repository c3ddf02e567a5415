internal import Domain

/// Staging and markers.
extension FHIRDonor {
  mutating func readObservations() {
    for (_, entry) in scope.entries(of: "Observation", about: patient)
    where FHIRIntakeCodes.isStated(entry.resource["status"]) {
      checkSpecimen(of: entry)
      let codes = FHIRIntakeCodes.loincs(entry.resource["code"])
      if let (part, classification) = codes.lazy.compactMap({ FHIRIntakeCodes.staging[$0] }).first {
        guard let tumour = tumour(of: entry) else { continue }
        checkModifiers(entry)
        read(part, classification, entry, tumour)
      } else if let marker = codes.lazy.compactMap(FHIRIntakeCodes.marker).first {
        checkModifiers(entry)
        read(marker, entry)
      } else if codes.contains(ObservedCode.variant) {
        checkModifiers(entry)
        readVariant(entry)
      }
    }
  }

  /// A finding about one patient from the tissue of another is about neither.
  private mutating func checkSpecimen(of entry: FHIRScope.Entry) {
    guard let reference = entry.resource["specimen"] else { return }
    let specimen = scope.target(of: reference)
    let owner = specimen.flatMap { scope.target(of: scope.entries[$0].resource["subject"]) }
    guard owner != patient else { return }
    reject(
      entry.path + ".specimen",
      specimen == nil
        ? "the specimen is not among the resources" : "the specimen is of another patient",
      "correct the reference to the specimen, or its patient")
  }

  /// What tells the specimen of an observation from others: the number that a laboratory gave it, or
  /// else the name that the resource has.
  private func specimenLabel(of entry: FHIRScope.Entry) -> String? {
    guard let place = scope.target(of: entry.resource["specimen"]) else { return nil }
    let specimen = scope.entries[place].resource
    return specimen["accessionIdentifier"]?["value"]?.text
      ?? specimen["identifier"]?.elements?.lazy.compactMap { $0["value"]?.text }.first
      ?? specimen["id"]?.text
  }

  /// The tumour that an observation is about; the only one, where it does not say.
  private mutating func tumour(of entry: FHIRScope.Entry) -> Int? {
    let focus = entry.resource["focus"]?.elements?.first
    if let focus {
      let target = scope.target(of: focus)
      if let place = tumours.firstIndex(where: { $0.place == target }) { return place }
      if target == nil {
        reject(
          entry.path + ".focus", "the tumour is not among the resources",
          "send the Condition along, under the name that the reference has")
      }
      return nil
    }
    if tumours.count == 1 { return 0 }
    if tumours.count > 1 {
      warn(
        entry.path, "it does not say of which tumour, and is left out",
        "name the Condition as its focus")
    }
    return nil
  }

  private mutating func read(
    _ part: FHIRIntakeCodes.StagingPart, _ classification: FHIRStaging.Classification,
    _ entry: FHIRScope.Entry, _ tumour: Int
  ) {
    let words = FHIRIntakeCodes.words(entry.resource)
    guard let first = words.first else { return }
    var stated = tumours[tumour].staging[classification]
    let understood: Bool
    switch part {
    case .t:
      stated.t = words.lazy.compactMap { TNMCategory($0, axis: .tumour) }.first
      understood = stated.t != nil
    case .n:
      stated.n = words.lazy.compactMap { TNMCategory($0, axis: .nodes) }.first
      understood = stated.n != nil
    case .m:
      stated.m = words.lazy.compactMap { TNMCategory($0, axis: .metastasis) }.first
      understood = stated.m != nil
    case .group:
      stated.stage = words.lazy.compactMap { StageGroup($0) }.first
      understood = stated.stage != nil
    }
    guard understood else {
      return reject(
        entry.path + ".valueCodeableConcept",
        "'\(FieldProblem.excerpt(first))' is no \(part.name) of the AJCC manual",
        "write it as the manual does, for example \(part.example)")
    }
    let edition = (entry.resource["extension"]?.elements ?? []).first {
      $0["url"]?.text?.hasSuffix("/staging-edition") == true
    }
    if let text = edition?["valueString"]?.text {
      stated.edition = collector.edition(text, field: entry.path + ".extension")
    }
    tumours[tumour].staging[classification] = stated
  }

  private mutating func read(_ marker: Biomarker, _ entry: FHIRScope.Entry) {
    guard let tumour = tumour(of: entry) else { return }
    let words = FHIRIntakeCodes.words(entry.resource)
    guard let first = words.first else { return }
    let result = words.lazy.compactMap { FHIRIntakeCodes.result($0, of: marker) }.first
    guard let result else {
      return reject(
        entry.path + ".valueCodeableConcept",
        "\(marker.name) cannot be '\(FieldProblem.excerpt(first))'",
        "use one of: \(marker.results.map(\.name).joined(separator: ", "))")
    }
    add(marker, result, entry, to: tumour)
  }

  /// A somatic variant of a gene that the registry records; those of the germline stay out.
  private mutating func readVariant(_ entry: FHIRScope.Entry) {
    var gene: Biomarker?
    var source: String?
    var isDescribed = false
    for component in entry.resource["component"]?.elements ?? [] {
      let codes = FHIRIntakeCodes.loincs(component["code"])
      let words = FHIRIntakeCodes.words(component)
      if codes.contains(ObservedCode.gene) {
        gene = words.lazy.compactMap(FHIRIntakeCodes.gene).first
      } else if codes.contains(FHIRIntakeCodes.sourceClass) {
        source = words.first
      } else if codes.contains(where: FHIRIntakeCodes.isChange) {
        isDescribed = true
      }
    }
    guard let gene, source != FHIRIntakeCodes.germline, let tumour = tumour(of: entry) else {
      return
    }
    guard source == FHIRIntakeCodes.somatic else {
      return warn(
        entry.path, "somatic or of the germline, it does not say, and is left out",
        "send the genomic source class, LOINC \(FHIRIntakeCodes.sourceClass)")
    }
    let words = FHIRIntakeCodes.words(entry.resource)
    if let result = FHIRIntakeCodes.variantResult(words, isDescribed: isDescribed) {
      add(gene, result, entry, to: tumour)
    } else {
      warn(
        entry.path, "neither found nor excluded, and left out",
        "send LA9633-4 (present) or LA9634-2 (absent) as its value")
    }
  }

  private mutating func add(
    _ marker: Biomarker, _ result: BiomarkerResult, _ entry: FHIRScope.Entry, to tumour: Int
  ) {
    let observed = day(
      entry.resource["effectiveDateTime"], field: entry.path + ".effectiveDateTime")
    let specimen = collector.specimen(
      specimenLabel(of: entry), options, field: entry.path + ".specimen")
    guard
      let finding = BiomarkerFinding(
        biomarker: marker, result: result, observedOn: observed, specimen: specimen),
      !tumours[tumour].findings.contains(where: { $0.finding == finding })
    else { return }
    tumours[tumour].findings.append((finding, entry.path))
  }
}
