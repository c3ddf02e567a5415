public import Domain

/// The YAML form of a research programme.
public enum ProgrammeDocument {
  private static let keys = [
    "id", "version", "title", "state", "purpose", "eligibility", "tissue", "consent_scopes",
    "approval", "sponsor", "commercial", "countries", "quota", "priority", "note", "references",
  ]

  /// Reads a programme; the eligibility expression is kept as text and not read here.
  /// - Parameters:
  ///   - yaml: the document.
  ///   - file: its name, for messages.
  /// - Returns: the programme.
  /// - Throws: ``DocumentProblem`` with line and column.
  public static func parse(
    yaml: [UInt8], file: String
  ) throws(DocumentProblem) -> ResearchProgramme {
    try parse(try YAMLDocument(yaml: yaml, file: file))
  }

  /// Reads a programme of which the outline was kept.
  /// - Parameters:
  ///   - outline: the outline.
  ///   - file: its name, for messages.
  /// - Returns: the programme.
  /// - Throws: ``DocumentProblem``.
  public static func parse(
    outline: DocumentOutline, file: String
  ) throws(DocumentProblem) -> ResearchProgramme {
    try parse(try YAMLDocument(outline: outline, file: file))
  }

  private static func parse(_ document: YAMLDocument) throws(DocumentProblem) -> ResearchProgramme {
    try document.allow(keys)
    let id = try document.required("id").text()
    let version = try document.required("version").integer()
    let title = try document.required("title").text()
    let purpose = try purpose(document.required("purpose"))
    let tissue = try tissue(document.required("tissue"))
    let eligibility = try document.required("eligibility").text()
    let scopes = ScopeSet(try document.required("consent_scopes").list(of: ConsentScope.self))
    let state = try document.value("state")?.coded(ProgrammeState.self) ?? .draft
    let approval = try document.value("approval").map(approval)
    let isCommercial = try document.value("commercial")?.flag() ?? false
    let countries = try document.value("countries")?.texts() ?? []
    let quota = try document.value("quota")?.integer()
    let priority = try document.value("priority")?.integer() ?? 50
    let sponsor = try document.value("sponsor")?.text()
    let note = try document.value("note")?.text()
    let references = try document.value("references")?.texts() ?? []
    do {
      return try ResearchProgramme(
        id: id, version: version, title: title, state: state, purpose: purpose,
        eligibility: eligibility, tissue: tissue, requiredScopes: scopes, approval: approval,
        sponsor: sponsor, isCommercial: isCommercial, countries: countries, quota: quota,
        priority: priority, note: note, references: references)
    } catch {
      throw document.problem(error.key, error.problem, fix: error.fix)
    }
  }

  private static func purpose(_ value: YAMLValue) throws(DocumentProblem) -> ResearchPurpose {
    let document = try YAMLDocument.child(of: value)
    try document.allow(["permission", "modifiers", "diseases", "sensitive", "text"])
    return ResearchPurpose(
      permission: try document.required("permission").coded(),
      modifiers: try document.value("modifiers")?.list(of: DataUseModifier.self) ?? [],
      diseases: try document.value("diseases")?.texts() ?? [],
      sensitive: try document.value("sensitive")?.texts() ?? [],
      text: try document.value("text")?.text())
  }

  private static func tissue(_ value: YAMLValue) throws(DocumentProblem) -> TissueRequirement {
    let document = try YAMLDocument.child(of: value)
    try document.allow([
      "accept", "prefer", "matched_normal", "matched_blood", "minimum_viability",
      "pre_treatment_preferred", "minimum_mg", "pre_post_pair", "window_days", "extras",
    ])
    return TissueRequirement(
      accepted: try document.required("accept").list(of: TissueKind.self),
      preferred: try document.value("prefer")?.coded(),
      needsMatchedNormal: try document.value("matched_normal")?.flag() ?? false,
      needsMatchedBlood: try document.value("matched_blood")?.flag() ?? false,
      minimumViability: try document.value("minimum_viability")?.integer(),
      prefersPreTreatment: try document.value("pre_treatment_preferred")?.flag() ?? false,
      minimumMilligrams: try document.value("minimum_mg")?.integer(),
      needsPrePostPair: try document.value("pre_post_pair")?.flag() ?? false,
      windowDays: try document.value("window_days")?.integer(),
      extras: try document.value("extras")?.texts() ?? [])
  }

  private static func approval(_ value: YAMLValue) throws(DocumentProblem) -> ApprovalInterval {
    let document = try YAMLDocument.child(of: value)
    try document.allow(["reference", "from", "until"])
    return ApprovalInterval(
      reference: try document.required("reference").text(),
      from: try document.required("from").day(),
      until: try document.value("until")?.day())
  }
}

extension ProgrammeProblem {
  /// The top-level key of a document that the problem is best shown at.
  fileprivate var key: String {
    let top = field.prefix { $0 != "." && $0 != " " }
    return switch top {
    case "disease", "modifier": "purpose"
    case "country": "countries"
    default: String(top)
    }
  }
}
