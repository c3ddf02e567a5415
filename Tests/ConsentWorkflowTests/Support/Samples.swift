import Domain

/// Days, forms and events for examples.
enum Samples {
  static func day(_ iso: String) -> CivilDay {
    guard let day = CivilDay(iso: iso) else { preconditionFailure("no day: \(iso)") }
    return day
  }

  static func instant(_ text: String) -> Instant {
    guard let instant = Instant(text) else { preconditionFailure("no instant: \(text)") }
    return instant
  }

  static func reference(_ text: String) -> FormReference {
    guard let reference = FormReference(text: text) else { preconditionFailure("no form: \(text)") }
    return reference
  }

  static let evidence = DocumentHash(bytes: [UInt8](repeating: 7, count: 32))

  /// A mandatory module to use, a module to collect under it for five years, a module of outreach.
  static func form(
    _ text: String, change: FormChange = .initial, inForce: String, grace: CivilPeriod? = nil,
    assent: Int? = nil, requiresEvidence: Bool = true, survivesDeath: Bool = true
  ) throws -> ConsentForm {
    func item(_ scope: ConsentScope) -> FormItem { FormItem(scope: scope, text: scope.name) }
    return try ConsentForm(
      reference: reference(text), title: "Broad consent", language: "en",
      publishedOn: day(inForce), change: change, gracePeriod: grace, assentAge: assent,
      requiresEvidence: requiresEvidence, survivesDeath: survivesDeath,
      modules: [
        FormModule(
          id: "use", title: "Use", isMandatory: true, validity: CivilPeriod(years: 30),
          items: [item(.tissueSurplus), item(.clinicalData)]),
        FormModule(
          id: "collect", title: "Collect", parent: "use", validity: CivilPeriod(years: 5),
          items: [item(.bloodSample), item(.tissueExtraSampling)]),
        FormModule(
          id: "contact", title: "Contact", validity: CivilPeriod(years: 10),
          items: [item(.recontactStudies), item(.returnOfFindings)]),
        FormModule(
          id: "death", title: "After death", validity: CivilPeriod(years: 30),
          items: [item(.useAfterDeath)]),
      ])
  }

  /// The forms of the examples, all but one from 2010.
  ///
  /// `broad@1` and, editorial, from 2018 `broad@2`; `plain@1`, which ends with death and asks for
  /// no evidence; `young@1`, which asks minors from 12 for their assent; `short@1`, which permits
  /// blood for ten days.
  static func forms() throws -> FormCatalogue {
    var forms = FormCatalogue()
    try forms.publish(form("broad@1", inForce: "2010-01-01"), recordedAt: instant("2009-12-01"))
    try forms.publish(
      form("broad@2", change: .editorial, inForce: "2018-01-01"),
      recordedAt: instant("2017-12-01"))
    try forms.publish(
      form("plain@1", inForce: "2010-01-01", requiresEvidence: false, survivesDeath: false),
      recordedAt: instant("2009-12-01"))
    try forms.publish(
      form("young@1", inForce: "2010-01-01", assent: 12, requiresEvidence: false),
      recordedAt: instant("2009-12-01"))
    let short = FormItem(scope: .bloodSample, text: "x", validity: CivilPeriod(days: 10))
    try forms.publish(
      ConsentForm(
        reference: reference("short@1"), title: "Short", language: "en",
        publishedOn: day("2010-01-01"),
        modules: [FormModule(id: "m", title: "m", items: [short])]),
      recordedAt: instant("2009-12-01"))
    return forms
  }

  /// The same with `broad@3`, material, in force from 2020 with six months of grace.
  static func formsWithMaterialChange(knownFrom: String = "2019-12-01") throws -> FormCatalogue {
    var forms = try forms()
    try forms.publish(
      form(
        "broad@3", change: .material, inForce: "2020-01-01", grace: CivilPeriod(months: 6)),
      recordedAt: instant(knownFrom))
    return forms
  }

  static let allScopes: ScopeSet = [
    .tissueSurplus, .clinicalData, .bloodSample, .tissueExtraSampling, .recontactStudies,
    .returnOfFindings, .useAfterDeath,
  ]
}
