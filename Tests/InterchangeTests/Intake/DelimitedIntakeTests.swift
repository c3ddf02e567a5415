import Domain
import Interchange
import Testing

struct DelimitedIntakeTests {
  private func rows(_ text: String, _ options: IntakeOptions = IntakeOptions()) throws
    -> [IntakeRow]
  {
    try all(DelimitedIntakeReader(source: ByteSources.text(text), options: options))
  }

  private static let header =
    "facility;mrn;family;given;birth_date;sex;postcode;phone;national_system;national_value;"
    + "country;site;morphology;laterality;diagnosed_on;stage;edition;t;n;m;tissue_kind;"
    + "tissue_available_on;matched_normal;interest_source;interest_on;vital_status;died_on;"
    + "no_contact;her2_ihc;her2_ihc_on;pd_l1"

  @Test func `every column is read`() throws {
    let donor = try #require(
      try rows(
        Self.header + "\n"
          + "site-1;A1;Example;Ada;1961-02-03;female;35063;555;nhs;9990;US;C50.4;8500/3;left;"
          + "2026-01-05;IIA;8;T2;N0;M0;frozen;2026-02-01;true;clinician;2026-01-20;dead;"
          + "2026-03-01;true;3+;2026-01-12;positive\n"
      ).first?.donor)
    var identifiers = RawIdentifiers()
    identifiers.facility = "site-1"
    identifiers.mrn = "A1"
    identifiers.family = "Example"
    identifiers.given = "Ada"
    identifiers.birthDate = "1961-02-03"
    identifiers.sex = "female"
    identifiers.postcode = "35063"
    identifiers.phone = "555"
    identifiers.nationalSystem = "nhs"
    identifiers.nationalValue = "9990"
    #expect(donor.identifiers == identifiers)
    #expect(donor.residence == Residence(postcode: "35063", country: "US"))
    #expect(donor.vitalStatus == .dead)
    #expect(donor.diedOn == day("2026-03-01"))
    #expect(donor.noContact)
    #expect(donor.interest == Interest(source: .clinician, expressedOn: day("2026-01-20")))
    #expect(
      donor.tissue == [
        Specimen(kind: .frozen, availableOn: day("2026-02-01"), matchedNormal: true)
      ])
    let diagnosis = try #require(donor.diagnoses.first)
    #expect(diagnosis.laterality == .left)
    #expect(diagnosis.stage?.description == "IIA")
    #expect(diagnosis.edition == 8)
    #expect(diagnosis.t?.description == "T2")
    #expect(
      diagnosis.biomarkers
        == [
          BiomarkerFinding(biomarker: .her2IHC, result: .score3, observedOn: day("2026-01-12")),
          BiomarkerFinding(biomarker: .pdl1, result: .positive),
        ].compactMap(\.self))
  }

  @Test func `viability has a column of its own`() throws {
    let rows = try rows(
      "facility;mrn;interest_source;interest_on;tissue_kind;viability\n"
        + "s;1;donor;2026-01-20;fresh;viable\ns;2;donor;2026-01-20;ffpe;viable\n"
        + "s;3;donor;2026-01-20;;viable\ns;4;donor;2026-01-20;viable;\n")
    #expect(rows[0].donor?.tissue == [Specimen(kind: .fresh, viability: .viable)])
    #expect(rows[1].problems.map(\.field) == ["viability"])
    #expect(rows[2].problems.map(\.field) == ["tissue_kind"])
    #expect(rows[3].donor?.tissue == [Specimen(kind: .viable)])
  }

  @Test func `the specimen of a row's markers and the state of a plan have columns`() throws {
    let rows = try rows(
      """
      facility,mrn,interest_source,interest_on,site,morphology,er,pr,specimen,procedure,\
      procedure_on,procedure_status
      s,1,donor,2026-01-20,C50.4,8500/3,positive,negative,S-1,resection,2026-03-01,cancelled
      s,2,donor,2026-01-20,C50.4,8500/3,positive,,,,,cancelled

      """)
    let findings = try #require(rows[0].donor?.diagnoses.first?.biomarkers)
    #expect(findings.count == 2 && Set(findings.map(\.specimen)).count == 1)
    #expect(findings.allSatisfy { $0.specimen != nil })
    #expect(rows[0].donor?.procedures == [])
    #expect(rows[0].donor?.struckPlans.map(\.plannedOn) == [day("2026-03-01")])
    #expect(rows[1].problems.map(\.field) == ["procedure"])
  }

  @Test func `amount, timing and a planned procedure have columns of their own`() throws {
    let rows = try rows(
      "facility;mrn;interest_source;interest_on;tissue_kind;tissue_mg;treatment;procedure;"
        + "procedure_on\ns;1;donor;2026-01-20;fresh;250;before;resection;2026-03-01\n"
        + "s;2;donor;2026-01-20;fresh;0;;resecton;2026-03-01\n"
        + "s;3;donor;2026-01-20;;;;biopsy;\ns;4;donor;2026-01-20;;20;;;2026-03-01\n")
    #expect(
      rows[0].donor?.tissue == [Specimen(kind: .fresh, milligrams: 250, treatment: .before)])
    #expect(
      rows[0].donor?.procedures == [
        PlannedProcedure(kind: .resection, plannedOn: day("2026-03-01"))
      ])
    #expect(rows[1].problems.map(\.field) == ["tissue_mg", "procedure"])
    #expect(rows[1].problems.last?.fix == "did you mean 'resection'?")
    #expect(rows[2].problems.map(\.field) == ["procedure_on"])
    #expect(rows[3].problems.map(\.field) == ["tissue_kind", "procedure"])
  }

  @Test func `every coded value that is remembered is the right one`() throws {
    // The reader remembers cells: many different ones in one file must not be mixed up.
    var text = "mrn,site,morphology,stage,t\n"
    var expected: [(String, String)] = []
    for site in 0...809 {
      let code = "C\(site / 100)\(site / 10 % 10).\(site % 10)"
      let morphology = "\(8000 + site)/\(site % 4)"
      text +=
        "m\(site),\(code),\(morphology),\(["I", "IIA", "IIIC1", "IV"][site % 4]),T\(site % 5)\n"
      expected.append((code, morphology))
    }
    let options = IntakeOptions(
      facility: "s", interest: Interest(source: .donor, expressedOn: day("2026-01-01")))
    for (row, wanted) in zip(
      try rows(text + text.dropFirst("mrn,site,morphology,stage,t\n".count), options),
      expected + expected)
    {
      let diagnosis = try #require(row.donor?.diagnoses.first)
      #expect(diagnosis.site.description == wanted.0)
      #expect(diagnosis.morphology.description == wanted.1)
    }
  }

  @Test func `all problems of a row come at once, named by column`() throws {
    let row = try #require(
      try rows(
        "facility,mrn,site,morphology,stage,her2_ihc,tissue_kind,interest_source,interest_on,no_contact\n"
          + "s,1,C5,8500/3,IX,4+,frozn,clinic,20260120,perhaps\n"
      ).first)
    #expect(
      row.problems.map(\.field) == [
        "no_contact", "interest_source", "interest_on", "site", "stage", "her2_ihc", "tissue_kind",
      ])
    #expect(row.problems[5].fix == "did you mean '1+'?")
  }

  @Test(
    arguments: [
      ("site,morphology", "C50.4,", "morphology"), ("site,morphology", ",8500/3", "site"),
      ("site,morphology,er", ",,positive", "site"), ("site,stage", ",II", "site"),
      ("site,tissue_available_on", ",2026-01-01", "tissue_kind"),
    ])
  func `half a tumour is a problem`(_ columns: String, _ values: String, _ field: String) throws {
    let row = try #require(
      try rows(
        "facility,mrn,interest_source,interest_on,\(columns)\ns,1,donor,2026-01-01,\(values)\n"
      ).first)
    #expect(row.problems.map(\.field) == [field])
  }

  @Test func `rows of one person stay rows of their own`() throws {
    let text =
      "facility,mrn,site,morphology,interest_source,interest_on\n"
      + "s,1,C50.4,8500/3,donor,2026-01-01\ns,1,C34.1,8140/3,donor,2026-01-01\n"
    #expect(try rows(text).compactMap(\.donor).count == 2)
  }

  @Test func `interest is in the file or stated for all of it`() throws {
    #expect(throws: HeaderError.missingColumn("interest_source")) {
      try rows("facility,mrn\ns,1\n")
    }
    let usual = Interest(source: .hospital, expressedOn: day("2026-01-01"))
    let text = "facility,mrn,interest_on\ns,1,\ns,2,2026-02-02\ns,3,x\n"
    let read = try rows(text, IntakeOptions(interest: usual))
    #expect(read[0].donor?.interest == usual)
    #expect(read[1].donor?.interest == Interest(source: .hospital, expressedOn: day("2026-02-02")))
    #expect(read[2].problems.map(\.field) == ["interest_on"])
    let empty = try rows("facility,mrn,interest_source,interest_on\ns,1,,\n")
    #expect(empty[0].problems.map(\.field) == ["interest_source"])
  }

  @Test func `an unknown column refuses the file`() throws {
    let error = #expect(throws: HeaderError.self) {
      try rows("facility,mrn,interest_source,interest_on,histology\n")
    }
    #expect(error?.description.contains("histology") == true)
  }

  @Test func `a corrected rejects file can be imported as it is`() throws {
    let header = "facility,mrn,interest_source,interest_on,site,morphology"
    let text =
      header + "\ns,1,donor,2026-01-01,C50.4,8500/3\ns,\"2,x\",donor,2026-01-01,C99,8500/3\n"
      + "s,3,donor\n"
    var reader = try DelimitedIntakeReader(source: ByteSources.text(text))
    let first = Collected()
    var rejects = try RejectsWriter(layout: reader.rejectsLayout, sink: first.sink)
    while let row = try reader.next() {
      if !row.problems.isEmpty {
        try rejects.reject(line: row.line, problems: row.problems, rawRow: row.rawRow)
      }
    }
    try rejects.finish()
    let lines = first.text.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines[0] == "line,field,problem,fix,\(header)")
    #expect(lines[1].hasPrefix("3,site,"))
    #expect(lines[1].hasSuffix(",s,\"2,x\",donor,2026-01-01,C99,8500/3"))
    #expect(lines[2].hasSuffix(",s,3,donor"))

    let corrected = first.text.replacing("C99", with: "C50.9")
    var again = try DelimitedIntakeReader(source: ByteSources.text(corrected))
    let row = try #require(try again.next())
    #expect(row.donor?.identifiers.mrn == "2,x")
    #expect(
      String(decoding: row.rawRow, as: UTF8.self) == "s,\"2,x\",donor,2026-01-01,C50.9,8500/3")
    #expect(again.rejectsLayout.header == Array(header.utf8))
  }

  @Test func `several problems of a row share its line`() throws {
    let collected = Collected()
    var writer = try RejectsWriter(layout: .quoted, sink: collected.sink)
    let problem = FieldProblem(field: "a", problem: "b", fix: "c")
    try writer.reject(line: 7, problems: [problem, problem], rawRow: Array("{\"x\":\n1}".utf8))
    try writer.finish()
    #expect(collected.text == "line,field,problem,fix,row\n7,a; a,b; b,c; c,\"{\"\"x\"\":\n1}\"\n")
  }

  @Test func `guarded cells are read without their apostrophe`() throws {
    let text = "facility,mrn,family,interest_source,interest_on\ns,'-12,'=x,donor,2026-01-01\n"
    let identifiers = try rows(text).first?.donor?.identifiers
    #expect(identifiers?.mrn == "-12")
    #expect(identifiers?.family == "=x")
  }
}
