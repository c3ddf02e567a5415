import Domain
import Interchange
import Testing

struct FHIRIntakeTests {
  private static let icdO3 = "http://terminology.hl7.org/CodeSystem/icd-o-3"

  private static let patient = """
    {"resourceType":"Patient","id":"p","identifier":[
     {"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9434765919"},
     {"use":"old","value":"A0"},{"type":{"coding":[{"code":"MR"}]},"value":"A1234"}],
     "managingOrganization":{"reference":"Organization/o"},"gender":"female",
     "birthDate":"1961-02-03","name":[{"use":"old","family":"Before"},
     {"family":"Example","given":["Ada","Maria"]}],"telecom":[{"system":"phone","value":"555 1"}],
     "address":[{"postalCode":"35063","country":"USA"}]}
    """
  private static let organisation = """
    {"resourceType":"Organization","id":"o","identifier":[{"value":"site-1"}],"name":"Clinic"}
    """
  private static let condition = """
    {"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},
     "bodySite":[{"coding":[{"system":"\(icdO3)","code":"C50.4"}],"extension":[{"url":
     "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-laterality-qualifier",
     "valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"7771000"}]}}]}],
     "extension":[{"url":
     "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior",
     "valueCodeableConcept":{"coding":[{"system":"\(icdO3)","code":"8500/3"}]}}],
     "onsetDateTime":"2026-01-05"}
    """

  private static func observation(
    _ loinc: String, _ value: String, status: String = "final", more: String = ""
  ) -> String {
    """
    {"resourceType":"Observation","status":"\(status)","subject":{"reference":"Patient/p"},
     "code":{"coding":[{"system":"http://loinc.org","code":"\(loinc)"}]},
     "effectiveDateTime":"2026-01-12T10:00:00Z"\(more),
     "valueCodeableConcept":{"text":"\(value)"}}
    """
  }

  private func rows(
    _ resources: [String], facility: String? = nil, type: String = "collection"
  ) throws -> [IntakeRow] {
    let entries = resources.map { #"{"resource":\#($0)}"# }.joined(separator: ",")
    let bundle = #"{"resourceType":"Bundle","type":"\#(type)","entry":[\#(entries)]}"#
    return try all(
      FHIRIntakeReader(
        sources: [ByteSources.text(bundle)],
        options: IntakeOptions(
          facility: facility,
          interest: Interest(source: .hospital, expressedOn: day("2026-02-01")),
          today: day("2026-03-01"))))
  }

  @Test func `a patient becomes a donor with everything that is kept`() throws {
    let rows = try rows([
      Self.organisation, Self.patient, Self.condition, Self.observation("21899-0", "pT1c"),
      Self.observation("21900-6", "pN0"), Self.observation("21907-1", "cM0"),
      Self.observation("21902-2", "IA"), Self.observation("72383-3", "3+"),
      #"""
      {"resourceType":"Specimen","subject":{"reference":"Patient/p"},"status":"available",
       "type":{"text":"frozen"},"collection":{"collectedDateTime":"2026-01-07"}}
      """#,
    ])
    #expect(rows.count == 1)
    #expect(rows[0].problems.isEmpty && rows[0].warnings.isEmpty)
    let donor = try #require(rows[0].donor)
    let person = donor.identifiers
    #expect(person.facility == "site-1" && person.mrn == "A1234")
    #expect(person.nationalSystem == "nhs" && person.nationalValue == "9434765919")
    #expect(person.family == "Example" && person.given == "Ada Maria")
    #expect(person.birthDate == "1961-02-03" && person.sex == "female")
    #expect(person.phone == "555 1" && person.postcode == "35063")
    #expect(donor.residence.country == "US")
    let diagnosis = try #require(donor.diagnoses.first)
    #expect("\(diagnosis.site) \(diagnosis.morphology)" == "C50.4 8500/3")
    #expect(diagnosis.laterality == .left && diagnosis.diagnosedOn == day("2026-01-05"))
    #expect(diagnosis.t?.description == "pT1c" && diagnosis.n?.description == "pN0")
    #expect(diagnosis.m?.description == "cM0" && diagnosis.stage?.description == "IA")
    #expect(
      diagnosis.biomarkers == [
        BiomarkerFinding(biomarker: .her2IHC, result: .score3, observedOn: day("2026-01-12"))
      ])
    #expect(donor.tissue == [Specimen(kind: .frozen, availableOn: day("2026-01-07"))])
  }

  @Test func `the option names the facility over the organisation`() throws {
    let rows = try rows([Self.organisation, Self.patient], facility: "site-9")
    #expect(rows[0].donor?.identifiers.facility == "site-9")
    let nowhere = try self.rows([Self.patient])
    #expect(nowhere[0].problems.map(\.field) == ["Bundle.entry[0].resource.managingOrganization"])
  }

  @Test(arguments: [
    ("21899-0", "T2b", "valueCodeableConcept"), ("21899-0", "grade 2", "valueCodeableConcept"),
    ("21908-9", "V", "valueCodeableConcept"), ("72383-3", "4+", "valueCodeableConcept"),
    ("16112-5", "amplified", "valueCodeableConcept"), ("81695-9", "MSI-X", "valueCodeableConcept"),
  ])
  func `a value that is none keeps the patient out, with its place`(
    loinc: String, value: String, field: String
  ) throws {
    let rows = try rows(
      [Self.patient, Self.condition, Self.observation(loinc, value)], facility: "s")
    guard value != "T2b" else { return #expect(rows[0].problems.isEmpty) }
    #expect(rows[0].problems.map(\.field) == ["Bundle.entry[2].resource.\(field)"])
    #expect(rows[0].problems[0].problem.contains("'\(value)'"))
    #expect(!rows[0].problems[0].fix.isEmpty)
  }

  @Test(arguments: ["entered-in-error", "cancelled", "preliminary", "registered"])
  func `an observation that states nothing counts for nothing`(status: String) throws {
    let rows = try rows(
      [Self.patient, Self.condition, Self.observation("72383-3", "4+", status: status)],
      facility: "s")
    #expect(rows[0].donor?.diagnoses[0].biomarkers.isEmpty == true)
  }

  @Test func `what is about two tumours or none is left out, loudly`() throws {
    let other = Self.condition.replacing(#""id":"c""#, with: #""id":"d""#)
      .replacing("C50.4", with: "C50.1")
    let rows = try rows(
      [
        Self.patient, Self.condition, other, Self.observation("16112-5", "Positive"),
        Self.observation(
          "16113-3", "Negative", more: #","focus":[{"reference":"Condition/d"}]"#),
      ], facility: "s")
    let donor = try #require(rows[0].donor)
    #expect(donor.diagnoses.map(\.biomarkers.count) == [0, 1])
    #expect(rows[0].warnings.map(\.field) == ["Bundle.entry[3].resource"])
    let lost = try self.rows(
      [
        Self.patient, Self.condition,
        Self.observation("16113-3", "Negative", more: #","focus":[{"reference":"Condition/x"}]"#),
      ], facility: "s")
    #expect(lost[0].problems.map(\.field) == ["Bundle.entry[2].resource.focus"])
  }

  @Test func `a variant counts where it is somatic and of a gene that is kept`() throws {
    func variant(_ gene: String, _ source: String, _ value: String = "") -> String {
      #"""
      {"resourceType":"Observation","status":"final","subject":{"reference":"Patient/p"},
       "code":{"coding":[{"system":"http://loinc.org","code":"69548-6"}]},"component":[
       {"code":{"coding":[{"system":"http://loinc.org","code":"48018-6"}]},
        "valueCodeableConcept":{"text":"\#(gene)"}},
       {"code":{"coding":[{"system":"http://loinc.org","code":"48004-6"}]},
        "valueCodeableConcept":{"text":"c.35G>A"}},
       {"code":{"coding":[{"system":"http://loinc.org","code":"48002-0"}]},
        "valueCodeableConcept":{"coding":[{"system":"http://loinc.org",
        "code":"\#(source)"}]}}]\#(value)}
      """#
    }
    let absent =
      #","valueCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"LA9634-2"}]}"#
    let rows = try rows(
      [
        Self.patient, Self.condition, variant("KRAS", "LA6684-0"), variant("KRAS", "LA6684-0"),
        variant("NRAS", "LA6684-0", absent), variant("TP53", "LA6683-2"),
        variant("BRCA1", "LA6684-0"),
      ], facility: "s")
    let found = try #require(rows[0].donor).diagnoses[0].biomarkers
    #expect(found.map { "\($0.biomarker) \($0.result)" } == ["kras mutated", "nras wild_type"])
  }

  @Test func `a modifier that is not understood keeps the patient out`() throws {
    let changed = Self.condition.replacing(
      #""id":"c""#, with: #""id":"c","modifierExtension":[{"url":"x"}]"#)
    let rows = try rows([Self.patient, changed], facility: "s")
    #expect(rows[0].problems.map(\.field) == ["Bundle.entry[1].resource.modifierExtension"])
  }

  @Test func `a tumour that is not confirmed is left out, a disease that is none passed over`()
    throws
  {
    let refuted = Self.condition.replacing(
      #""id":"c""#,
      with: #""id":"c","verificationStatus":{"coding":[{"system":"s","code":"refuted"}]}"#)
    let diabetes = """
      {"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"coding":[
       {"system":"http://hl7.org/fhir/sid/icd-10","code":"E11"}]}}
      """
    let rows = try rows([Self.patient, refuted, diabetes], facility: "s")
    #expect(rows[0].donor?.diagnoses.isEmpty == true)
    #expect(rows[0].warnings.map(\.field) == ["Bundle.entry[1].resource.verificationStatus"])
  }

  @Test func `a resource of a patient who is not there is a row of its own`() throws {
    let rows = try rows([Self.condition])
    #expect(rows.map { $0.problems.map(\.field) } == [["Bundle.entry[0].resource.subject"]])
  }

  @Test func `NDJSON holds bundles, or resources that belong together`() throws {
    func line(_ resource: String) -> String { resource.replacing("\n", with: " ") }
    let bundle = line(
      #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":\#(Self.patient)}]}"#)
    let text = [bundle, "", "{", line(Self.patient), line(Self.condition), bundle]
      .joined(separator: "\n")
    for piece in [1, 7, 4096] {
      let rows = try all(
        FHIRIntakeReader(
          sources: [ByteSources.memory(Array(text.utf8), inPiecesOf: piece)],
          options: IntakeOptions(
            facility: "s", interest: Interest(source: .hospital, expressedOn: day("2026-02-01")))))
      #expect(rows.map(\.line) == [1, 3, 6, 4])
      #expect(rows.map { $0.donor?.diagnoses.count } == [0, nil, 0, 1])
    }
  }

  @Test(arguments: ["history", "transaction-response", ""])
  func `a bundle that does not say what holds now is refused whole`(type: String) throws {
    #expect(throws: FHIRDocumentError.bundleType(type)) {
      try rows([Self.patient], type: type)
    }
  }

  @Test func `no problem quotes what identifies a person`() throws {
    let broken = Self.patient.replacing("1961-02-03", with: "1961-02-30")
    let rows = try rows([broken, Self.condition.replacing("C50.4", with: "C99.9")])
    let words = rows[0].problems.map(\.description).joined()
    for secret in ["1961", "A1234", "9434765919", "Example", "Ada", "35063"] {
      #expect(!words.contains(secret))
    }
  }
}

/// What is planned, and what is given up.
struct FHIRPlanTests {
  private static let patient = """
    {"resourceType":"Patient","id":"p","identifier":[{"type":{"coding":[{"code":"MR"}]},
     "value":"A1234"}],"gender":"female","birthDate":"1961-02-03"}
    """

  private static func plan(
    _ type: String, _ status: String, code: String = #"{"text":"biopsy"}"#,
    day: String = "2026-04-02", more: String = ""
  ) -> String {
    let name = type == "Procedure" ? "performedDateTime" : "occurrenceDateTime"
    return """
      {"resourceType":"\(type)","status":"\(status)","subject":{"reference":"Patient/p"},
       "code":\(code)\(day.isEmpty ? "" : ",\"\(name)\":\"\(day)\"")\(more)}
      """
  }

  private func row(_ resources: String..., with patient: String? = Self.patient) throws -> IntakeRow
  {
    let entries = ([patient].compactMap { $0 } + resources).map { #"{"resource":\#($0)}"# }
    let bundle = """
      {"resourceType":"Bundle","type":"collection","entry":[\(entries.joined(separator: ","))]}
      """
    let rows = try all(
      FHIRIntakeReader(
        sources: [ByteSources.text(bundle)],
        options: IntakeOptions(
          facility: "site-1",
          interest: Interest(source: .hospital, expressedOn: day("2026-02-01")),
          today: day("2026-03-01"))))
    return try #require(rows.first)
  }

  private let biopsy = PlannedProcedure(kind: .biopsy, plannedOn: day("2026-04-02"))

  @Test func `an active request and a procedure in preparation are plans`() throws {
    for (type, status) in [("ServiceRequest", "active"), ("Procedure", "preparation")] {
      let donor = try #require(try row(Self.plan(type, status)).donor)
      #expect(donor.procedures == [biopsy] && donor.struckPlans.isEmpty, "\(type) \(status)")
    }
    let snomed = #"{"coding":[{"system":"http://snomed.info/sct","code":"392021009"}]}"#
    let period = #","occurrencePeriod":{"start":"2026-04-05T08:00:00+02:00"}"#
    let resection = try row(
      Self.plan("ServiceRequest", "active", code: snomed, day: "", more: period))
    #expect(
      resection.donor?.procedures
        == [PlannedProcedure(kind: .resection, plannedOn: day("2026-04-05"))])
  }

  @Test(arguments: [
    ("ServiceRequest", "revoked", ""), ("ServiceRequest", "entered-in-error", ""),
    ("ServiceRequest", "active", #","doNotPerform":true"#), ("Procedure", "not-done", ""),
    ("Procedure", "entered-in-error", ""),
  ])
  func `what is called off strikes the plan`(type: String, status: String, more: String) throws {
    let donor = try #require(try row(Self.plan(type, status, more: more)).donor)
    #expect(donor.struckPlans == [biopsy] && donor.procedures.isEmpty)
  }

  @Test func `what is done, not ordered yet, or brings no tissue is passed over`() throws {
    let row = try row(
      Self.plan("ServiceRequest", "completed"), Self.plan("ServiceRequest", "draft"),
      Self.plan("Procedure", "completed"), Self.plan("Procedure", "in-progress"),
      Self.plan("ServiceRequest", "revoked", code: #"{"text":"radiotherapy"}"#))
    #expect(row.donor?.procedures == [] && row.donor?.struckPlans == [])
    #expect(row.warnings.isEmpty)
  }

  @Test func `on hold, or without a day, is said and changes nothing`() throws {
    let row = try row(
      Self.plan("ServiceRequest", "on-hold"), Self.plan("ServiceRequest", "revoked", day: ""),
      Self.plan("Procedure", "preparation", day: "2026-04"))
    #expect(row.donor?.procedures == [] && row.donor?.struckPlans == [])
    #expect(
      row.warnings.map(\.field) == [
        "Bundle.entry[1].resource.status", "Bundle.entry[2].resource.occurrenceDateTime",
        "Bundle.entry[3].resource.performedDateTime",
      ])
  }

  @Test func `what cannot be read as a day keeps the patient out`() throws {
    let row = try row(Self.plan("ServiceRequest", "revoked", day: "next week"))
    #expect(row.donor == nil)
    #expect(row.problems.map(\.field) == ["Bundle.entry[1].resource.occurrenceDateTime"])
  }

  @Test func `a plan whose patient is not there is a row that is rejected`() throws {
    let row = try row(Self.plan("ServiceRequest", "revoked"), with: nil)
    #expect(row.problems.map(\.field) == ["Bundle.entry[0].resource.subject"])
  }
}
