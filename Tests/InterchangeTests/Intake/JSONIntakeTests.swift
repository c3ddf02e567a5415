import Domain
import Interchange
import Testing

struct JSONIntakeTests {
  static let example = #"""
    {"identifiers":{"facility":"site-1","mrn":"A1234","family":"Example","given":"Ada","birth_date":"1961-02-03","sex":"female",
                    "postcode":"35063","national":{"system":"nhs","value":"9434765919"}},
     "residence":{"postcode":"35063","country":"US"},
     "diagnoses":[{"site":"C50.4","morphology":"8500/3","laterality":"left","diagnosed_on":"2026-01-05","stage":"IIA","edition":"8","t":"T2","n":"N0","m":"M0",
                   "markers":[{"name":"her2_ihc","value":"3+","on":"2026-01-12"}]}],
     "tissue":[{"kind":"frozen","available_on":"2026-02-01","matched_normal":true}],
     "interest":{"source":"clinician","expressed_on":"2026-01-20"}}
    """#

  private func row(_ text: String, _ options: IntakeOptions = IntakeOptions()) throws -> IntakeRow {
    let rows = try all(JSONIntakeReader(source: ByteSources.text(text), options: options))
    return try #require(rows.first)
  }

  private func minimal(_ members: String) -> String {
    #"{"identifiers":{"facility":"s","mrn":"1"},"interest":{"source":"donor","expressed_on":"2026-01-20"}\#(members)}"#
  }

  @Test func `a marker names its specimen, whose number is not kept`() throws {
    let markers = ["S-1", "s-1", "S-2"].map {
      #"{"name":"er","value":"positive","specimen":"\#($0)"}"#
    }.joined(separator: ",")
    let tumour = #","diagnoses":[{"site":"C50.4","morphology":"8500/3","markers":[\#(markers)]}]"#
    let findings = try #require(try row(minimal(tumour)).donor?.diagnoses.first?.biomarkers)
    let specimens = findings.compactMap(\.specimen)
    #expect(specimens.count == 3)
    #expect(specimens[0] == specimens[1])
    #expect(specimens[0] != specimens[2])
    var options = IntakeOptions()
    options.specimenReference = { _ in nil }
    #expect(
      try row(minimal(tumour), options).problems.first?.field
        == "diagnoses[0].markers[0].specimen")
  }

  @Test func `a plan that is given up is no plan`() throws {
    let plans =
      #","procedures":[{"kind":"resection","planned_on":"2026-03-01","status":"cancelled"},"#
      + #"{"kind":"biopsy","planned_on":"2026-03-02","status":"planned"}]"#
    let donor = try #require(try row(minimal(plans)).donor)
    #expect(donor.procedures.map(\.kind) == [.biopsy])
    #expect(donor.struckPlans.map(\.kind) == [.resection])
  }

  @Test func `planned procedures, amounts and timing are read`() throws {
    let plan = #","procedures":[{"kind":"resection","planned_on":"2026-03-01"}]"#
    let tissue = #","tissue":[{"kind":"fresh","mg":250,"treatment":"after"}]"#
    let donor = try #require(try row(minimal(plan + tissue)).donor)
    #expect(
      donor.procedures == [
        PlannedProcedure(kind: .resection, plannedOn: day("2026-03-01"))
      ])
    #expect(donor.tissue == [Specimen(kind: .fresh, milligrams: 250, treatment: .after)])
    let badPlans =
      #","procedures":[{"kind":"resecton","planned_on":"2026-02-30"},{"kind":"biopsy"}]"#
    let bad = try row(minimal(badPlans + #","tissue":[{"kind":"fresh","mg":-1}]"#))
    #expect(
      bad.problems.map(\.field) == [
        "tissue[0].mg", "procedures[0].kind", "procedures[0].planned_on",
        "procedures[1].planned_on",
      ])
  }

  @Test func `the documented example is read whole`() throws {
    let donor = try #require(try row(Self.example).donor)
    #expect(donor.identifiers.facility == "site-1")
    #expect(donor.identifiers.mrn == "A1234")
    #expect(donor.identifiers.family == "Example")
    #expect(donor.identifiers.given == "Ada")
    #expect(donor.identifiers.birthDate == "1961-02-03")
    #expect(donor.identifiers.sex == "female")
    #expect(donor.identifiers.postcode == "35063")
    #expect(donor.identifiers.nationalSystem == "nhs")
    #expect(donor.identifiers.nationalValue == "9434765919")
    #expect(donor.residence == Residence(postcode: "35063", country: "US"))
    let diagnosis = try #require(donor.diagnoses.first)
    #expect(diagnosis.site.description == "C50.4")
    #expect(diagnosis.morphology.description == "8500/3")
    #expect(diagnosis.laterality == .left)
    #expect(diagnosis.diagnosedOn == day("2026-01-05"))
    #expect(diagnosis.stage?.description == "IIA")
    #expect(diagnosis.edition == 8)
    #expect([diagnosis.t, diagnosis.n, diagnosis.m].map { $0?.description } == ["T2", "N0", "M0"])
    #expect(
      diagnosis.biomarkers
        == [
          BiomarkerFinding(biomarker: .her2IHC, result: .score3, observedOn: day("2026-01-12"))
        ].compactMap(\.self))
    #expect(
      donor.tissue == [
        Specimen(kind: .frozen, availableOn: day("2026-02-01"), matchedNormal: true)
      ])
    #expect(donor.interest == Interest(source: .clinician, expressedOn: day("2026-01-20")))
    #expect(donor.vitalStatus == .alive)
    #expect(!donor.noContact)
  }

  @Test func `viability is read, and living cells in fixed tissue are refused`() throws {
    let living = try row(
      minimal(#","tissue":[{"kind":"viable","viability":"cryopreserved_viable"}]"#))
    #expect(
      living.donor?.tissue == [Specimen(kind: .viable, viability: .cryopreservedViable)])
    for (kind, viability) in [("ffpe", "viable"), ("frozen", "viable"), ("fresh", "lively")] {
      let refused = try row(
        minimal(#","tissue":[{"kind":"\#(kind)","viability":"\#(viability)"}]"#))
      #expect(refused.problems.map(\.field) == ["tissue[0].viability"], "\(kind)")
    }
  }

  @Test func `what is optional may be there`() throws {
    let donor = try row(
      minimal(#","vital_status":"dead","died_on":"2026-02-01","no_contact":true"#)
    ).donor
    #expect(donor?.vitalStatus == .dead)
    #expect(donor?.diedOn == day("2026-02-01"))
    #expect(donor?.noContact == true)
    #expect(try row(minimal(#","died_on":"2026-02-01""#)).donor?.vitalStatus == .dead)
    #expect(try row(minimal(#","residence":null,"tissue":[]"#)).donor != nil)
  }

  @Test func `an edition may be a number`() throws {
    let row = try row(
      minimal(#","diagnoses":[{"site":"C50.4","morphology":"8500/3","edition":8}]"#))
    #expect(row.donor?.diagnoses.first?.edition == 8)
  }

  @Test func `every problem is told at once, each with its path`() throws {
    let row = try row(
      #"""
      {"identifiers":{"facility":"s","mrn":"1","birth_date":"1961-02-30","sex":"f","colour":"red"},
       "diagnoses":[{"site":"C99.9","morphology":"8500/4"},{"site":"C50.4","morphology":"8500/3",
         "diagnosed_on":"2026-13-01","stage":"V","edition":"4","t":"T7","laterality":"lefft",
         "markers":[{"name":"her2_ich","value":"3+"},{"name":"er","value":"3+"},{"name":"er"}]},{}],
       "tissue":[{"kind":"frozn"},{}],"intrest":1,"no_contact":"yes",
       "interest":{"source":"doctor"}}
      """#)
    #expect(
      row.problems.map(\.field) == [
        "intrest", "identifiers.colour", "identifiers.sex", "diagnoses[0].site",
        "diagnoses[0].morphology", "diagnoses[1].laterality", "diagnoses[1].diagnosed_on",
        "diagnoses[1].stage", "diagnoses[1].edition", "diagnoses[1].t",
        "diagnoses[1].markers[0].name", "diagnoses[1].markers[1].value",
        "diagnoses[1].markers[2].value", "diagnoses[2].site", "tissue[0].kind", "tissue[1].kind",
        "no_contact", "interest.source", "interest.expressed_on", "identifiers.birth_date",
      ])
    #expect(row.problems[0].fix == "did you mean 'interest'?")
  }

  @Test func `paths stay right behind a tumour that could not be read`() throws {
    let row = try row(
      minimal(
        #","diagnoses":[{"site":"x","morphology":"8500/3"},{"site":"C50.4","morphology":"8500/3","diagnosed_on":"2030-01-01"}]"#
      ), IntakeOptions(today: day("2026-11-23")))
    #expect(row.problems.map(\.field) == ["diagnoses[0].site", "diagnoses[1].diagnosed_on"])
  }

  @Test(arguments: ["facility", "mrn", "family", "given", "birth_date"])
  func `an identifier that is there without content is told as empty`(key: String) throws {
    for value in ["", " ", "\t"] {
      let others = ["facility": "s", "mrn": "1"].filter { $0.key != key }
        .map { #","\#($0.key)":"\#($0.value)""# }.joined()
      let row = try row(
        #"{"identifiers":{"\#(key)":"\#(value == "\t" ? "\\t" : value)"\#(others)},"#
          + #""interest":{"source":"donor","expressed_on":"2026-01-20"}}"#)
      #expect(
        row.problems.contains { $0.field == "identifiers.\(key)" && $0.problem == "is empty" },
        "\(row.problems)")
    }
    #expect(try row(minimal("")).problems.isEmpty)
  }

  @Test func `no problem quotes an identifier`() throws {
    let secrets = ["Zebulon", "9990001112", "1899-99-99", "Q-77", "SW1A"]
    let row = try row(
      #"""
      {"identifiers":{"mrn":"Q-77","family":"Zebulon","given":"Zebulon\u0007","birth_date":"1899-99-99",
        "sex":"Zebulon","postcode":"SW1A\u0000","national":{"value":"9990001112"}}}
      """#)
    #expect(row.problems.count >= 5)
    for secret in secrets {
      #expect(!row.problems.contains { "\($0)".contains(secret) })
    }
  }

  @Test(arguments: ["[]", "3", "\"x\"", #"{"identifiers":[],"interest":{}}"#])
  func `a value of another kind is a problem, not a crash`(_ text: String) throws {
    #expect(try !row(text).problems.isEmpty)
  }

  @Test func `a broken document is an error of the whole`() {
    #expect(throws: JSONError.self) { try row("{\"identifiers\":") }
    #expect(throws: JSONError.self) { try row(Self.example + "{}") }
  }

  @Test func `NDJSON has a row a line, and a bad line spoils only itself`() throws {
    let text = "\n" + minimal("") + "\r\n{oops}\n" + minimal("")
    for piece in [1, 7, 1000] {
      let rows = try all(
        NDJSONIntakeReader(source: ByteSources.memory(Array(text.utf8), inPiecesOf: piece)))
      #expect(rows.map(\.line) == [2, 3, 4])
      #expect(rows.map { $0.donor != nil } == [true, false, true])
      #expect(rows[1].problems.first?.field == "column 2")
      #expect(rows[1].rawRow == Array("{oops}".utf8))
    }
  }
}
