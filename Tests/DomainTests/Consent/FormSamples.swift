import Domain

/// Forms and days for the tests of this folder.
enum FormSamples {
  static func day(_ iso: String) -> CivilDay {
    guard let day = CivilDay(iso: iso) else { preconditionFailure("no day: \(iso)") }
    return day
  }

  static func reference(_ text: String) -> FormReference {
    guard let reference = FormReference(text: text) else { preconditionFailure("no form: \(text)") }
    return reference
  }

  static func instant(_ iso: String) -> Instant { Instant(startOf: day(iso)) }

  /// A form with every part in it.
  static func broad(
    _ text: String = "broad@1", change: FormChange = .initial, inForce: String = "2020-01-01",
    title: String = "Broad consent", language: String = "en", published: String = "2020-01-01",
    grace: CivilPeriod? = CivilPeriod(months: 6), validity: CivilPeriod? = CivilPeriod(years: 40),
    majority: Int = 18, assent: Int? = 12, modules: [FormModule]? = nil
  ) throws(FormProblem) -> ConsentForm {
    try ConsentForm(
      reference: reference(text), title: title, language: language, publishedOn: day(published),
      inForceFrom: day(inForce), change: change, gracePeriod: grace, validity: validity,
      ageOfMajority: majority, assentAge: assent, requiresEvidence: true, survivesDeath: true,
      modules: modules ?? self.modules)
  }

  static let modules = [
    FormModule(
      id: "use", title: "Using tissue and data", isMandatory: true,
      validity: CivilPeriod(years: 30),
      items: [
        FormItem(scope: .tissueSurplus, text: "You may use my left-over tissue."),
        FormItem(
          scope: .clinicalData, text: "You may use my clinical data.",
          duoCodes: ["DUO:0000042", "DUO:0000006"],
          miiCodes: ["2.16.840.1.113883.3.1937.777.24.5.3.8"]),
      ]),
    FormModule(
      id: "collect", title: "Collecting more", parent: "use",
      items: [
        FormItem(
          scope: .bloodSample, text: "You may take blood.", validity: CivilPeriod(years: 5))
      ]),
  ]
}
