import Domain
import Interchange
import Testing

struct NaaccrDonorTests {
  private static let tumor = [
    "primarySite": "C504", "histologicTypeIcdO3": "8500", "behaviorCodeIcdO3": "3",
  ]

  private func row(
    patient: [String: String] = [:], tumor: [String: String] = [:], root: String = "",
    options: IntakeOptions = IntakeOptions(facility: "reg", today: day("2026-11-23"))
  ) throws -> IntakeRow {
    func items(_ values: [String: String]) -> String {
      values.sorted { $0.key < $1.key }.map { Naaccr.item($0.key, $0.value) }.joined()
    }
    let patient = ["patientIdNumber": "00000007"].merging(patient) { $1 }
    let tumor = Self.tumor.merging(tumor) { $1 }
    let rows = try Naaccr.read(
      Naaccr.file("\(root)<Patient>\(items(patient))<Tumor>\(items(tumor))</Tumor></Patient>"),
      options: options)
    return try #require(rows.first)
  }

  private func diagnosis(_ tumor: [String: String]) throws -> Diagnosis {
    try #require(try row(tumor: tumor).donor?.diagnoses.first)
  }

  @Test func `an abstract gives identifiers, birth, death and residence`() throws {
    let donor = try #require(
      try row(
        patient: [
          "nameLast": "EXAMPLE", "nameFirst": "ADA", "sex": "2", "dateOfBirth": "19610203",
          "socialSecurityNumber": "123456789", "telephone": "5550100000",
          "addrCurrentPostalCode": "35063", "vitalStatus": "0", "dateOfLastContact": "20260301",
          "noPatientContactFlag": "1",
        ], tumor: ["addrAtDxCountry": "USA", "addrAtDxPostalCode": "10001"]
      ).donor)
    #expect(donor.identifiers.facility == "reg")
    #expect(donor.identifiers.mrn == "00000007")
    #expect(donor.identifiers.family == "EXAMPLE")
    #expect(donor.identifiers.given == "ADA")
    #expect(donor.identifiers.sex == "female")
    #expect(donor.identifiers.birthDate == "1961-02-03")
    #expect(donor.birthYear == nil)
    #expect(donor.identifiers.nationalSystem == "ssn")
    #expect(donor.identifiers.nationalValue == "123456789")
    #expect(donor.identifiers.phone == "5550100000")
    #expect(donor.residence == Residence(postcode: "35063", country: "US"))
    #expect(donor.vitalStatus == .dead)
    #expect(donor.diedOn == day("2026-03-01"))
    #expect(donor.noContact)
    #expect(donor.interest.source == .cancerRegistry)
  }

  @Test func `codes for unknown are no identifiers`() throws {
    let identifiers = try #require(
      try row(
        patient: [
          "socialSecurityNumber": "999999999", "telephone": "0000000000",
          "addrCurrentPostalCode": "888888888",
        ], tumor: ["addrAtDxPostalCode": "99999"]
      ).donor?.identifiers)
    #expect(identifiers.nationalValue == nil)
    #expect(identifiers.nationalSystem == nil)
    #expect(identifiers.phone == nil)
    #expect(identifiers.postcode == nil)
  }

  @Test func `the facility is the caller's, else the registry's, else a problem`() throws {
    let registry = Naaccr.item("registryId", "0000000001")
    #expect(
      try row(root: registry, options: IntakeOptions()).donor?.identifiers.facility == "0000000001")
    #expect(
      try row(root: registry, options: IntakeOptions(facility: "x")).donor?.identifiers.facility
        == "x")
    #expect(try row(options: IntakeOptions()).problems.map(\.field) == ["registryId"])
  }

  @Test(arguments: ["1953", "195307"])
  func `a partial birth date gives the year, no identifier, and a warning`(_ text: String) throws {
    let row = try row(patient: ["dateOfBirth": text])
    #expect(row.donor?.birthYear == 1953)
    #expect(row.donor?.identifiers.birthDate == nil)
    #expect(row.warnings.map(\.field) == ["dateOfBirth"])
  }

  @Test(arguments: ["19530230", "195313", "53", "1953-07-01", "20270101", "17000101"])
  func `an impossible birth date is a problem that does not quote it`(_ text: String) throws {
    let row = try row(patient: ["dateOfBirth": text])
    #expect(row.problems.map(\.field) == ["dateOfBirth"])
    #expect(!row.problems.contains { "\($0)".contains(text) })
  }

  @Test func `a partial date of diagnosis is left out and an impossible one refused`() throws {
    let partial = try row(tumor: ["dateOfDiagnosis": "202601"])
    #expect(partial.donor?.diagnoses.first?.diagnosedOn == nil)
    #expect(partial.warnings.map(\.field) == ["Tumor[0].dateOfDiagnosis"])
    #expect(
      try row(tumor: ["dateOfDiagnosis": "20260132"]).problems.map(\.field)
        == ["Tumor[0].dateOfDiagnosis"])
    #expect(try diagnosis(["dateOfDiagnosis": "20260105"]).diagnosedOn == day("2026-01-05"))
  }

  @Test(
    arguments: [
      ("her2IhcSummary", ["0", "1+", "2+", "3+", "negative", nil, nil]),
      ("her2IshSummary", ["not_amplified", nil, "equivocal", "amplified", nil, nil, nil]),
      ("her2OverallSummary", ["negative", "positive", nil, nil, nil, nil, nil]),
      ("estrogenReceptorSummary", ["negative", "positive", nil, nil, nil, nil, nil]),
      ("progesteroneRecepSummary", ["negative", "positive", nil, nil, nil, nil, nil]),
      ("microsatelliteInstability", ["stable", "low", "high", nil, nil, nil, nil]),
      ("kras", ["wild_type", "mutated", "mutated", "mutated", "mutated", nil, nil]),
      (
        "brafMutationalAnalysis",
        ["wild_type", "mutated", "mutated", "mutated", "mutated", nil, nil]
      ),
      ("jak2", ["wild_type", "mutated", "mutated", "mutated", "mutated", "mutated", nil]),
    ] as [(String, [String?])])
  func `each code means what the dictionary says, and 7, 8 and 9 are never negative`(
    _ item: String, _ meanings: [String?]
  ) throws {
    for (code, meaning) in (meanings + ["ordered_unknown", "not_recorded", "not_recorded"])
      .enumerated()
    {
      let row = try row(tumor: [item: "\(code)"])
      if let meaning {
        let findings = row.donor?.diagnoses.first?.biomarkers ?? []
        #expect(findings.map(\.result.name) == [meaning], "\(item) \(code)")
        if code >= 7 { #expect(findings.allSatisfy { !$0.result.isFinding }) }
      } else {
        #expect(row.problems.map(\.field) == ["Tumor[0].\(item)"], "\(item) \(code)")
      }
    }
  }

  @Test(
    arguments: [
      ("sex", "7"), ("vitalStatus", "9"), ("noPatientContactFlag", "2"), ("dateOfLastContact", "x"),
    ])
  func `an impossible code of a patient is a problem of its item`(
    _ item: String, _ code: String
  ) throws {
    #expect(try row(patient: [item: code]).problems.map(\.field) == [item])
  }

  @Test(
    arguments: [
      ("primarySite", "C999"), ("histologicTypeIcdO3", "7999"), ("behaviorCodeIcdO3", "5"),
      ("laterality", "6"), ("ageAtDiagnosis", "121"), ("laterality", "10"),
    ])
  func `an impossible code of a tumour is a problem of its item`(
    _ item: String, _ code: String
  ) throws {
    #expect(try row(tumor: [item: code]).problems.map(\.field) == ["Tumor[0].\(item)"])
  }

  @Test func `a tumour without histology is left out with a warning, the patient stays`() throws {
    let rows = try Naaccr.read(
      Naaccr.file(
        "<Patient>\(Naaccr.item("patientIdNumber", "1"))"
          + "<Tumor>\(Naaccr.item("primarySite", "C123"))</Tumor></Patient>"))
    #expect(rows.first?.donor?.diagnoses == [])
    #expect(rows.first?.warnings.map(\.field) == ["Tumor[0].histologicTypeIcdO3"])
  }

  @Test func `age and dates that disagree are doubtful, not wrong`() throws {
    let patient = ["dateOfBirth": "19610203"]
    let agrees = try row(
      patient: patient, tumor: ["dateOfDiagnosis": "20260105", "ageAtDiagnosis": "064"])
    #expect(agrees.warnings.isEmpty)
    let disagrees = try row(
      patient: patient, tumor: ["dateOfDiagnosis": "20260105", "ageAtDiagnosis": "065"])
    #expect(disagrees.donor != nil)
    #expect(disagrees.warnings.map(\.field) == ["Tumor[0].ageAtDiagnosis"])
  }

  @Test func `several tumours are diagnoses of one donor`() throws {
    let tumor = Self.tumor.map { Naaccr.item($0.key, $0.value) }.joined()
    let rows = try Naaccr.read(
      Naaccr.file(
        "<Patient>\(Naaccr.item("patientIdNumber", "1"))<Tumor>\(tumor)</Tumor>"
          + "<Tumor>\(Naaccr.item("laterality", "1"))</Tumor><Tumor>\(tumor)</Tumor></Patient>"),
      options: IntakeOptions(facility: "r") { _, _ in false })
    #expect(rows.first?.donor?.diagnoses.count == 2)
    #expect(
      rows.first?.warnings.map(\.field)
        == ["Tumor[1].primarySite", "Tumor[0].primarySite", "Tumor[2].primarySite"])
  }

  @Test func `pathological categories come before clinical ones`() throws {
    let read = try diagnosis([
      "ajccTnmClinT": "cT3", "ajccTnmClinM": "cM0", "ajccTnmPathT": "pT2",
      "ajccTnmPathTSuffix": "(m)",
      "ajccTnmPathN": "pN1mi", "ajccTnmPathStageGroup": "2A", "dateOfDiagnosis": "20200105",
    ])
    #expect([read.t, read.n, read.m].map { $0?.description } == ["pT2(m)", "pN1mi", "cM0"])
    #expect(read.stage?.description == "IIA")
    #expect(read.edition == 8)
  }

  @Test func `clinical categories serve where nothing pathological is stated`() throws {
    let read = try diagnosis([
      "ajccTnmClinT": "cTis(DCIS)", "ajccTnmPathT": "88", "ajccTnmPathStageGroup": "99",
    ])
    #expect(read.t?.description == "cTis(dcis)")
    #expect(read.stage == nil)
  }

  @Test(
    arguments: [
      ("p3A", "pT3a"), ("pX", "pTX"), ("pIS", "pTis"), ("p1", "pT1"), ("2C", "pT2c"), ("88", nil),
    ])
  func `categories from before 2018 are read`(_ code: String, _ category: String?) throws {
    #expect(try diagnosis(["tnmPathT": code]).t?.description == category)
  }

  @Test(arguments: [
    ("3C1", "IIIC1"), ("4", "IV"), ("0", "0"), ("0IS", "0is"), ("1B", "IB"), ("99", nil),
  ])
  func `stage groups have Arabic numerals there`(_ code: String, _ group: String?) throws {
    #expect(try diagnosis(["tnmPathStageGroup": code]).stage?.description == group)
  }

  @Test func `the edition is stated, or follows from items, site and year`() throws {
    #expect(try diagnosis(["tnmPathT": "p1", "tnmEditionNumber": "07"]).edition == 7)
    #expect(try diagnosis(["tnmPathT": "p1", "tnmEditionNumber": "99"]).edition == nil)
    #expect(try diagnosis(["tnmPathT": "p1"]).edition == nil)
    #expect(
      try diagnosis(["ajccTnmClinT": "cT1", "primarySite": "C539", "dateOfDiagnosis": "20210101"])
        .edition == 9)
    #expect(
      try diagnosis(["ajccTnmClinT": "cT1", "primarySite": "C539", "dateOfDiagnosis": "20201231"])
        .edition == 8)
    #expect(try diagnosis([:]).edition == nil)
  }

  @Test func `a category that cannot be read is left out with a warning`() throws {
    let row = try row(tumor: ["ajccTnmPathT": "pT9", "ajccTnmPathStageGroup": "OC"])
    #expect(row.donor?.diagnoses.first?.t == nil)
    #expect(
      row.warnings.map(\.field) == ["Tumor[0].ajccTnmPathT", "Tumor[0].ajccTnmPathStageGroup"])
  }

  @Test func `version 26 calls sex otherwise`() throws {
    #expect(try row(patient: ["sexAssignedAtBirth": "1"]).donor?.identifiers.sex == "male")
    for (code, name) in [("3", "other"), ("5", "other"), ("9", "unknown")] {
      #expect(try row(patient: ["sex": code]).donor?.identifiers.sex == name)
    }
  }
}

/// The public corpus and samples (imsweb/naaccr-xml, BSD-3); disabled where REGISTRY_SHARED is not set.
@Suite(.enabled(if: Shared.isThere))
struct NaaccrCorpusTests {
  private func rows(_ bytes: [UInt8]) throws -> [IntakeRow] {
    try all(
      NaaccrIntakeReader(
        source: ByteSources.memory(bytes, inPiecesOf: 65_536), catalogue: Shared.catalogue(),
        expressedOn: day("2026-01-01"),
        options: IntakeOptions(facility: "reg", today: day("2026-11-23"))))
  }

  @Test func `every file is as valid as its name says`() throws {
    let names = Shared.names(in: "naaccr/corpus")
    #expect(names.count == 22)
    for name in names {
      let bytes = try Shared.bytes("naaccr/corpus/" + name)
      if name.hasPrefix("valid_") {
        let read = try rows(bytes)
        #expect(read.allSatisfy { $0.donor != nil }, "\(name)")
      } else {
        #expect(throws: NaaccrError.self, "\(name)") { try rows(bytes) }
      }
    }
  }

  @Test(
    arguments: [
      ("incidence-100", 93, 100), ("incidence-1000", 944, 1000), ("abstract-100", 90, 100),
    ])
  func `the samples are read without a rejected row`(
    _ name: String, _ patients: Int, _ tumours: Int
  ) throws {
    let read = try rows(Shared.unpacked("naaccr/naaccr-xml-sample-v250-\(name).xml.gz"))
    #expect(read.flatMap(\.problems) == [])
    #expect(read.count == patients)
    #expect(read.compactMap(\.donor).map(\.diagnoses.count).reduce(0, +) == tumours)
  }

  @Test func `the real list of pairs knows nearly every tumour of the larger sample`() throws {
    var list = try DelimitedReader(
      source: ByteSources.memory(
        Shared.bytes("icdo3/seer_valid_icdo3_site_histology_combinations.csv")))
    var pairs: Set<String> = []
    while try list.advance() { pairs.insert("\(list.string(0)) \(list.string(1))") }
    let rows = try all(
      NaaccrIntakeReader(
        source: ByteSources.memory(
          Shared.unpacked("naaccr/naaccr-xml-sample-v250-incidence-1000.xml.gz")),
        catalogue: Shared.catalogue(), expressedOn: day("2026-01-01"),
        options: IntakeOptions(facility: "reg") { pairs.contains("\($0) \($1)") }))
    let unlisted = rows.flatMap(\.warnings).filter { $0.problem.contains("listed") }
    #expect(unlisted.count == 3)
  }
}
