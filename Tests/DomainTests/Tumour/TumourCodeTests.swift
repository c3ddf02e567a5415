import Domain
import Testing

struct `ICD-O-3 topography` {
  @Test(
    arguments: [
      ("C50.4", "C50.4"), ("C504", "C50.4"), ("c504", "C50.4"), ("C000", "C00.0"),
      ("C80.9", "C80.9"),
    ])
  func `codes are read with and without their dot`(_ text: String, _ code: String) {
    #expect(Topography(text)?.description == code)
  }

  @Test(arguments: [
    "", "C50", "C81.0", "C99.9", "D50.4", "C5O.4", "C50.44", "C50,4", " C504", "C.504", "Ç504",
  ])
  func `anything else is none`(_ text: String) {
    #expect(Topography(text) == nil)
    let error = #expect(throws: FieldProblem.self) { try Topography.parse(text, field: "site") }
    #expect(error?.field == "site")
  }

  @Test func `every stored code is one that can be written`() {
    for code in 0...809 as ClosedRange<UInt16> {
      let site = Topography(code: code)
      #expect(Topography(site?.description ?? "")?.code == code)
      #expect(site?.category == code / 10)
    }
    #expect(Topography(code: 810) == nil)
  }
}

struct `ICD-O-3 morphology` {
  @Test func `histology and behaviour are read together`() throws {
    let value = try #require(Morphology("8500/3"))
    #expect(value.histology == 8500)
    #expect(value.behaviour == 3)
    #expect(value.description == "8500/3")
    let later = try ["8500/6", "8501/0"].map { try #require(Morphology($0)) }
    #expect(later.allSatisfy { value < $0 })
  }

  @Test(arguments: [
    "", "8500", "85003", "7999/3", "8500/4", "8500/5", "8500/7", "8500/8", "850O/3", "8500-3",
    "8500/33", "8500/ ",
  ])
  func `anything else is none`(_ text: String) {
    #expect(Morphology(text) == nil)
    #expect(throws: FieldProblem.self) { try Morphology.parse(text, field: "morphology") }
  }

  @Test func `only six behaviours exist`() {
    let behaviours = (0...255 as ClosedRange<UInt8>).filter {
      Morphology(histology: 8000, behaviour: $0) != nil
    }
    #expect(behaviours == [0, 1, 2, 3, 6, 9])
    #expect(Morphology(histology: 9999, behaviour: 3) != nil)
    #expect(Morphology(histology: 10_000, behaviour: 3) == nil)
  }
}

struct `AJCC stage groups` {
  @Test(
    arguments: [
      ("0", 0, "0"), ("0a", 0, "0a"), ("0IS", 0, "0is"), ("I", 1, "I"), ("iia", 2, "IIA"),
      ("Stage IIIC2", 3, "IIIC2"), ("IV", 4, "IV"), ("IVB", 4, "IVB"), ("IS", 1, "IS"),
      ("IA1", 1, "IA1"),
    ] as [(String, UInt8, String)])
  func `groups are read with their numerals`(_ text: String, _ major: UInt8, _ group: String) throws
  {
    let stage = try #require(StageGroup(text))
    #expect(stage.major == major)
    #expect(stage.description == group)
    #expect(StageGroup(group) == stage)
  }

  @Test(arguments: ["", "V", "IIII", "IVZ", "IIA4", "IA11", "2A", "unknown", "0b", "99", "I A"])
  func `anything else is none`(_ text: String) {
    #expect(StageGroup(text) == nil)
    #expect(throws: FieldProblem.self) { try StageGroup.parse(text, field: "stage") }
  }
}

struct `TNM categories` {
  @Test(
    arguments: [
      ("T2", TNMCategory.Axis.tumour, "T2"), ("2", .tumour, "T2"), ("pT1c", .tumour, "pT1c"),
      ("ypTis", .tumour, "ypTis"), ("TIS", .tumour, "Tis"), ("Ta", .tumour, "Ta"),
      ("TX", .tumour, "TX"), ("T1a2", .tumour, "T1a2"), ("cT2(m)", .tumour, "cT2(m)"),
      ("N1mi", .nodes, "N1mi"), ("pN0(i+)", .nodes, "pN0(i+)"), ("NX", .nodes, "NX"),
      ("M0", .metastasis, "M0"), ("cM1b", .metastasis, "cM1b"),
    ])
  func `categories are read and written back`(
    _ text: String, _ axis: TNMCategory.Axis, _ written: String
  ) throws {
    let category = try #require(TNMCategory(text, axis: axis))
    #expect(category.description == written)
    #expect(TNMCategory(written, axis: axis) == category)
  }

  @Test(
    arguments: [
      ("", TNMCategory.Axis.tumour), ("T", .tumour), ("T5", .tumour), ("N0", .tumour),
      ("qT1", .tumour), ("T1 ", .tumour), ("T12", .tumour), ("T1;", .tumour), ("N4", .nodes),
      ("Nis", .nodes), ("M4", .metastasis), ("T2", .metastasis), ("T1aaaaaaaaaaaaaaaa", .tumour),
    ])
  func `anything else is none`(_ text: String, _ axis: TNMCategory.Axis) {
    #expect(TNMCategory(text, axis: axis) == nil)
    let error = #expect(throws: FieldProblem.self) {
      try TNMCategory.parse(text, axis: axis, field: "t")
    }
    #expect(error?.fix.contains(axis.rawValue) == true)
  }
}
