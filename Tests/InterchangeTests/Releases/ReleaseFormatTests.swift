import Interchange
import Testing

struct ReleaseFormatTests {
  private func table(_ columns: [(String, String)]) -> ReleaseTable {
    ReleaseTable(
      columns: columns.map {
        ReleaseTable.Column(name: $0, title: "T", meaning: "M", labels: [$1], codes: [0])
      }, rowCount: 1, pseudonyms: Array("8A2FMB9YJ4Q0TT".utf8))
  }

  @Test func `a clinical file of the portal has four lines of attributes, names and rows`() throws {
    let files = try ReleaseSample.files(
      .cbioportal, table([("age", "45-49"), ("sex", "female"), ("site", "C50"), ("stage", "*")]))
    #expect(
      files["cbioportal/data_clinical_patient.txt"] == """
        #Patient Identifier\tT\tT
        #Pseudonym in this release alone\tM\tM
        #STRING\tSTRING\tSTRING
        #1\t1\t1
        PATIENT_ID\tAGE_GROUP\tSEX
        8A2FMB9YJ4Q0TT\t45-49\tFemale

        """)
    #expect(
      files["cbioportal/data_clinical_sample.txt"]?.hasSuffix(
        """
        SAMPLE_ID\tPATIENT_ID\tPRIMARY_SITE\tSTAGE
        8A2FMB9YJ4Q0TT-T1\t8A2FMB9YJ4Q0TT\tC50\tNA

        """) == true)
  }

  @Test func `the study has a name of its own, and the case list every sample`() throws {
    let files = try ReleaseSample.files(.cbioportal, table([("site", "C50")]))
    let study = try #require(files["cbioportal/meta_study.txt"])
    #expect(study.contains("cancer_study_identifier: tdr_0d9e_17\n"))
    #expect(study.contains("name: Anonymised cohort: site in C50 and x\n"))
    #expect(!study.contains("groups:"))
    #expect(
      files["cbioportal/case_lists/cases_all.txt"]?.hasSuffix(
        "case_list_ids: 8A2FMB9YJ4Q0TT-T1\n") == true)
  }

  @Test(arguments: [
    ("47", #""onsetAge":{"value":47,"unit":"a","#), ("45-49", #""onsetRange":{"low":{"value":45,"#),
    ("90+", #""onsetRange":{"low":{"value":90,"unit":"a","system":"http://unitsofmeasure.org","#),
    ("{44, 47}", #""onsetString":"{44, 47}""#),
  ])
  func `an age is an age of FHIR, a band a range, a set words`(label: String, json: String) throws {
    let files = try ReleaseSample.files(.fhir, table([("age", label)]))
    #expect(files["fhir/Condition.ndjson"]?.contains(json) == true)
  }

  @Test func `a group of codes claims no code`() throws {
    for (column, group) in [("site", "C50"), ("site", "breast"), ("morphology", "850")] {
      let files = try ReleaseSample.files(.fhir, table([(column, group)]))
      #expect(files["fhir/Condition.ndjson"]?.contains("icd-o-3") == false)
      #expect(files["fhir/Condition.ndjson"]?.contains(#"{"text":"\#(group)"}"#) == true)
      let packets = try ReleaseSample.files(.phenopackets, table([(column, group)]))
      #expect(packets["phenopackets/phenopackets.ndjson"]?.contains(#""ICDO:"#) == false)
    }
    let exact = try ReleaseSample.files(.fhir, table([("site", "C50.4")]))
    #expect(
      exact["fhir/Condition.ndjson"]?.contains(
        #""system":"http://terminology.hl7.org/CodeSystem/icd-o-3","code":"C50.4""#) == true)
  }

  @Test func `what was suppressed is not there`() throws {
    let suppressed = table([("age", "*"), ("sex", "*"), ("site", "*"), ("country", "*")])
    let files = try ReleaseSample.files(.fhir, suppressed)
    #expect(
      files["fhir/Patient.ndjson"] == #"{"resourceType":"Patient","id":"8A2FMB9YJ4Q0TT"}"# + "\n")
    #expect(files["fhir/Condition.ndjson"]?.contains("onset") == false)
    #expect(files.values.allSatisfy { !$0.contains("*") })
    let packets = try ReleaseSample.files(.phenopackets, suppressed)
    #expect(packets.values.allSatisfy { !$0.contains("*") && !$0.contains("onset") })
  }

  @Test func `a gene says which, and a marker goes by its code`() throws {
    let files = try ReleaseSample.files(.fhir, table([("kras", "mutated"), ("her2_ihc", "3+")]))
    let lines = try #require(files["fhir/Observation.ndjson"]).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].contains(#""code":"69548-6""#) && lines[0].contains(#"{"text":"KRAS"}"#))
    #expect(lines[1].contains(#""code":"72383-3""#) && !lines[1].contains("component"))
  }

  @Test(arguments: [
    ([("morphology", "8500/3"), ("kras", "mutated")], ["ICDO", "TDR"]),
    ([("morphology", "8500/3"), ("er", "positive")], ["ICDO", "LOINC", "TDR"]),
    ([("morphology", "*"), ("er", "")], ["ICDO", "NCIT", "TDR"]),
    ([("site", "C50"), ("her2_ihc", "3+")], ["ICDO", "NCIT", "LOINC", "TDR"]),
  ])
  func `a packet describes the vocabularies that it uses`(
    columns: [(String, String)], prefixes: [String]
  ) throws {
    let packets = try ReleaseSample.files(.phenopackets, table(columns))
    let packet = try #require(packets["phenopackets/phenopackets.ndjson"])
    let described = packet.split(separator: #""namespacePrefix":""#).dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
    #expect(described == prefixes)
  }
}
