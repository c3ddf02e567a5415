internal import Domain

/// Turns a Patient and what a scope says of it into a donor.
struct FHIRDonor {
  let scope: FHIRScope
  let patient: Int
  let options: IntakeOptions
  var collector = FieldCollector()
  var draft = IntakeDraft()
  var tumours: [FHIRTumour] = []
  /// Paths of the tumours, of their findings and of the tissue that were understood.
  var findingPaths: [[String]] = []
  var tissuePaths: [String] = []
  var patientPath: String { scope.entries[patient].path }

  /// One row for each Patient, and one for each resource whose patient is not there.
  static func rows(
    of scope: FHIRScope, rawRow: [UInt8], options: IntakeOptions,
    line: (FHIRScope.Entry) -> Int
  ) -> [IntakeRow] {
    var rows: [IntakeRow] = []
    for (place, entry) in scope.entries.enumerated() {
      switch entry.type {
      case "Patient":
        var reading = FHIRDonor(scope: scope, patient: place, options: options)
        reading.read()
        rows.append(reading.row(line: line(entry), rawRow: rawRow.isEmpty ? entry.bytes : rawRow))
      case "Condition", "Observation", "Specimen", "ServiceRequest", "Procedure":
        if FHIRPlan.types.contains(entry.type), FHIRPlan(entry.resource) == nil { continue }
        let subject = scope.target(of: entry.resource["subject"])
        guard subject.map({ scope.entries[$0].type }) != "Patient" else { continue }
        let problem = FieldProblem(
          field: entry.path + ".subject", problem: "the patient is not among the resources",
          fix: "send the Patient along, under the name that the reference has")
        rows.append(
          IntakeRow(
            line: line(entry), result: .failure(RejectedIntake(problems: [problem])),
            warnings: [], rawRow: rawRow.isEmpty ? entry.bytes : rawRow))
      default: break
      }
    }
    return rows
  }

  private mutating func read() {
    readPatient(scope.entries[patient])
    draft.interest = options.interest
    readConditions()
    readObservations()
    readSpecimens()
    readPlans()
    for tumour in tumours { finish(tumour) }
  }

  /// Stage and findings of a tumour, when all that is said of it has been read.
  private mutating func finish(_ tumour: FHIRTumour) {
    var diagnosis = tumour.diagnosis
    let staging = tumour.staging
    diagnosis.stage = staging.stage
    diagnosis.edition = staging.edition
    diagnosis.t = staging.t
    diagnosis.n = staging.n
    diagnosis.m = staging.m
    if staging.stage != nil, staging.t == nil, staging.n == nil, staging.m == nil {
      collector.warnings.append(
        FieldProblem(
          field: tumour.path, problem: "a stage group without T, N and M",
          fix: "send the categories that it was made of"))
    }
    diagnosis.biomarkers = tumour.findings.map(\.finding)
    draft.diagnoses.append(diagnosis)
    findingPaths.append(tumour.findings.map(\.path))
  }

  private func row(line: Int, rawRow: [UInt8]) -> IntakeRow {
    let (tumours, findings, tissue, path) = (tumours, findingPaths, tissuePaths, patientPath)
    return draft.row(line: line, rawRow: rawRow, collector: collector, options: options) { field in
      switch field {
      case .site(let index): tumours[index].path + ".bodySite"
      case .diagnosedOn(let index): tumours[index].path + ".onsetDateTime"
      case .observedOn(let index, let place): findings[index][place] + ".effectiveDateTime"
      case .availableOn(let index): tissue[index] + ".collection.collectedDateTime"
      case .facility: path + ".managingOrganization"
      case .birthDate: path + ".birthDate"
      case .country: path + ".address"
      case .vitalStatus, .diedOn: path + ".deceasedDateTime"
      case .nationalSystem, .nationalValue, .identifiers: path + ".identifier"
      case .interest, .interestOn: path
      }
    }
  }
}

/// Fields by kind.
extension FHIRDonor {
  mutating func reject(_ field: String, _ problem: String, _ fix: String) {
    collector.problems.append(FieldProblem(field: field, problem: problem, fix: fix))
  }

  mutating func warn(_ field: String, _ problem: String, _ fix: String) {
    collector.warnings.append(FieldProblem(field: field, problem: problem, fix: fix))
  }

  /// A day of day precision; a year or a month alone is left out and said so.
  mutating func day(_ value: JSONValue?, field: String) -> CivilDay? {
    guard let text = value?.text else { return nil }
    if let date = FHIRDate(text) { return date.day }
    if FHIRIntakeCodes.year(ofPartial: text) != nil {
      warn(field, "without its day, and left out", "add month and day where they are known")
    } else {
      reject(
        field, "'\(FieldProblem.excerpt(text))' is no date of FHIR",
        "write YYYY-MM-DD, from 1850 on")
    }
    return nil
  }

  /// Notes whatever changes the meaning of a resource in a way that is not understood.
  mutating func checkModifiers(_ entry: FHIRScope.Entry) {
    FHIRElements.findModifiers(in: entry.resource, path: entry.path, &collector.problems)
  }
}

extension FHIRScope.Entry {
  fileprivate var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.value(resource)
    return writer.take()
  }
}
