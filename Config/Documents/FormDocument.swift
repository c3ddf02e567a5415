public import Domain

/// The YAML form of a consent form.
public enum FormDocument {
  private static let keys = [
    "id", "version", "title", "language", "published_on", "in_force_from", "change",
    "grace_period", "validity", "age_of_majority", "assent_age", "requires_evidence",
    "survives_death", "modules",
  ]

  /// Reads a form.
  /// - Parameters:
  ///   - yaml: the document.
  ///   - file: its name, for messages.
  /// - Returns: the form.
  /// - Throws: ``DocumentProblem`` with line and column.
  public static func parse(yaml: [UInt8], file: String) throws(DocumentProblem) -> ConsentForm {
    try parse(try YAMLDocument(yaml: yaml, file: file))
  }

  /// Reads a form of which the outline was kept.
  /// - Parameters:
  ///   - outline: the outline.
  ///   - file: its name, for messages.
  /// - Returns: the form.
  /// - Throws: ``DocumentProblem``.
  public static func parse(
    outline: DocumentOutline, file: String
  ) throws(DocumentProblem) -> ConsentForm {
    try parse(try YAMLDocument(outline: outline, file: file))
  }

  private static func parse(_ document: YAMLDocument) throws(DocumentProblem) -> ConsentForm {
    try document.allow(keys)
    let id = try document.required("id").text()
    let version = try document.required("version").integer()
    guard let reference = FormReference(id: id, version: version) else {
      throw document.problem(
        "id", "id and version name no form",
        fix: "use letters, digits, dots, hyphens, underscores, and versions from 1")
    }
    let title = try document.required("title").text()
    let language = try document.required("language").text()
    let publishedOn = try document.required("published_on").day()
    let inForceFrom = try document.value("in_force_from")?.day()
    let change = try document.value("change")?.coded(FormChange.self) ?? .initial
    let gracePeriod = try document.value("grace_period")?.period()
    let validity = try document.value("validity")?.period()
    let ageOfMajority = try document.value("age_of_majority")?.integer() ?? 18
    let assentAge = try document.value("assent_age")?.integer()
    let requiresEvidence = try document.value("requires_evidence")?.flag() ?? true
    let survivesDeath = try document.value("survives_death")?.flag() ?? true
    var modules: [FormModule] = []
    for value in try document.required("modules").elements() { modules.append(try module(value)) }
    do {
      return try ConsentForm(
        reference: reference, title: title, language: language, publishedOn: publishedOn,
        inForceFrom: inForceFrom, change: change, gracePeriod: gracePeriod, validity: validity,
        ageOfMajority: ageOfMajority, assentAge: assentAge, requiresEvidence: requiresEvidence,
        survivesDeath: survivesDeath, modules: modules)
    } catch {
      throw document.problem(
        "modules", error.description, fix: "correct the form and read it again")
    }
  }

  private static func module(_ value: YAMLValue) throws(DocumentProblem) -> FormModule {
    let document = try YAMLDocument.child(of: value)
    try document.allow(["id", "title", "mandatory", "parent", "validity", "items"])
    var items: [FormItem] = []
    for item in try document.value("items")?.elements() ?? [] { items.append(try self.item(item)) }
    return FormModule(
      id: try document.required("id").text(), title: try document.required("title").text(),
      isMandatory: try document.value("mandatory")?.flag() ?? false,
      parent: try document.value("parent")?.text(),
      validity: try document.value("validity")?.period(), items: items)
  }

  private static func item(_ value: YAMLValue) throws(DocumentProblem) -> FormItem {
    let document = try YAMLDocument.child(of: value)
    try document.allow(["scope", "text", "validity", "duo", "mii"])
    return FormItem(
      scope: try document.required("scope").coded(), text: try document.required("text").text(),
      validity: try document.value("validity")?.period(),
      duoCodes: try document.value("duo")?.texts() ?? [],
      miiCodes: try document.value("mii")?.texts() ?? [])
  }
}
