import Domain
import Testing

struct Biomarkers {
  @Test func `every marker can be unknown in three ways`() {
    for marker in Biomarker.allCases {
      for result in [BiomarkerResult.notTested, .orderedUnknown, .notRecorded] {
        #expect(marker.results.contains(result))
        #expect(!result.isFinding)
      }
      #expect(Set(marker.results).count == marker.results.count)
      #expect(marker.results.contains { $0.isFinding })
    }
  }

  @Test func `only a score, a state or a mutation is a finding`() {
    let unknown = BiomarkerResult.allCases.filter { !$0.isFinding }
    #expect(unknown == [.notTested, .orderedUnknown, .notRecorded])
  }

  @Test func `immunohistochemistry and hybridisation of HER2 never share a result`() {
    let ihc = Set(Biomarker.her2IHC.results.filter(\.isFinding))
    let ish = Set(Biomarker.her2ISH.results.filter(\.isFinding))
    #expect(ihc.isDisjoint(with: ish))
  }

  @Test func `a result that the marker cannot have makes no finding`() {
    #expect(BiomarkerFinding(biomarker: .er, result: .score3) == nil)
    #expect(BiomarkerFinding(biomarker: .her2IHC, result: .score3) != nil)
    #expect(BiomarkerFinding(biomarker: .msi, result: .mutated) == nil)
    #expect(BiomarkerFinding(biomarker: .erbb2, result: .amplified) == nil)
  }

  @Test func `findings are read by name`() throws {
    let day = CivilDay(daysSinceEpoch: 20_000)
    let finding = try BiomarkerFinding.parse(
      name: "HER2-IHC", value: "3+", observedOn: day, field: "markers[0]")
    #expect(finding.biomarker == .her2IHC)
    #expect(finding.result == .score3)
    #expect(finding.observedOn == day)
  }

  @Test(
    arguments: [("her2_ich", "3+", "m.name"), ("er", "3+", "m.value"), ("er", "posit", "m.value")])
  func `what is wrong points to name or value`(_ name: String, _ value: String, _ field: String) {
    let error = #expect(throws: FieldProblem.self) {
      try BiomarkerFinding.parse(name: name, value: value, observedOn: nil, field: "m")
    }
    #expect(error?.field == field)
  }
}
