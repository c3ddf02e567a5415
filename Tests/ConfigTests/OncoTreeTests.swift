import Config
import Domain
import ResearchRouting
import Testing

@Suite struct `The OncoTree hierarchy` {
  @Test func `codes know what they are a kind of`() {
    #expect(OncoTree.codes.count == 898)
    #expect(OncoTree.codes.allSatisfy(OncoTree.contains))
    #expect(OncoTree.ancestors(of: "TISSUE") == [])
    #expect(OncoTree.ancestors(of: "NMIBC") == [])
    #expect(OncoTree.ancestors(of: "BRCA") == ["BREAST", "TISSUE"])
    #expect(OncoTree.ancestors(of: "FL") == ["MBN", "NHL", "LNM", "LYMPH", "TISSUE"])
    #expect(!OncoTree.contains("NMIBC"))
  }

  @Test func `every disease of a programme is a code`() throws {
    for programme in try Defaults.programmes() {
      #expect(programme.purpose.diseases.allSatisfy { OncoTree.contains($0) }, "\(programme.id)")
    }
  }

  @Test func `the broad form covers every programme`() throws {
    let match = DataUseMatch(hierarchy: DiseaseHierarchy { OncoTree.ancestors(of: $0) })
    let form = try #require(try Defaults.consentForms().first)
    let codes = form.module(holding: .tissueSurplus)?.items.flatMap(\.duoCodes) ?? []
    let permissions = DataUsePermission.allCases.filter { codes.contains($0.duoCode) }
    #expect(permissions == [.biomedical])
    for programme in try Defaults.programmes() {
      let terms = DataUseTerms(permissions: Set(permissions))
      #expect(match.verdict(DataUseRequest(programme), on: terms) == .eligible, "\(programme.id)")
      let narrow = DataUseTerms(permissions: [.diseaseSpecific], diseases: ["LUNG"])
      #expect(match.verdict(DataUseRequest(programme), on: narrow) == .ineligible)
    }
  }
}
