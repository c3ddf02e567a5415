import TestSupport
import Domain
import Interchange
import Testing

/// A small dictionary of real items, so that these tests run anywhere.
enum SmallCatalogue {
  static let csv = """
    NAACCR XML ID,NAACCR Number,Name,Start Column,Length,Record Types,Parent XML Element,Data Type
    registryId,40,"Registry ID",,10,"A,M,C,I",NaaccrData,digits
    patientIdNumber,20,"Patient ID Number",,8,"A,M,C,I",Patient,digits
    sex,220,"Sex",,1,"A,M,C,I",Patient,digits
    sexAssignedAtBirth,220,"Sex",,1,"A,M,C,I",Patient,digits
    dateOfBirth,240,"Date of Birth",,8,"A,M,C,I",Patient,date
    vitalStatus,1760,"Vital Status",,1,"A,M,C,I",Patient,digits
    dateOfLastContact,1750,"Date of Last Contact",,8,"A,M,C,I",Patient,date
    noPatientContactFlag,1854,"No Patient Contact Flag",,1,"A,M,C,I",Patient,digits
    nameLast,2230,"Name--Last",,40,"A,M,C",Patient,text
    nameFirst,2240,"Name--First",,40,"A,M,C",Patient,text
    socialSecurityNumber,2320,"Social Security Number",,9,"A,M,C",Patient,digits
    telephone,2360,"Telephone",,10,"A,M,C",Patient,digits
    addrCurrentPostalCode,1830,"Addr Current--Postal Code",,9,"A,M,C,I",Patient,text
    addrAtDxPostalCode,100,"Addr at DX--Postal Code",,9,"A,M,C,I",Tumor,text
    addrAtDxCountry,102,"Addr at DX--Country",,3,"A,M,C,I",Tumor,alpha
    primarySite,400,"Primary Site",,4,"A,M,C,I",Tumor,text
    histologicTypeIcdO3,522,"Histologic Type ICD-O-3",,4,"A,M,C,I",Tumor,digits
    behaviorCodeIcdO3,523,"Behavior Code ICD-O-3",,1,"A,M,C,I",Tumor,digits
    laterality,410,"Laterality",,1,"A,M,C,I",Tumor,digits
    dateOfDiagnosis,390,"Date of Diagnosis",,8,"A,M,C,I",Tumor,date
    ageAtDiagnosis,230,"Age at Diagnosis",,3,"A,M,C,I",Tumor,digits
    tnmEditionNumber,1060,"TNM Edition Number",,2,"A,M,C,I",Tumor,text
    ajccTnmClinT,1001,"AJCC TNM Clin T",,15,"A,M,C,I",Tumor,text
    ajccTnmClinM,1003,"AJCC TNM Clin M",,15,"A,M,C,I",Tumor,text
    ajccTnmPathT,1011,"AJCC TNM Path T",,15,"A,M,C,I",Tumor,text
    ajccTnmPathTSuffix,1032,"AJCC TNM Path T Suffix",,4,"A,M,C,I",Tumor,text
    ajccTnmPathN,1012,"AJCC TNM Path N",,15,"A,M,C,I",Tumor,text
    ajccTnmPathStageGroup,1014,"AJCC TNM Path Stage Group",,15,"A,M,C,I",Tumor,text
    tnmPathT,880,"TNM Path T",,4,"A,M,C,I",Tumor,text
    tnmPathStageGroup,910,"TNM Path Stage Group",,4,"A,M,C,I",Tumor,text
    her2IhcSummary,3850,"HER2 IHC Summary",,1,"A,M,C,I",Tumor,digits
    her2IshSummary,3854,"HER2 ISH Summary",,1,"A,M,C,I",Tumor,digits
    her2OverallSummary,3855,"HER2 Overall Summary",,1,"A,M,C,I",Tumor,digits
    estrogenReceptorSummary,3827,"ER",,1,"A,M,C,I",Tumor,digits
    progesteroneRecepSummary,3915,"PR",,1,"A,M,C,I",Tumor,digits
    microsatelliteInstability,3890,"MSI",,1,"A,M,C,I",Tumor,digits
    kras,3866,"KRAS",,1,"A,M,C,I",Tumor,digits
    brafMutationalAnalysis,3940,"BRAF",,1,"A,M,C,I",Tumor,text
    jak2,3862,"JAK2",,1,"A,M,C,I",Tumor,digits
    tumorSizeSummary,756,"Tumor Size Summary",,3,"A,M,C,I",Tumor,digits

    """
}

/// Builds files and reads them.
enum Naaccr {
  static let root =
    #"xmlns="http://naaccr.org/naaccrxml" recordType="A" specificationVersion="1.8" baseDictionaryUri="http://naaccr.org/naaccrxml/naaccr-dictionary-250.xml""#

  static func file(_ content: String, root: String = root) -> String {
    "<?xml version=\"1.0\"?>\n<NaaccrData \(root)>\(content)</NaaccrData>\n"
  }

  static func item(_ id: String, _ value: String) -> String {
    "<Item naaccrId=\"\(id)\">\(value)</Item>"
  }

  static func read(
    _ text: String, piece: Int? = nil, options: IntakeOptions = IntakeOptions(facility: "reg"),
    unknownItems: UnknownColumns = .refused
  ) throws -> [IntakeRow] {
    try all(
      NaaccrIntakeReader(
        source: ByteSources.memory(Array(text.utf8), inPiecesOf: piece),
        catalogue: NaaccrItemCatalogue(csv: Array(SmallCatalogue.csv.utf8)),
        expressedOn: day("2026-01-01"), options: options, unknownItems: unknownItems))
  }
}

struct NaaccrStructureTests {
  private func cause(_ text: String) -> NaaccrError.Cause? {
    let error = #expect(throws: NaaccrError.self, "\(text)") { try Naaccr.read(text) }
    return error?.cause
  }

  private func cause(inFile content: String) -> NaaccrError.Cause? { cause(Naaccr.file(content)) }

  @Test func `patients, tumours and extensions of other namespaces are followed`() throws {
    let rows = try Naaccr.read(
      Naaccr.file(
        """
        <!-- note --><x:Ext xmlns:x="urn:x" a="b">text<x:Patient/></x:Ext>
        <Patient>\(Naaccr.item("patientIdNumber", " 00000001 "))<y:E xmlns:y="urn:y"/></Patient>
        <Patient><Item naaccrId="patientIdNumber" naaccrNum="20"><![CDATA[0000]]>0002</Item></Patient>
        """))
    #expect(rows.compactMap { $0.donor?.identifiers.mrn } == ["00000001", "00000002"])
    #expect(rows.map(\.line) == [3, 4])
    #expect(rows[0].donor?.diagnoses == [])
    #expect(
      rows[0].donor?.interest == Interest(source: .cancerRegistry, expressedOn: day("2026-01-01")))
  }

  @Test func `a file may have no patient`() throws {
    #expect(try Naaccr.read(Naaccr.file("")).isEmpty)
  }

  @Test func `a row can be repeated as it stands, wherever pieces end`() throws {
    let patient = "<Patient>\(Naaccr.item("patientIdNumber", "1"))<Tumor></Tumor></Patient>"
    let text = Naaccr.file("\n \(patient)\n \(patient)\n")
    for piece in 1...text.utf8.count {
      let rows = try Naaccr.read(text, piece: piece)
      #expect(rows.map { String(decoding: $0.rawRow, as: UTF8.self) } == [patient, patient])
    }
  }

  @Test func `elements that do not belong are refused`() {
    #expect(cause(inFile: "<Tumor/>") == .unknownElement("Tumor"))
    #expect(cause(inFile: "<Patien/>") == .unknownElement("Patien"))
    #expect(cause(inFile: "<Patient><Patient/></Patient>") == .unknownElement("Patient"))
    #expect(cause(inFile: "<Item naaccrId=\"registryId\"><b/></Item>") == .unknownElement("b"))
    #expect(cause(inFile: "<Patient xmlns=\"\"/>") == .unknownElement("Patient"))
    #expect(cause(inFile: "words") == .strayText)
    #expect(cause("<NaaccrDat \(Naaccr.root)/>") == .unknownElement("NaaccrDat"))
    #expect(cause("<NaaccrData recordType=\"A\"/>") == .namespaceMissing)
    #expect(cause("<x:NaaccrData xmlns:x=\"urn:other\"/>") == .namespaceMissing)
  }

  @Test func `attributes that do not belong are refused`() {
    #expect(cause(inFile: "<Patient a=\"b\"/>") == .unknownAttribute("a", element: "Patient"))
    #expect(
      cause(inFile: "<Patient><Tumor a=\"b\"/></Patient>")
        == .unknownAttribute("a", element: "Tumor"))
    #expect(
      cause(inFile: "<Item naaccrId=\"registryId\" a=\"b\"/>")
        == .unknownAttribute("a", element: "Item"))
    #expect(cause(inFile: "<Item/>") == .missingAttribute("naaccrId", element: "Item"))
    #expect(
      cause(Naaccr.file("", root: Naaccr.root + " a=\"b\""))
        == .unknownAttribute("a", element: "NaaccrData"))
  }

  @Test(arguments: ["recordType", "specificationVersion", "baseDictionaryUri"])
  func `the root needs its attributes, with values that are understood`(_ name: String) {
    let parts = Naaccr.root.split(separator: " ").map(String.init)
    let without = parts.filter { !$0.hasPrefix(name) }.joined(separator: " ")
    #expect(cause(Naaccr.file("", root: without)) == .missingAttribute(name, element: "NaaccrData"))
    guard
      case .invalidAttribute(name, _) = cause(
        Naaccr.file("", root: without + " \(name)=\"Z\""))
    else {
      Issue.record("\(name)=\"Z\" was accepted")
      return
    }
  }

  @Test(arguments: ["240", "250", "260"])
  func `three versions of the dictionary are understood`(_ version: String) throws {
    let root = Naaccr.root.replacing("-250", with: "-" + version)
    #expect(try Naaccr.read(Naaccr.file("", root: root)).isEmpty)
  }

  @Test func `items must be known, in their place, of the record type, once and by their number`() {
    #expect(
      cause(inFile: Naaccr.item("registryID", "1"))
        == .unknownItem("registryID", suggestion: "did you mean 'registryId'?"))
    #expect(
      cause(inFile: "<Patient>\(Naaccr.item("primarySite", "C504"))</Patient>")
        == .wrongParent("primarySite", belongs: .tumor, found: .patient))
    let root = Naaccr.root.replacing("recordType=\"A\"", with: "recordType=\"I\"")
    #expect(
      cause(Naaccr.file("<Patient>\(Naaccr.item("nameLast", "X"))</Patient>", root: root))
        == .notInRecordType("nameLast", recordType: "I"))
    #expect(
      cause(inFile: "<Patient><Item naaccrId=\"sex\" naaccrNum=\"221\">1</Item></Patient>")
        == .wrongNumber("sex", expected: 220))
    let sex = Naaccr.item("sex", "1")
    #expect(cause(inFile: "<Patient>\(sex)\(sex)</Patient>") == .duplicateItem("sex"))
  }

  @Test func `the same item in two tumours is no duplicate`() throws {
    let tumor = "<Tumor>\(Naaccr.item("laterality", "1"))</Tumor>"
    let id = Naaccr.item("patientIdNumber", "1")
    #expect(try Naaccr.read(Naaccr.file("<Patient>\(id)\(tumor)\(tumor)</Patient>")).count == 1)
  }

  @Test func `unknown items are passed over where the caller says so`() throws {
    let text = Naaccr.file(
      "<Patient>\(Naaccr.item("patientIdNumber", "1"))\(Naaccr.item("ours", "x"))</Patient>")
    #expect(try Naaccr.read(text, unknownItems: .ignored).count == 1)
  }

  @Test func `what is cut off or not XML is refused`() throws {
    let whole = Naaccr.file("<Patient>\(Naaccr.item("patientIdNumber", "1"))</Patient>")
    for length in 0..<(whole.utf8.count - 1) {
      let error = #expect(throws: NaaccrError.self) {
        try Naaccr.read(String(whole.prefix(length)))
      }
      #expect(error?.cause == .truncated, "\(length)")
    }
    guard case .notWellFormed = cause(inFile: "<Patient></Tumor>") else {
      Issue.record("unbalanced tags were accepted")
      return
    }
  }

  @Test func `compressed files are recognised`() {
    let error = #expect(throws: NaaccrError.self) {
      try all(
        NaaccrIntakeReader(
          source: ByteSources.memory([0x1F, 0x8B, 8, 0]),
          catalogue: NaaccrItemCatalogue(csv: Array(SmallCatalogue.csv.utf8)),
          expressedOn: day("2026-01-01")))
    }
    #expect(error?.cause == .compressed)
  }

  @Test func `entities cannot be declared, so they cannot expand`() {
    let bomb = """
      <?xml version="1.0"?>
      <!DOCTYPE NaaccrData [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
      <NaaccrData \(Naaccr.root)><Item naaccrId="registryId">&b;</Item></NaaccrData>
      """
    #expect(cause(bomb) == .documentType)
    let outside =
      "<!DOCTYPE NaaccrData SYSTEM \"file:///etc/hostname\"><NaaccrData \(Naaccr.root)/>"
    #expect(cause(outside) == .documentType)
  }

  @Test func `endless texts and endless tags are refused`() throws {
    let megabytes = String(repeating: "x", count: 1_100_000)
    #expect(cause(inFile: Naaccr.item("registryId", megabytes)) == .tooLarge("an item"))
    let attribute = "<Item naaccrId=\"" + String(repeating: "x", count: 6_000_000) + "\"/>"
    let error = #expect(throws: NaaccrError.self) {
      try Naaccr.read(Naaccr.file(attribute), piece: 65_536)
    }
    #expect(error?.cause == .tooLarge("a tag"))
  }

  @Test func `patients before the error come out first`() throws {
    let patient = "<Patient>\(Naaccr.item("patientIdNumber", "1"))</Patient>"
    var reader = try NaaccrIntakeReader(
      source: ByteSources.text(Naaccr.file(patient + patient + "<Oops/>")),
      catalogue: NaaccrItemCatalogue(csv: Array(SmallCatalogue.csv.utf8)),
      expressedOn: day("2026-01-01"), options: IntakeOptions(facility: "reg"))
    #expect(try reader.next() != nil)
    #expect(try reader.next() != nil)
    #expect(throws: NaaccrError.self) { try reader.next() }
    #expect(throws: NaaccrError.self) { try reader.next() }
  }

  @Test func `any damage gives rows or an error`() {
    let whole = Array(
      Naaccr.file(
        "<Patient>\(Naaccr.item("patientIdNumber", "1"))<Tumor>\(Naaccr.item("kras", "0"))</Tumor></Patient>"
      ).utf8)
    for seed in 0..<2000 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      var bytes = whole
      for _ in 0...generator.below(3) {
        bytes[generator.below(bytes.count)] = UInt8.random(in: 0...255, using: &generator)
      }
      do {
        _ = try all(
          NaaccrIntakeReader(
            source: ByteSources.memory(bytes, inPiecesOf: 50),
            catalogue: NaaccrItemCatalogue(csv: Array(SmallCatalogue.csv.utf8)),
            expressedOn: day("2026-01-01")))
      } catch {
        #expect(error is NaaccrError, "seed \(seed)")
      }
    }
  }

  @Test func `a list of items that is not one is refused`() {
    #expect(throws: HeaderError.self) { try NaaccrItemCatalogue(csv: Array("a,b\n".utf8)) }
    let row = SmallCatalogue.csv.prefix { $0 != "\n" } + "\nx,notANumber,n,,1,A,Tumor,text\n"
    #expect(throws: NaaccrCatalogueError.row(line: 2)) {
      try NaaccrItemCatalogue(csv: Array(row.utf8))
    }
  }

  @Test func `a catalogue knows its items`() throws {
    let catalogue = try NaaccrItemCatalogue(csv: Array(SmallCatalogue.csv.utf8))
    let item = try #require(catalogue["primarySite"])
    #expect(item.number == 400)
    #expect(item.parent == .tumor)
    #expect(item.recordTypes == "AMCI")
    #expect(item.dataType == "text")
    #expect(catalogue["none"] == nil)
  }
}
