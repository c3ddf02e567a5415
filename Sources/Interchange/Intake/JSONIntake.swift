internal import Domain

/// Turns the JSON object of one registration into a donor.
struct JSONIntake {
  private let options: IntakeOptions
  private var collector = FieldCollector()
  private var draft = IntakeDraft()
  /// Paths of the tumours, of their findings and of the tissue that were understood.
  private var diagnosisPaths: [String] = []
  private var findingPaths: [[String]] = []
  private var tissuePaths: [String] = []

  private init(options: IntakeOptions) {
    self.options = options
  }

  /// Reads one registration; every problem of the object comes back at once.
  static func row(
    _ value: JSONValue, line: Int, rawRow: [UInt8], options: IntakeOptions
  ) -> IntakeRow {
    var reading = JSONIntake(options: options)
    reading.read(value)
    let (diagnoses, findings, tissue) = (
      reading.diagnosisPaths, reading.findingPaths, reading.tissuePaths
    )
    return reading.draft.row(
      line: line, rawRow: rawRow, collector: reading.collector, options: options
    ) { field in
      switch field {
      case .site(let index): "\(diagnoses[index]).site"
      case .diagnosedOn(let index): "\(diagnoses[index]).diagnosed_on"
      case .observedOn(let index, let place): "\(findings[index][place]).on"
      case .availableOn(let index): "\(tissue[index]).available_on"
      default: path(of: field)
      }
    }
  }

  private static func path(of field: IntakeField) -> String {
    switch field {
    case .facility: "identifiers.facility"
    case .nationalSystem: "identifiers.national.system"
    case .nationalValue: "identifiers.national.value"
    case .birthDate: "identifiers.birth_date"
    case .country: "residence.country"
    case .vitalStatus: "vital_status"
    case .diedOn: "died_on"
    case .interest: "interest"
    case .interestOn: "interest.expressed_on"
    default: "identifiers"
    }
  }

  private mutating func read(_ value: JSONValue) {
    let root = JSONObjectReader(
      value, path: "",
      known: Self.rootNames, collector: &collector)
    guard value.members != nil else { return }
    readIdentifiers(root.value("identifiers"))
    if let residence = root.value("residence") { readResidence(residence) }
    for (element, path) in root.elements("diagnoses", &collector) {
      readDiagnosis(element, path: path)
    }
    for (element, path) in root.elements("tissue", &collector) {
      readSpecimen(element, path: path)
    }
    for (element, path) in root.elements("procedures", &collector) {
      readProcedure(element, path: path)
    }
    draft.diedOn = collector.day(root.text("died_on", &collector), field: "died_on")
    draft.vitalStatus = code(root, "vital_status")
    draft.noContact = root.truth("no_contact", &collector) ?? false
    draft.interest = options.interest
    if let interest = root.value("interest") { readInterest(interest) }
  }

  private mutating func readIdentifiers(_ value: JSONValue?) {
    let object = JSONObjectReader(
      value ?? .object([]), path: "identifiers",
      known: Self.identifierNames, collector: &collector)
    // A person is known by these: one that is there without content is a slip of whoever wrote it, and
    // taken as left out it would make another person.
    for key in ["facility", "mrn", "family", "given", "birth_date"]
    where object.has(key) && object.value(key)?.text?.utf8.allSatisfy({ $0 <= 0x20 }) == true {
      collector.problems.append(
        FieldProblem(
          field: object.name(key), problem: "is empty",
          fix: "leave the field out, or write its value"))
    }
    draft.identifiers.facility = identifier(object, "facility") ?? options.facility
    draft.identifiers.mrn = identifier(object, "mrn")
    draft.identifiers.family = identifier(object, "family")
    draft.identifiers.given = identifier(object, "given")
    draft.identifiers.birthDate = identifier(object, "birth_date")
    draft.identifiers.sex = collector.sex(object.text("sex", &collector), field: object.name("sex"))
    draft.identifiers.postcode = identifier(object, "postcode")
    draft.identifiers.phone = identifier(object, "phone")
    guard let national = object.value("national") else { return }
    let number = JSONObjectReader(
      national, path: object.name("national"), known: Self.nationalNames, collector: &collector)
    draft.identifiers.nationalSystem = identifier(number, "system")
    draft.identifiers.nationalValue = identifier(number, "value")
  }

  private mutating func readResidence(_ value: JSONValue) {
    let object = JSONObjectReader(
      value, path: "residence", known: Self.residenceNames, collector: &collector)
    draft.residence.postcode = identifier(object, "postcode")
    draft.residence.country = identifier(object, "country")
  }

  private mutating func readDiagnosis(_ value: JSONValue, path: String) {
    let object = JSONObjectReader(
      value, path: path,
      known: Self.diagnosisNames, collector: &collector)
    guard value.members != nil else { return }
    let site = parsed(object, "site", Topography.parse)
    let morphology = parsed(object, "morphology", Morphology.parse)
    let laterality: Laterality? = code(object, "laterality")
    let diagnosedOn = collector.day(
      object.text("diagnosed_on", &collector), field: object.name("diagnosed_on"))
    let stage = parsed(object, "stage", StageGroup.parse)
    let edition = collector.edition(
      object.textOrNumber("edition", &collector), field: object.name("edition"))
    let t = category(object, "t", .tumour)
    let n = category(object, "n", .nodes)
    let m = category(object, "m", .metastasis)
    var findings: [BiomarkerFinding] = []
    var paths: [String] = []
    for (element, path) in object.elements("markers", &collector) {
      guard let finding = finding(element, path: path) else { continue }
      findings.append(finding)
      paths.append(path)
    }
    guard let site, let morphology else {
      if !object.has("site") || !object.has("morphology") {
        collector.incompleteTumour(
          missing: object.has("site") ? "morphology" : "site", field: object.name)
      }
      return
    }
    draft.diagnoses.append(
      Diagnosis(
        site: site, morphology: morphology, laterality: laterality ?? .unknown,
        diagnosedOn: diagnosedOn, stage: stage, edition: edition, t: t, n: n, m: m,
        biomarkers: findings))
    diagnosisPaths.append(path)
    findingPaths.append(paths)
  }

  private mutating func finding(_ value: JSONValue, path: String) -> BiomarkerFinding? {
    let object = JSONObjectReader(
      value, path: path, known: Self.markerNames, collector: &collector)
    guard value.members != nil else { return nil }
    let day = collector.day(object.text("on", &collector), field: object.name("on"))
    let name = object.text("name", &collector)
    let result = object.text("value", &collector)
    let specimen = collector.specimen(
      object.text("specimen", &collector), options, field: object.name("specimen"))
    guard let name, let result else {
      for key in ["name", "value"] where !object.has(key) {
        collector.problems.append(
          FieldProblem(
            field: object.name(key), problem: "missing", fix: "give name and value of the marker"))
      }
      return nil
    }
    return collector.collect { () throws(FieldProblem) in
      try .parse(name: name, value: result, observedOn: day, specimen: specimen, field: path)
    }
  }

  private mutating func readSpecimen(_ value: JSONValue, path: String) {
    let object = JSONObjectReader(
      value, path: path, known: Self.tissueNames, collector: &collector)
    guard value.members != nil else { return }
    let kind: TissueKind? = code(object, "kind")
    let day = collector.day(
      object.text("available_on", &collector), field: object.name("available_on"))
    let normal = object.truth("matched_normal", &collector) ?? false
    let viability: Viability = code(object, "viability") ?? .unknown
    let milligrams = collector.milligrams(
      object.textOrNumber("mg", &collector), field: object.name("mg"))
    let treatment: TreatmentTiming = code(object, "treatment") ?? .unknown
    guard let kind else {
      if !object.has("kind") {
        collector.problems.append(
          FieldProblem(
            field: object.name("kind"), problem: "tissue without its kind",
            fix: "use one of: \(TissueKind.names.joined(separator: ", "))"))
      }
      return
    }
    collector.viability(viability, of: kind, field: object.name("viability"))
    draft.tissue.append(
      Specimen(
        kind: kind, availableOn: day, matchedNormal: normal, viability: viability,
        milligrams: milligrams, treatment: treatment))
    tissuePaths.append(path)
  }

  private mutating func readProcedure(_ value: JSONValue, path: String) {
    let object = JSONObjectReader(
      value, path: path, known: Self.procedureNames, collector: &collector)
    guard value.members != nil else { return }
    let kind: ProcedureKind? = code(object, "kind")
    let day = collector.day(
      object.text("planned_on", &collector), field: object.name("planned_on"))
    let status: PlanStatus? = code(object, "status")
    if let kind, let day { draft.take(PlannedProcedure(kind: kind, plannedOn: day), status) }
    for key in ["kind", "planned_on"] where !object.has(key) {
      collector.incompleteProcedure(field: object.name(key))
    }
  }

  private mutating func readInterest(_ value: JSONValue) {
    let object = JSONObjectReader(
      value, path: "interest", known: Self.interestNames, collector: &collector)
    guard value.members != nil else { return }
    let source: InterestSource? = code(object, "source")
    let day = collector.day(
      object.text("expressed_on", &collector), field: object.name("expressed_on"))
    for key in ["source", "expressed_on"] where !object.has(key) {
      collector.problems.append(
        FieldProblem(
          field: object.name(key), problem: "missing", fix: "say who passed it on and when"))
    }
    if let source, let day { draft.interest = Interest(source: source, expressedOn: day) }
  }
}

/// The names that each object of a registration may have.
extension JSONIntake {
  private static let rootNames = [
    "identifiers", "residence", "diagnoses", "tissue", "interest", "vital_status", "died_on",
    "no_contact", "procedures",
  ]
  private static let identifierNames = [
    "facility", "mrn", "family", "given", "birth_date", "sex", "postcode", "phone", "national",
  ]
  private static let nationalNames = ["system", "value"]
  private static let residenceNames = ["postcode", "country"]
  private static let diagnosisNames = [
    "site", "morphology", "laterality", "diagnosed_on", "stage", "edition", "t", "n", "m",
    "markers",
  ]
  private static let markerNames = ["name", "value", "on", "specimen"]
  private static let tissueNames = [
    "kind", "available_on", "matched_normal", "viability", "mg", "treatment",
  ]
  private static let procedureNames = ["kind", "planned_on", "status"]
  private static let interestNames = ["source", "expressed_on"]
}

/// Fields by kind.
extension JSONIntake {
  private mutating func identifier(_ object: JSONObjectReader, _ key: String) -> String? {
    collector.identifier(object.text(key, &collector), field: object.name(key))
  }

  private mutating func code<Code: CodedValue>(_ object: JSONObjectReader, _ key: String) -> Code? {
    parsed(object, key, Code.parse)
  }

  private mutating func parsed<Value>(
    _ object: JSONObjectReader, _ key: String,
    _ parse: (String, String) throws(FieldProblem) -> Value
  ) -> Value? {
    guard let text = object.text(key, &collector) else { return nil }
    return collector.collect { () throws(FieldProblem) in try parse(text, object.name(key)) }
  }

  private mutating func category(
    _ object: JSONObjectReader, _ key: String, _ axis: TNMCategory.Axis
  ) -> TNMCategory? {
    guard let text = object.text(key, &collector) else { return nil }
    return collector.collect { () throws(FieldProblem) in
      try .parse(text, axis: axis, field: object.name(key))
    }
  }
}
