internal import Domain

/// Turns a patient of a NAACCR file into a donor.
struct NaaccrDonor {
  private var collector = FieldCollector()
  private var draft = IntakeDraft()
  /// For every tumour that was understood its place in the file.
  private var tumorPlaces: [Int] = []

  /// Reads one patient; every problem comes back at once.
  static func row(_ patient: NaaccrPatient, options: IntakeOptions) -> IntakeRow {
    var reading = NaaccrDonor()
    reading.readPatient(patient, options: options)
    for (place, tumor) in patient.tumors.enumerated() {
      reading.readTumor(tumor, place: place)
    }
    let places = reading.tumorPlaces
    return reading.draft.row(
      line: patient.line, rawRow: patient.rawRow, collector: reading.collector, options: options
    ) { field in
      switch field {
      case .site(let index), .observedOn(let index, _): name(.primarySite, places[index])
      case .diagnosedOn(let index): name(.dateOfDiagnosis, places[index])
      case .facility: NaaccrField.registryId.id
      case .nationalSystem, .nationalValue: NaaccrField.socialSecurityNumber.id
      case .birthDate: NaaccrField.dateOfBirth.id
      case .country: NaaccrField.addrCurrentCountry.id
      case .vitalStatus: NaaccrField.vitalStatus.id
      case .diedOn: NaaccrField.dateOfLastContact.id
      default: NaaccrField.patientIdNumber.id
      }
    }
  }

  /// A field of a tumour, as in `Tumor[0].primarySite`.
  private static func name(_ field: NaaccrField, _ place: Int) -> String {
    "Tumor[\(place)].\(field.id)"
  }

  private mutating func readPatient(_ patient: NaaccrPatient, options: IntakeOptions) {
    let values = patient.values
    let firstTumor = patient.tumors.first
    draft.interest = options.interest
    draft.identifiers.mrn = identifier(values, .patientIdNumber)
    // A facility says where a patient number comes from; without a number it says nothing.
    if draft.identifiers.mrn != nil {
      draft.identifiers.facility = options.facility ?? patient.file[.registryId]
    }
    draft.identifiers.family = identifier(values, .nameLast)
    draft.identifiers.given = identifier(values, .nameFirst)
    draft.identifiers.phone = number(values, .telephone)
    if let ssn = number(values, .socialSecurityNumber) {
      draft.identifiers.nationalSystem = "ssn"
      draft.identifiers.nationalValue = ssn
    }
    let postcode =
      number(values, .addrCurrentPostalCode)
      ?? firstTumor.flatMap { number($0, .addrAtDxPostalCode) }
    draft.identifiers.postcode = postcode
    draft.residence = Residence(
      postcode: postcode,
      country: (values[.addrCurrentCountry] ?? firstTumor?[.addrAtDxCountry])
        .flatMap(NaaccrCodes.country))
    readBirth(values)
    let sexField: NaaccrField =
      values[.sexAssignedAtBirth] == nil ? .sex : .sexAssignedAtBirth
    draft.identifiers.sex =
      code(values, sexField, secret: true, name: sexField.id, NaaccrCodes.sex)?.name
    draft.vitalStatus = code(
      values, .vitalStatus, name: NaaccrField.vitalStatus.id, NaaccrCodes.vitalStatus)
    let contact = date(values, .dateOfLastContact, name: NaaccrField.dateOfLastContact.id)
    if draft.vitalStatus == .dead { draft.diedOn = contact }
    draft.noContact =
      code(values, .noPatientContactFlag, name: NaaccrField.noPatientContactFlag.id) { code in
        ["0": false, "1": true][code]
      } ?? false
  }

  private mutating func readBirth(_ values: NaaccrValues) {
    guard let text = values[.dateOfBirth] else { return }
    switch NaaccrDate(text) {
    case .day(let day): draft.identifiers.birthDate = day.description
    case .partial(let year):
      draft.birthYear = year
      collector.warnings.append(
        FieldProblem(
          field: NaaccrField.dateOfBirth.id, problem: "without its day, or month and day",
          fix: "add them where they are known, so that the person can be matched by them"))
    case nil:
      collector.problems.append(
        FieldProblem(
          field: NaaccrField.dateOfBirth.id, problem: "no date of the calendar",
          fix: "write YYYYMMDD, YYYYMM or YYYY"))
    }
  }

  private mutating func readTumor(_ values: NaaccrValues, place: Int) {
    let site = values[.primarySite].flatMap { text in
      collector.collect { () throws(FieldProblem) in
        try Topography.parse(text, field: Self.name(.primarySite, place))
      }
    }
    let morphology = morphology(values, place: place)
    let laterality = code(
      values, .laterality, name: Self.name(.laterality, place), NaaccrCodes.laterality)
    let diagnosedOn = date(values, .dateOfDiagnosis, name: Self.name(.dateOfDiagnosis, place))
    let findings = findings(values, place: place)
    let staging = NaaccrStaging(values)
    for field in staging.unread {
      collector.warnings.append(
        FieldProblem(
          field: Self.name(field, place), problem: "cannot be read and is left out",
          fix: "write the category or stage group as the AJCC manual does"))
    }
    compareAge(values, diagnosedOn: diagnosedOn, place: place)
    guard let site, let morphology else {
      noteIncomplete(values, place: place)
      return
    }
    draft.diagnoses.append(
      Diagnosis(
        site: site, morphology: morphology, laterality: laterality ?? .unknown,
        diagnosedOn: diagnosedOn, stage: staging.stage, edition: staging.edition, t: staging.t,
        n: staging.n, m: staging.m, biomarkers: findings))
    tumorPlaces.append(place)
  }

  private mutating func morphology(_ values: NaaccrValues, place: Int) -> Morphology? {
    guard let histology = values[.histologicTypeIcdO3], let behaviour = values[.behaviorCodeIcdO3]
    else { return nil }
    if let morphology = Morphology("\(histology)/\(behaviour)") { return morphology }
    let histologyIsSound = Morphology("\(histology)/3") != nil
    let field: NaaccrField = histologyIsSound ? .behaviorCodeIcdO3 : .histologicTypeIcdO3
    collector.problems.append(
      FieldProblem(
        field: Self.name(field, place),
        problem: "'\(FieldProblem.excerpt(histologyIsSound ? behaviour : histology))' is no code",
        fix: histologyIsSound ? "write 0, 1, 2, 3, 6 or 9" : "write 8000 to 9999"))
    return nil
  }

  /// A tumour whose site or histology nobody reported is left out, and said so; the patient stays.
  private mutating func noteIncomplete(_ values: NaaccrValues, place: Int) {
    let needed: [NaaccrField] = [.primarySite, .histologicTypeIcdO3, .behaviorCodeIcdO3]
    guard let missing = needed.first(where: { values[$0] == nil }) else { return }
    collector.warnings.append(
      FieldProblem(
        field: Self.name(missing, place), problem: "missing, so the tumour is left out",
        fix: "report site, histology and behaviour"))
  }

  private mutating func findings(_ values: NaaccrValues, place: Int) -> [BiomarkerFinding] {
    var findings: [BiomarkerFinding] = []
    for (field, marker) in NaaccrCodes.markers {
      let result = code(values, field, name: Self.name(field, place)) { code in
        NaaccrCodes.result(field, code: code)
      }
      if let result, let finding = BiomarkerFinding(biomarker: marker, result: result) {
        findings.append(finding)
      }
    }
    return findings
  }

  /// Age, birth and diagnosis are reported apart and have to agree to a year.
  private mutating func compareAge(
    _ values: NaaccrValues, diagnosedOn: CivilDay?, place: Int
  ) {
    guard let text = values[.ageAtDiagnosis], text != "999" else { return }
    let field = Self.name(.ageAtDiagnosis, place)
    guard let age = Int(text), (0...120).contains(age) else {
      collector.problems.append(
        FieldProblem(
          field: field, problem: "'\(FieldProblem.excerpt(text))' is no age",
          fix: "write 000 to 120, or 999 for unknown"))
      return
    }
    guard let diagnosedOn, let birth = draft.identifiers.birthDate.flatMap({ CivilDay(iso: $0) }),
      birth <= diagnosedOn, birth.wholeYears(until: diagnosedOn) != age
    else { return }
    collector.warnings.append(
      FieldProblem(
        field: field, problem: "does not agree with the dates of birth and diagnosis",
        fix: "compare the three"))
  }
}

/// Values by kind.
extension NaaccrDonor {
  private mutating func identifier(_ values: NaaccrValues, _ field: NaaccrField) -> String? {
    collector.identifier(values[field], field: field.id)
  }

  /// A number that identifies, unless it is a code for unknown.
  private mutating func number(_ values: NaaccrValues, _ field: NaaccrField) -> String? {
    guard let text = identifier(values, field), !NaaccrCodes.isPlaceholder(text) else { return nil }
    return text
  }

  private mutating func code<Value>(
    _ values: NaaccrValues, _ field: NaaccrField, secret: Bool = false,
    name: @autoclosure () -> String, _ meaning: (String) -> Value?
  ) -> Value? {
    guard let text = values[field] else { return nil }
    if let value = meaning(text) { return value }
    collector.problems.append(
      FieldProblem(
        field: name(),
        problem: secret ? "no code of this item" : "'\(FieldProblem.excerpt(text))' is no code",
        fix: "write a code of the NAACCR data dictionary, or leave the item out"))
    return nil
  }

  private mutating func date(
    _ values: NaaccrValues, _ field: NaaccrField, name: @autoclosure () -> String
  ) -> CivilDay? {
    guard let text = values[field] else { return nil }
    switch NaaccrDate(text) {
    case .day(let day): return day
    case .partial:
      collector.warnings.append(
        FieldProblem(
          field: name(), problem: "without its day, and left out",
          fix: "add month and day where they are known"))
    case nil:
      collector.problems.append(
        FieldProblem(
          field: name(), problem: "'\(FieldProblem.excerpt(text))' is no date of the calendar",
          fix: "write YYYYMMDD, YYYYMM or YYYY"))
    }
    return nil
  }
}
