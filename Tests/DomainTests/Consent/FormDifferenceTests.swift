import Domain
import Testing

struct FormDifferenceTests {
  private static func form(
    _ version: Int = 1, title: String = "Donation", validity: String? = nil, age: Int = 18,
    assentAge: Int? = nil, requiresEvidence: Bool = true, survivesDeath: Bool = true,
    modules: [FormModule]? = nil
  ) throws -> ConsentForm {
    let day = try #require(CivilDay(iso: "2020-01-01"))
    return try ConsentForm(
      reference: try #require(FormReference(id: "form", version: version)), title: title,
      language: "en", publishedOn: day, change: version == 1 ? .initial : .material,
      validity: validity.flatMap { CivilPeriod(iso: $0) }, ageOfMajority: age,
      assentAge: assentAge, requiresEvidence: requiresEvidence, survivesDeath: survivesDeath,
      modules: modules ?? [storage(), blood()])
  }

  private static func storage(
    title: String = "Storage", isMandatory: Bool = true, text: String = "May tissue be stored?",
    validity: String? = nil, duo: [String] = ["DUO:0000006"], mii: [String] = []
  ) -> FormModule {
    FormModule(
      id: "storage", title: title, isMandatory: isMandatory,
      items: [
        FormItem(
          scope: .tissueSurplus, text: text, validity: validity.flatMap { CivilPeriod(iso: $0) },
          duoCodes: duo, miiCodes: mii)
      ])
  }

  private static func blood(
    id: String = "blood", parent: String? = nil, scope: ConsentScope = .bloodSample
  ) -> FormModule {
    FormModule(
      id: id, title: "Blood", parent: parent,
      items: [FormItem(scope: scope, text: "May blood be taken?")])
  }

  private static func found(_ old: ConsentForm, _ new: ConsentForm) -> [String] {
    FormDifference.all(from: old, to: new).map { difference in
      "\(difference.part) \(difference.property): \(difference.old ?? "-") > "
        + "\(difference.new ?? "-")" + (difference.isMaterial ? " !" : "")
    }
  }

  @Test func `equal versions differ in nothing`() throws {
    #expect(Self.found(try Self.form(), try Self.form(2)).isEmpty)
  }

  @Test func `wording is listed and is not material`() throws {
    let new = try Self.form(
      2, title: "Giving", requiresEvidence: false,
      modules: [Self.storage(title: "Keeping", text: "May tissue be kept?"), Self.blood()])
    #expect(
      Self.found(try Self.form(), new) == [
        "form title: Donation > Giving", "form requires_evidence: true > false",
        "module storage title: Storage > Keeping",
        "scope tissue_surplus text: May tissue be stored? > May tissue be kept?",
      ])
  }

  @Test func `what changes the meaning of a signature is material`() throws {
    let old = try Self.form()
    let changes: [(ConsentForm, String)] = try [
      (Self.form(2, age: 16), "form age_of_majority: 18 > 16 !"),
      (Self.form(2, assentAge: 14), "form assent_age: - > 14 !"),
      (Self.form(2, survivesDeath: false), "form survives_death: true > false !"),
      (
        Self.form(2, modules: [Self.storage(isMandatory: false), Self.blood()]),
        "module storage mandatory: true > false !"
      ),
      (
        Self.form(2, modules: [Self.storage(), Self.blood(parent: "storage")]),
        "module blood parent: - > storage !"
      ),
      (
        Self.form(2, modules: [Self.storage(validity: "P5Y"), Self.blood()]),
        "scope tissue_surplus validity: - > P5Y !"
      ),
      (
        Self.form(2, modules: [Self.storage(duo: []), Self.blood()]),
        "scope tissue_surplus duo: DUO:0000006 > - !"
      ),
      (
        Self.form(2, modules: [Self.storage(mii: ["1.2.3"]), Self.blood()]),
        "scope tissue_surplus mii: - > 1.2.3 !"
      ),
    ]
    for (new, line) in changes { #expect(Self.found(old, new) == [line]) }
  }

  @Test func `a scope added, removed or moved is material`() throws {
    let old = try Self.form()
    let more = try Self.form(
      2, modules: [Self.storage(), Self.blood(), Self.blood(id: "data", scope: .clinicalData)])
    #expect(
      Self.found(old, more) == [
        "module data module: - > clinical_data !",
        "scope clinical_data scope: - > asked in module data !",
      ])
    #expect(
      Self.found(more, old) == [
        "module data module: clinical_data > - !",
        "scope clinical_data scope: asked in module data > - !",
      ])
    let moved = try Self.form(2, modules: [Self.storage(), Self.blood(id: "samples")])
    #expect(Self.found(old, moved).contains("scope blood_sample module: blood > samples !"))
  }

  @Test func `a validity that another one always undercuts decides nothing`() throws {
    let old = try Self.form(modules: [Self.storage(validity: "P5Y"), Self.blood()])
    let new = try Self.form(
      2, validity: "P30Y", modules: [Self.storage(validity: "P5Y"), Self.blood()])
    #expect(Self.found(old, new) == ["scope blood_sample validity: - > P30Y !"])
  }
}
