import Domain
import Testing

struct `Coded values` {
  private func check<Value: CodedValue>(_ type: Value.Type, _ stored: [UInt8: String]) {
    #expect(
      Dictionary(uniqueKeysWithValues: Value.allCases.map { ($0.rawValue, $0.name) }) == stored)
    #expect(Set(Value.names).count == Value.allCases.count)
    #expect(!Value.vocabulary.isEmpty)
    for value in Value.allCases {
      #expect(Value(name: value.name) == value)
      #expect(Value(name: value.name.uppercased().replacing("_", with: "-")) == value)
      #expect(value.description == value.name)
      // The problem of a neighbouring name suggests this one or another that is as near.
      let error = #expect(throws: FieldProblem.self) {
        try Value.parse(value.name + "zzzzzzzzzzzzzzz", field: "f")
      }
      #expect(error?.field == "f")
    }
  }

  // The integers are stored for ever: a change here breaks every registry.
  @Test func `stored integers and names stay what they are`() {
    check(Sex.self, [1: "female", 2: "male", 3: "other", 9: "unknown"])
    check(VitalStatus.self, [1: "alive", 2: "dead"])
    check(
      Laterality.self,
      [
        0: "not_paired", 1: "right", 2: "left", 3: "one_side", 4: "bilateral", 5: "midline",
        9: "unknown",
      ])
    check(
      TissueKind.self,
      [
        1: "ffpe", 2: "frozen", 3: "fresh", 4: "viable", 5: "blood", 6: "bone_marrow", 7: "urine",
        8: "saliva",
      ])
    check(
      Viability.self,
      [1: "viable", 2: "cryopreserved_viable", 3: "non_viable", 9: "unknown"])
    check(
      InterestSource.self,
      [
        1: "clinician", 2: "donor", 3: "relative", 4: "cancer_registry", 5: "hospital",
        6: "patient_organisation", 7: "website", 9: "other",
      ])
    check(
      Biomarker.self,
      [
        1: "her2_ihc", 2: "her2_ish", 3: "her2", 4: "er", 5: "pr", 6: "cd20", 7: "kras", 8: "nras",
        9: "braf", 10: "egfr", 11: "pik3ca", 12: "tp53", 13: "idh1", 14: "jak1", 15: "jak2",
        16: "msi", 17: "pd_l1", 18: "alk", 19: "folate_receptor_alpha", 20: "erbb2",
      ])
    check(
      BiomarkerResult.self,
      [
        0: "0", 1: "1+", 2: "2+", 3: "3+", 10: "negative", 11: "positive", 12: "equivocal",
        13: "amplified", 14: "not_amplified", 15: "mutated", 16: "wild_type", 17: "stable",
        18: "low", 19: "high", 30: "not_tested", 31: "ordered_unknown", 32: "not_recorded",
      ])
  }

  @Test func `an unknown name is told with the nearest`() {
    let error = #expect(throws: FieldProblem.self) {
      try Laterality.parse("lefft", field: "laterality")
    }
    #expect(error?.description == "laterality: unknown laterality 'lefft'; did you mean 'left'?")
  }
}

struct `Nearest names` {
  private let known = ["site", "morphology", "diagnosed_on"]

  @Test(
    arguments: [
      ("sitte", "site"), ("SITE", "site"), ("iste", "site"), ("morfology", "morphology"),
      ("diagnosed-on", "diagnosed_on"), ("diagnosed on", "diagnosed_on"), ("colour", nil),
      ("", nil),
      ("s", nil),
    ])
  func `one that can be meant is found, and no other`(_ text: String, _ name: String?) {
    #expect(NearestName.to(text, among: known) == name)
  }

  @Test func `of equally near names the first is taken`() {
    #expect(NearestName.to("cat", among: ["bat", "car"]) == "bat")
  }

  @Test func `an endless name is not compared`() {
    #expect(NearestName.to(String(repeating: "s", count: 10_000), among: known) == nil)
  }

  @Test func `where nothing is near the known names are listed`() {
    #expect(NearestName.suggestion(for: "x", among: known).hasPrefix("use one of: site, "))
    let many = (0..<30).map { "name\($0)aaaaaaaa" }
    #expect(NearestName.suggestion(for: "x", among: many).hasSuffix(", …"))
  }
}

struct `Field problems` {
  @Test func `an excerpt is short and printable`() {
    #expect(FieldProblem.excerpt("C50.4") == "C50.4")
    #expect(FieldProblem.excerpt("a\u{1B}[2J\nb\u{202E}é") == "a?[2J?b??")
    let long = FieldProblem.excerpt(String(repeating: "x", count: 25))
    #expect(long == String(repeating: "x", count: 24) + "…")
  }

  @Test func `the sentence names field, problem and fix`() {
    #expect(FieldProblem(field: "a", problem: "b", fix: "c").description == "a: b; c")
  }
}
