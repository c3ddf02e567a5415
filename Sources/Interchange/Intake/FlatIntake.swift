internal import Domain

/// Turns rows of cells into donors: what the plain and the mapped delimited reader share.
///
/// A class, so that the cells of a reader can be looked at while this changes.
final class FlatIntake {
  /// The cells of a row by their columns among ``IntakeColumn/allNames``, trimmed.
  typealias Cells = [ArraySlice<UInt8>]

  let options: IntakeOptions
  /// How the input names each column of ``IntakeColumn/allNames``.
  let names: [String]
  /// The places of the biomarkers that the input has columns for, in `Biomarker.allCases`.
  let markers: [Int]
  var collector = FieldCollector()
  var draft = IntakeDraft()

  private let sites = CellCache<Topography>()
  private let morphologies = CellCache<Morphology>()
  private let lateralities = CellCache<Laterality>()
  private let stages = CellCache<StageGroup>()
  let categories = [
    CellCache<TNMCategory>(), CellCache<TNMCategory>(), CellCache<TNMCategory>(),
  ]
  private let tissueKinds = CellCache<TissueKind>()
  private let viabilities = CellCache<Viability>()
  private let treatments = CellCache<TreatmentTiming>()
  private let procedures = CellCache<ProcedureKind>()
  private let planStatuses = CellCache<PlanStatus>()
  private let sources = CellCache<InterestSource>()
  private let sexes = CellCache<String>()
  private let results: [CellCache<BiomarkerResult>]

  /// - Parameters:
  ///   - options: what the caller knows.
  ///   - names: how the input names each column.
  ///   - present: whether the input has a column.
  init(options: IntakeOptions, names: [String], present: (Int) -> Bool) {
    self.options = options
    self.names = names
    markers = Biomarker.allCases.indices.filter { present(IntakeColumn.result(ofMarker: $0)) }
    results = markers.map { _ in CellCache() }
  }

  /// How the input names the fields of a registration.
  var fieldNames: IntakeNames {
    IntakeNames(
      Dictionary(
        uniqueKeysWithValues: IntakeColumn.allCases.compactMap { column in
          column.path.map { ($0, name(column)) }
        }))
  }

  /// Begins a row.
  func begin() {
    collector = FieldCollector()
    draft = IntakeDraft()
  }

  /// Checks the row and gives it out.
  func finish(line: Int, rawRow: [UInt8]) -> IntakeRow {
    let names = names
    return draft.row(line: line, rawRow: rawRow, collector: collector, options: options) { field in
      let column: IntakeColumn =
        switch field {
        case .facility: .facility
        case .identifiers: .mrn
        case .nationalSystem: .nationalSystem
        case .nationalValue: .nationalValue
        case .birthDate: .birthDate
        case .country: .country
        case .vitalStatus: .vitalStatus
        case .diedOn: .diedOn
        case .interest: .interestSource
        case .interestOn: .interestOn
        case .site, .observedOn: .site
        case .diagnosedOn: .diagnosedOn
        case .availableOn: .tissueAvailableOn
        }
      return names[column.rawValue]
    }
  }

  /// Reads who the donor is.
  func readDonor(_ cells: Cells) {
    draft.identifiers.facility = identifier(cells, .facility) ?? options.facility
    draft.identifiers.mrn = identifier(cells, .mrn)
    draft.identifiers.family = identifier(cells, .family)
    draft.identifiers.given = identifier(cells, .given)
    draft.identifiers.birthDate = identifier(cells, .birthDate)
    draft.identifiers.postcode = identifier(cells, .postcode)
    draft.identifiers.phone = identifier(cells, .phone)
    draft.identifiers.nationalSystem = identifier(cells, .nationalSystem)
    draft.identifiers.nationalValue = identifier(cells, .nationalValue)
    draft.residence = Residence(
      postcode: draft.identifiers.postcode, country: identifier(cells, .country))
    draft.identifiers.sex = sex(cells)
    draft.diedOn = day(cells, .diedOn)
    if let status = text(cells, .vitalStatus) {
      draft.vitalStatus = collector.collect {
        [field = name(.vitalStatus)] () throws(FieldProblem) in
        try .parse(status, field: field)
      }
    }
    draft.noContact =
      collector.flag(text(cells, .noContact), field: name(.noContact)) ?? false
    readInterest(cells)
  }

  private func readInterest(_ cells: Cells) {
    draft.interest = options.interest
    let source = cached(cells, .interestSource, sources, InterestSource.parse)
    let expressedOn = day(cells, .interestOn)
    let hasSource = !cells[IntakeColumn.interestSource.rawValue].isEmpty
    let hasDay = !cells[IntakeColumn.interestOn.rawValue].isEmpty
    guard hasSource || hasDay else { return }
    if let source = source ?? (hasSource ? nil : options.interest?.source),
      let expressedOn = expressedOn ?? (hasDay ? nil : options.interest?.expressedOn)
    {
      draft.interest = Interest(source: source, expressedOn: expressedOn)
    } else {
      draft.interest = nil
    }
  }

  private func sex(_ cells: Cells) -> String? {
    let cell = cells[IntakeColumn.sex.rawValue]
    guard !cell.isEmpty else { return nil }
    let field = name(.sex)
    do {
      return try sexes.value(of: cell) { (text) throws(FieldProblem) in
        var reading = FieldCollector()
        guard let sex = reading.sex(text, field: field) else { throw reading.problems[0] }
        return sex
      }
    } catch {
      collector.problems.append(error)
      return nil
    }
  }

  /// Reads one tumour; nil where the row has none.
  func diagnosis(_ cells: Cells) -> Diagnosis? {
    let site = cached(cells, .site, sites, Topography.parse)
    let morphology = cached(cells, .morphology, morphologies, Morphology.parse)
    let laterality = cached(cells, .laterality, lateralities, Laterality.parse)
    let diagnosedOn = day(cells, .diagnosedOn)
    let stage = cached(cells, .stage, stages, StageGroup.parse)
    let edition = collector.edition(text(cells, .edition), field: name(.edition))
    let t = category(cells, .t, .tumour, 0)
    let n = category(cells, .n, .nodes, 1)
    let m = category(cells, .m, .metastasis, 2)
    let findings = findings(cells)
    let hasSite = !cells[IntakeColumn.site.rawValue].isEmpty
    let hasMorphology = !cells[IntakeColumn.morphology.rawValue].isEmpty
    if let site, let morphology {
      return Diagnosis(
        site: site, morphology: morphology, laterality: laterality ?? .unknown,
        diagnosedOn: diagnosedOn, stage: stage, edition: edition, t: t, n: n, m: m,
        biomarkers: findings)
    }
    let hasDetails = IntakeColumn.tumourDetails.contains { !cells[$0.rawValue].isEmpty }
    if hasSite != hasMorphology || (!hasSite && (hasDetails || !findings.isEmpty)) {
      let missing: IntakeColumn = hasSite ? .morphology : .site
      let field = name(missing)
      collector.incompleteTumour(missing: missing.name) { _ in field }
    }
    return nil
  }

  private func findings(_ cells: Cells) -> [BiomarkerFinding] {
    var findings: [BiomarkerFinding] = []
    let specimen = collector.specimen(text(cells, .specimen), options, field: name(.specimen))
    for (place, index) in markers.enumerated() {
      let column = IntakeColumn.result(ofMarker: index)
      let cell = cells[column]
      guard !cell.isEmpty else { continue }
      let marker = Biomarker.allCases[index]
      let on = text(cells[column + 1])
      let observedOn = collector.day(on, field: names[column + 1])
      do {
        let result = try results[place].value(of: cell) { (text) throws(FieldProblem) in
          try BiomarkerFinding.parse(
            name: marker.name, value: text, observedOn: nil, field: names[column]
          ).result
        }
        let finding = BiomarkerFinding(
          biomarker: marker, result: result, observedOn: observedOn, specimen: specimen)
        if let finding { findings.append(finding) }
      } catch {
        collector.problems.append(
          FieldProblem(field: names[column], problem: error.problem, fix: error.fix))
      }
    }
    return findings
  }

  /// Reads one piece of tissue; nil where the row has none.
  func specimen(_ cells: Cells) -> Specimen? {
    let kind = cached(cells, .tissueKind, tissueKinds, TissueKind.parse)
    let availableOn = day(cells, .tissueAvailableOn)
    let matchedNormal = matchedNormal(cells)
    let viability = cached(cells, .viability, viabilities, Viability.parse) ?? .unknown
    let milligrams = collector.milligrams(
      text(cells, .tissueMilligrams), field: name(.tissueMilligrams))
    let treatment = cached(cells, .treatment, treatments, TreatmentTiming.parse) ?? .unknown
    if let kind {
      collector.viability(viability, of: kind, field: name(.viability))
      return Specimen(
        kind: kind, availableOn: availableOn, matchedNormal: matchedNormal, viability: viability,
        milligrams: milligrams, treatment: treatment)
    }
    if cells[IntakeColumn.tissueKind.rawValue].isEmpty,
      availableOn != nil || viability != .unknown || milligrams != nil || treatment != .unknown
    {
      collector.problems.append(
        FieldProblem(
          field: name(.tissueKind), problem: "tissue without its kind",
          fix: "use one of: \(TissueKind.names.joined(separator: ", "))"))
    }
    return nil
  }

  /// Reads the procedure that is planned, or given up, where the row has one.
  func readProcedure(_ cells: Cells) {
    let kind = cached(cells, .procedureKind, procedures, ProcedureKind.parse)
    let plannedOn = day(cells, .procedureOn)
    let status = cached(cells, .procedureStatus, planStatuses, PlanStatus.parse)
    if let kind, let plannedOn {
      return draft.take(PlannedProcedure(kind: kind, plannedOn: plannedOn), status)
    }
    let hasKind = !cells[IntakeColumn.procedureKind.rawValue].isEmpty
    let hasDay = !cells[IntakeColumn.procedureOn.rawValue].isEmpty
    let hasStatus = !cells[IntakeColumn.procedureStatus.rawValue].isEmpty
    if hasKind != hasDay || (hasStatus && !hasKind) {
      collector.incompleteProcedure(field: name(hasKind ? .procedureOn : .procedureKind))
    }
  }

  /// Whether the row speaks of normal tissue.
  func matchedNormal(_ cells: Cells) -> Bool {
    collector.flag(text(cells, .matchedNormal), field: name(.matchedNormal)) ?? false
  }
}
