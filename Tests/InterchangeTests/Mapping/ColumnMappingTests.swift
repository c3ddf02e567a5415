import Domain
import Interchange
import Testing

struct ColumnMappingTests {
  private static let header = "target,source,value,becomes\n"
  private static let usual = Interest(source: .hospital, expressedOn: day("2026-01-01"))

  private func mapping(_ lines: String) throws -> ColumnMapping {
    try ColumnMapping(source: ByteSources.text(Self.header + lines))
  }

  private func rows(
    _ lines: String, _ text: String, joined: String? = nil
  ) throws -> [IntakeRow] {
    try all(
      MappedIntakeReader(
        source: ByteSources.text(text), joined: joined.map(ByteSources.text),
        mapping: mapping(lines), options: IntakeOptions(facility: "s", interest: Self.usual)))
  }

  @Test func `columns are taken over, translated and made constant`() throws {
    let read = try rows(
      """
      mrn,ID,,
      sex,Gender,F,female
      sex,Gender,*,unknown
      site,Organ,breast,C50.9
      morphology,,,8500/3
      vital_status,Dead,1,dead
      vital_status,Dead,0,

      """, "ID\tGender\tOrgan\tDead\tOther\n1\tF\tbreast\t1\t?\n2\tx\t\t0\t?\n")
    #expect(read[0].donor?.identifiers.mrn == "1")
    #expect(read[0].donor?.identifiers.sex == "female")
    #expect(read[0].donor?.diagnoses.map(\.site.description) == ["C50.9"])
    #expect(read[0].donor?.vitalStatus == .dead)
    #expect(read[1].donor?.identifiers.sex == "unknown")
    #expect(read[1].donor?.vitalStatus == .alive)
    // A constant morphology alone makes no tumour.
    #expect(read[1].donor?.diagnoses == [])
  }

  @Test func `a value that nobody translated is a problem of the row, named as the file names it`()
    throws
  {
    let read = try rows(
      "mrn,ID,,\nmorphology,,,8500/3\nsite,Organ,breast,C50.9\nsex,G,F,female\n",
      "ID,Organ,G\n1,lung,Zed\n")
    #expect(read[0].problems.map(\.field) == ["G", "Organ"])
    #expect(read[0].problems[1].problem.contains("'lung'"))
    #expect(!read[0].problems[0].problem.contains("Zed"))
  }

  @Test func `a wildcard may keep what stands there`() throws {
    let read = try rows(
      "mrn,ID,,\nsite,S,unknown,C80.9\nsite,S,*,*\nmorphology,,,8000/3\n",
      "ID,S\n1,unknown\n2,C50.4\n")
    #expect(read.compactMap { $0.donor?.diagnoses.first?.site.description } == ["C80.9", "C50.4"])
  }

  @Test func `rows may be skipped`() throws {
    let read = try rows("mrn,ID,,\nskip,Type,Normal,\n", "ID,Type\n1,Normal\n2,Tumour\n")
    #expect(read.compactMap { $0.donor?.identifiers.mrn } == ["2"])
    #expect(read.map(\.line) == [3])
  }

  private static let join = """
    mrn,ID,,
    join,t:PATIENT,ID,tumours.csv
    site,t:SITE,,
    morphology,t:MORPH,,
    diagnosed_on,t:DAY,,
    laterality,t:SIDE,,
    er,t:ER,,
    tissue_kind,t:KIND,,
    matched_normal,t:NORMAL,,
    fallback,t:SITE,C80.9,
    skip,t:SIDE,drop,

    """

  @Test func `tumours of several joined rows are put together`() throws {
    let joined = """
      PATIENT,SITE,MORPH,DAY,SIDE,ER,KIND,NORMAL
      1,C50.4,8500/3,,,,ffpe,
      1,C50.4,8500/3,2026-01-05,left,positive,frozen,
      1,C50.4,8500/3,2020-01-05,left,,,
      1,C50.4,8500/3,2026-01-05,right,,,
      1,C34.1,8140/3,,drop,,,
      1,C80.9,8000/3,,,,,
      1,,,,,,,true
      2,C80.9,8000/3,,,,blood,
      2,C80.9,8000/3,,,,blood,
      4,C50.4,8500/3,,,,,

      """
    let read = try rows(Self.join, "ID\n1\n2\n3\n", joined: joined)
    let first = try #require(read[0].donor)
    #expect(first.diagnoses.map(\.laterality) == [.left, .left, .right])
    #expect(
      first.diagnoses.map(\.diagnosedOn)
        == [day("2026-01-05"), day("2020-01-05"), day("2026-01-05")])
    #expect(first.diagnoses[0].biomarkers.map(\.result) == [.positive])
    #expect(
      first.tissue == [
        Specimen(kind: .ffpe, matchedNormal: true), Specimen(kind: .frozen, matchedNormal: true),
      ])
    let second = try #require(read[1].donor)
    #expect(second.diagnoses.map(\.site.description) == ["C80.9"])
    #expect(second.tissue == [Specimen(kind: .blood)])
    #expect(read[2].donor?.diagnoses == [])
    // Nothing that was sent disappears: a tumour of nobody is told.
    #expect(read.count == 4)
    #expect(read[3].problems.map(\.field) == ["PATIENT"])
    #expect(read[3].line == 11)
  }

  @Test func `a problem in a joined row says where it is`() throws {
    let read = try rows(
      Self.join, "ID\n1\n",
      joined: "PATIENT,SITE,MORPH,DAY,SIDE,ER,KIND,NORMAL\n1,C5,8500/3,,,,,\n")
    #expect(read[0].problems.map(\.field) == ["SITE"])
    #expect(read[0].problems[0].problem.hasSuffix("(line 2 of tumours.csv)"))
  }

  @Test func `a joined file that is missing or ragged is an error of the whole`() {
    #expect(throws: MappingError.fileMissing("tumours.csv")) { try rows(Self.join, "ID\n1\n") }
    #expect(
      throws: MappingError.joinedRow(
        file: "tumours.csv", line: 2, .ragged(found: 1, expected: 8))
    ) {
      try rows(Self.join, "ID\n1\n", joined: "PATIENT,SITE,MORPH,DAY,SIDE,ER,KIND,NORMAL\n1\n")
    }
    #expect(throws: HeaderError.missingColumn("ID")) {
      try rows("mrn,ID,,\n", "Id2,other\n1,2\n")
    }
  }

  @Test(
    arguments: [
      ("sitt,A,,\n", MappingError.unknownTarget("sitt", line: 2)),
      ("site,A,,\nsite,B,,\n", .conflict("site", line: 3)),
      ("site,A,,\nsite,A,,\n", .conflict("site", line: 3)),
      ("site,A,x,y\nsite,A,x,z\n", .conflict("site", line: 3)),
      ("site,A,*,y\nsite,A,*,z\n", .conflict("site", line: 3)),
      ("site,A,,\nsite,A,x,y\n", .conflict("site", line: 3)),
      ("site,,,C50.4\nsite,A,,\n", .conflict("site", line: 3)),
      ("site,,,\n", .incomplete(line: 2, needs: "site,,,VALUE")),
      ("skip,A,,\n", .incomplete(line: 2, needs: "skip,COLUMN,VALUE,")),
      ("join,PATIENT,ID,f\n", .incomplete(line: 2, needs: "join,NAME:COLUMN,COLUMN,FILE")),
      ("fallback,t:A,x,\n", .notJoined("t:A")),
      ("site,A,x\n", .row(line: 2, .ragged(found: 3, expected: 4))),
    ])
  func `a mapping that cannot be meant is refused`(_ lines: String, _ expected: MappingError) {
    #expect(throws: expected) { try mapping(lines) }
  }

  @Test func `the mapping names the file to join`() throws {
    #expect(try mapping(Self.join).joinedFile == "tumours.csv")
    #expect(try mapping("mrn,ID,,\n").joinedFile == nil)
  }
}

/// The 25 patients of the SUMMIT trial (MSK, CC0); disabled where REGISTRY_SHARED is not set.
@Suite(.enabled(if: Shared.isThere))
struct SummitMappingTests {
  private func rows() throws -> [IntakeRow] {
    let folder = "tumours/msk_summit_her2/"
    let mapping = try ColumnMapping(
      source: ByteSources.memory(Fixture.bytes("summit-her2-mapping.csv")))
    let file = try #require(mapping.joinedFile)
    return try all(
      MappedIntakeReader(
        source: ByteSources.memory(Shared.bytes(folder + "data_clinical_patient.txt")),
        joined: ByteSources.memory(Shared.bytes(folder + file)), mapping: mapping,
        options: IntakeOptions(today: day("2026-11-23"))))
  }

  @Test func `all patients go in, each with its tumour once`() throws {
    let donors = try rows().map { try #require($0.donor) }
    #expect(donors.count == 25)
    #expect(donors.map { $0.identifiers.mrn ?? "" } == (1...25).map(String.init))
    // Two patients have no sample in the published file, and so no tumour.
    #expect(donors.filter { $0.diagnoses.isEmpty }.compactMap(\.identifiers.mrn) == ["4", "5"])
    #expect(donors.map(\.diagnoses.count).reduce(0, +) == 23)
    var sites: [String: Int] = [:]
    for donor in donors {
      for diagnosis in donor.diagnoses { sites[diagnosis.site.description, default: 0] += 1 }
    }
    #expect(sites == ["C23.9": 4, "C22.1": 2, "C24.1": 1, "C24.9": 16])
    #expect(donors.filter { $0.identifiers.sex == "female" }.count == 13)
    #expect(donors.filter { $0.vitalStatus == .dead }.count == 3)
  }

  @Test func `the patient with seven samples has one tumour and two kinds of tissue`() throws {
    let donor = try #require(try rows()[14].donor)
    #expect(donor.diagnoses.map(\.site.description) == ["C23.9"])
    #expect(donor.diagnoses.first?.biomarkers.map(\.result) == [.mutated])
    #expect(
      donor.tissue == [
        Specimen(kind: .ffpe, matchedNormal: true), Specimen(kind: .blood, matchedNormal: true),
      ])
  }

  @Test func `a patient without a normal sample has unmatched tissue`() throws {
    let donor = try #require(try rows()[10].donor)
    #expect(donor.tissue == [Specimen(kind: .ffpe)])
  }
}
