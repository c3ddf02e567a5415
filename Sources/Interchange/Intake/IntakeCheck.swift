internal import Domain

/// Checks what no single field shows: that the person can be known again, that days can be so.
///
/// No sentence quotes an identifier, and a birth date is one.
struct IntakeCheck {
  let options: IntakeOptions
  let naming: FieldNaming
  var problems: [FieldProblem] = []
  var warnings: [FieldProblem] = []

  init(options: IntakeOptions, naming: @escaping FieldNaming) {
    self.options = options
    self.naming = naming
  }

  /// Examines a registration and collects problems and warnings.
  mutating func examine(_ intake: IntakeDraft) {
    examine(intake.identifiers)
    let birth = birthDay(of: intake.identifiers)
    examineDeath(of: intake, birth: birth)
    examine(intake.interest?.expressedOn, .interestOn, birth: birth)
    for (index, diagnosis) in intake.diagnoses.enumerated() {
      examine(diagnosis.diagnosedOn, .diagnosedOn(index), birth: birth)
      for (place, finding) in diagnosis.biomarkers.enumerated() {
        examine(finding.observedOn, .observedOn(index, place), birth: birth)
      }
      if let isListedPair = options.isListedPair,
        !isListedPair(diagnosis.site, diagnosis.morphology)
      {
        warnings.append(
          FieldProblem(
            field: naming(.site(index)),
            problem:
              "\(diagnosis.morphology) at \(diagnosis.site) is not a listed ICD-O-3 pair",
            fix: "compare site and morphology with the pathology report"))
      }
    }
    // Tissue may be promised for a later day: only a day before birth is impossible.
    for (index, specimen) in intake.tissue.enumerated() {
      if let day = specimen.availableOn, let birth, day < birth {
        add(.availableOn(index), "lies before the birth date", "write the day as YYYY-MM-DD")
      }
    }
    if let country = intake.residence.country, !Self.isCountry(country) {
      add(.country, "no ISO 3166-1 country of two letters", "write for example US, GB or DE")
    }
  }

  private mutating func examine(_ identifiers: RawIdentifiers) {
    let national = identifiers.nationalSystem != nil && identifiers.nationalValue != nil
    if identifiers.nationalSystem != nil, identifiers.nationalValue == nil {
      add(.nationalValue, "a national system without its number", "give both or neither")
    }
    if identifiers.nationalValue != nil, identifiers.nationalSystem == nil {
      add(.nationalSystem, "a national number without its system", "name the system, as nhs or ssn")
    }
    if identifiers.mrn != nil, identifiers.facility == nil {
      add(
        .facility, "a patient number without the facility that gave it",
        "name the facility, in the row or for the whole file")
      return
    }
    let named =
      identifiers.family != nil && identifiers.given != nil && identifiers.birthDate != nil
    if identifiers.mrn == nil, !national, !named, problems.isEmpty {
      add(
        .identifiers, "nothing identifies the person",
        "give facility and mrn, a national number, or family, given and birth date")
    }
  }

  private mutating func birthDay(of identifiers: RawIdentifiers) -> CivilDay? {
    guard let text = identifiers.birthDate else { return nil }
    guard let day = CivilDay(cell: text.utf8) else {
      add(
        .birthDate, "is no day of the calendar from 1850 on", "write the birth date as YYYY-MM-DD")
      return nil
    }
    if let today = options.today, day > today {
      add(.birthDate, "lies in the future", "check the year")
      return nil
    }
    return day
  }

  private mutating func examineDeath(of intake: IntakeDraft, birth: CivilDay?) {
    examine(intake.diedOn, .diedOn, birth: birth)
    if intake.diedOn != nil, intake.vitalStatus == .alive {
      add(
        .vitalStatus, "alive, and yet a day of death is given",
        "write dead, or leave the day of death out")
    }
  }

  /// A day that happened lies between birth and today.
  private mutating func examine(_ day: CivilDay?, _ field: IntakeField, birth: CivilDay?) {
    guard let day else { return }
    if let today = options.today, day > today {
      add(field, "\(day) lies in the future", "write a day that has been, as YYYY-MM-DD")
    }
    if let birth, day < birth {
      add(field, "\(day) lies before the birth date", "compare it with the birth date")
    }
  }

  private static func isCountry(_ text: String) -> Bool {
    text.utf8.count == 2 && text.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
  }

  private mutating func add(_ field: IntakeField, _ problem: String, _ fix: String) {
    problems.append(FieldProblem(field: naming(field), problem: problem, fix: fix))
  }
}
