import Anonymization
import Testing

@Suite struct BuiltInHierarchyTests {
  private func labels(_ value: String, _ hierarchy: Hierarchy) -> [String?] {
    (0..<hierarchy.levelCount).map { hierarchy.label(of: value, at: $0) }
  }

  @Test(arguments: [
    ("47", ["47", "45-49", "40-49", "40-59", "*"]), ("0", ["0", "0-4", "0-9", "0-19", "*"]),
    ("89", ["89", "85-89", "80-89", "80+", "*"]), ("90", ["90+", "90+", "90+", "80+", "*"]),
    ("103", ["90+", "90+", "90+", "80+", "*"]), ("90+", ["90+", "90+", "90+", "80+", "*"]),
    ("unknown", ["unknown", "unknown", "unknown", "unknown", "*"]),
  ])
  func `ages from the top code on are one at every level`(value: String, expected: [String]) throws
  {
    let hierarchy = try Hierarchy.age(values: ValueDictionary([value]))
    #expect(labels(value, hierarchy) == expected)
    #expect(hierarchy.leafCount == (value == "unknown" ? 92 : 91))
  }

  @Test(arguments: ["-1", "151", "4x", "91+"])
  func `what is no age is refused`(value: String) {
    #expect(throws: HierarchyError.self) {
      try Hierarchy.age(values: ValueDictionary([value]))
    }
  }

  @Test func `years span the whole range of the column`() throws {
    let hierarchy = try Hierarchy.year(values: ValueDictionary(["1961", "1968"]))
    #expect(hierarchy.leafCount == 8)
    #expect(labels("1961", hierarchy) == ["1961", "1960-1964", "1960-1969", "*"])
    #expect(throws: HierarchyError.self) { try Hierarchy.year(values: ValueDictionary(["61"])) }
  }

  @Test(arguments: [
    ("1961-02-03", ["1961-02-03", "1961-02", "1961-Q1", "1961", "1960-1969", "*"]),
    ("1968-12-31", ["1968-12-31", "1968-12", "1968-Q4", "1968", "1960-1969", "*"]),
    ("1964-02-29", ["1964-02-29", "1964-02", "1964-Q1", "1964", "1960-1969", "*"]),
    ("1963-09", ["1963-09", "1963-09", "1963-Q3", "1963", "1960-1969", "*"]),
    ("1963", ["1963", "1963", "1963", "1963", "1960-1969", "*"]),
    ("", ["", "", "", "", "", "*"]),
  ])
  func `dates climb by month, quarter and year to the decade`(
    value: String, expected: [String]
  ) throws {
    let hierarchy = try Hierarchy.date(values: ValueDictionary([value]))
    #expect(labels(value, hierarchy) == expected)
  }

  @Test func `dates span every day of the years of the column`() throws {
    let hierarchy = try Hierarchy.date(values: ValueDictionary(["1963-05-01", "1965-01-01"]))
    #expect(hierarchy.leafCount == 365 + 366 + 365)
    #expect((0..<6).map { hierarchy.labels(at: $0).count } == [1096, 36, 12, 3, 1, 1])
  }

  @Test(arguments: [
    "1961-02-30", "1963-02-29", "1900-02-29", "1961-13-01", "1961-00-01", "1961-04-31", "61-01-01",
    "1961/02/03", "1961-2-3", "0961-01-01", "1961-01-00", "1961-02-03T00",
  ])
  func `what is no date is refused`(value: String) {
    #expect(throws: HierarchyError.self) {
      try Hierarchy.date(values: ValueDictionary([value]))
    }
  }

  @Test(arguments: [
    (BuiltInHierarchy.flat, "x"), (.age, "47"), (.date, "1961-02-03"), (.year, "1961"),
    (.postcode, "35063"), (.topography, "C50.4"), (.morphology, "8500/3"), (.stage, "IIA"),
  ])
  func `every hierarchy can be asked for by its name and ends in a star`(
    kind: BuiltInHierarchy, value: String
  ) throws {
    let hierarchy = try kind.hierarchy(name: "c", values: ValueDictionary([value, "*", ""]))
    let top = hierarchy.levelCount - 1
    for known in [value, "*", ""] { #expect(hierarchy.label(of: known, at: top) == "*") }
    #expect(BuiltInHierarchy(rawValue: kind.rawValue) == kind)
    #expect(kind.levels.hasSuffix("*") || kind.levels.contains("*;"))
  }

  @Test func `postcodes are cut and small areas hidden at every level`() throws {
    let hierarchy = try Hierarchy.postcode(
      values: ValueDictionary(["35063", "03601", "87901"]), restricted: ["036", "879"])
    #expect(labels("35063", hierarchy) == ["350", "3", "*"])
    #expect(labels("03601", hierarchy) == ["000", "000", "*"])
    #expect(labels("87901", hierarchy) == ["000", "000", "*"])
    let full = try Hierarchy.postcode(
      values: ValueDictionary(["35063", "03601"]), lengths: [5, 3], restricted: ["036"])
    #expect(labels("03601", full) == ["03601", "000", "*"])
  }

  @Test(arguments: [
    ("C50.4", ["C50.4", "C50", "breast", "*"]),
    (
      "C34",
      [
        "C34", "C34",
        "respiratory system and intrathoracic organs", "*",
      ]
    ),
    ("C80.9", ["C80.9", "C80", "ill-defined or unknown site", "*"]),
  ])
  func `topography climbs to the organ system`(value: String, expected: [String]) throws {
    #expect(labels(value, try .topography(values: ValueDictionary([value]))) == expected)
  }

  @Test(arguments: ["C81.0", "D50.1", "C5.04", "C50.", "C50.44"])
  func `what is no topography is refused`(value: String) {
    #expect(throws: HierarchyError.self) {
      try Hierarchy.topography(values: ValueDictionary([value]))
    }
  }

  @Test(arguments: [
    ("8500/3", "850", "ductal and lobular neoplasms"),
    ("8010/3", "801", "epithelial neoplasms, not specified"),
    ("8070/3", "807", "squamous cell neoplasms"), ("8120/2", "812", "transitional cell neoplasms"),
    ("8140/3", "814", "adenomas and adenocarcinomas"),
    ("8380/3", "838", "adenomas and adenocarcinomas"), ("8720/3", "872", "naevi and melanomas"),
    ("9680/3", "968", "lymphomas"), ("9861/3", "986", "leukaemias"),
    ("8000/3", "800", "neoplasms, not specified"),
  ])
  func `morphology climbs to the broad group`(value: String, series: String, group: String) throws {
    let hierarchy = try Hierarchy.morphology(values: ValueDictionary([value]))
    #expect(labels(value, hierarchy) == [value, series, group, "*"])
  }

  @Test(arguments: ["850/3", "7999/3", "8500-3", "8500/"])
  func `what is no morphology is refused`(value: String) {
    #expect(throws: HierarchyError.self) {
      try Hierarchy.morphology(values: ValueDictionary([value]))
    }
  }

  @Test(arguments: [
    ("IIA", "II", "early"), ("IIIC", "III", "advanced"), ("IV", "IV", "advanced"),
    ("0", "0", "early"), ("I", "I", "early"), ("IA1", "I", "early"), ("0is", "0", "early"),
  ])
  func `stages climb to early or advanced`(value: String, group: String, half: String) throws {
    let hierarchy = try Hierarchy.stage(values: ValueDictionary([value]))
    #expect(labels(value, hierarchy) == [value, group, half, "*"])
  }

  @Test func `an unreadable stage is named with its place`() {
    let values = ValueDictionary(["IIA", "late"])
    let expected = "0, I, II, III or IV, each with its letter where it has one, or 'unknown'"
    #expect(
      throws: HierarchyError.unreadableValue(
        hierarchy: "stage", value: "late", line: 2, expected: expected)
    ) { try Hierarchy.stage(values: values) }
  }

  @Test func `a flat hierarchy has two levels`() throws {
    let hierarchy = try Hierarchy.flat(name: "sex", values: ValueDictionary(["f", "m"]))
    #expect(labels("m", hierarchy) == ["m", "*"])
    #expect(throws: HierarchyError.empty(hierarchy: "sex")) {
      try Hierarchy.flat(name: "sex", values: ValueDictionary())
    }
  }
}
