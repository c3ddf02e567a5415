import Domain
import Testing

@testable import ResearchRouting

@Suite struct `Data use terms of a consent` {
  private let items: [ConsentScope: FormItem] = [
    .tissueSurplus: FormItem(scope: .tissueSurplus, text: "t", duoCodes: ["DUO:0000006"]),
    .germlineGenomics: FormItem(
      scope: .germlineGenomics, text: "g", duoCodes: ["DUO:0000006", "DUO:0000044"]),
    .commercialUse: FormItem(scope: .commercialUse, text: "c", duoCodes: ["DUO:0000046"]),
    .clinicalData: FormItem(scope: .clinicalData, text: "d", duoCodes: ["DUO:7777777"]),
  ]

  private func terms(_ permitted: ScopeSet) -> DataUseTerms {
    DataUseTerms(permitted: permitted) { items[$0] }
  }

  @Test func `a permission holds where its scope is permitted`() {
    #expect(terms([.tissueSurplus]).permissions == [.biomedical])
    #expect(terms([]).permissions.isEmpty)
  }

  @Test func `a modifier alone is lifted by a yes`() {
    #expect(terms([.tissueSurplus]).modifiers == [.nonCommercial])
    #expect(terms([.tissueSurplus, .commercialUse]).modifiers.isEmpty)
  }

  @Test func `a modifier beside a permission stays with it`() {
    #expect(terms([.germlineGenomics, .commercialUse]).modifiers == [.noAncestryResearch])
  }

  @Test func `a code that nobody knows is never passed over`() throws {
    let terms = terms([.tissueSurplus, .commercialUse])
    #expect(terms.unrecognised == ["DUO:7777777"])
    let match = DataUseMatch(hierarchy: DiseaseHierarchy { _ in [] })
    var request = DataUseRequest()
    request.isBiomedical = true
    #expect(match.verdict(request, on: terms) == .needsReview)
    #expect(match.reasons(request, on: terms).contains { $0.found == "DUO:7777777" })
  }

  @Test func `what the programme keeps to stands among the reasons`() {
    let match = DataUseMatch(hierarchy: DiseaseHierarchy { _ in [] })
    var request = DataUseRequest()
    request.isBiomedical = true
    request.accepts = [.publicationRequired]
    let reasons = match.reasons(request, on: DataUseTerms(permissions: [.biomedical]))
    #expect(reasons.map(\.rule) == ["purpose", "condition"])
    #expect(reasons.allSatisfy { $0.outcome == .met })
  }
}
