import TestSupport
import Domain
import Testing

@testable import ResearchRouting

@Suite struct `Programmes over columns of donors` {
  private static let match = DataUseMatch(
    hierarchy: DiseaseHierarchy { ["IDC": ["BREAST"], "EGC": ["STOMACH"]][$0] ?? [] })

  private func programme(
    _ number: Int, using generator: inout SeededGenerator
  ) throws -> CompiledProgramme {
    let accepted = generator.pick([
      [TissueKind.ffpe, .frozen], [.viable, .fresh], [.blood], [.fresh],
    ])
    let isLiving = accepted.allSatisfy(\.isLiving)
    let isCommercial = generator.pick([false, false, true])
    var scopes: ScopeSet = [.tissueSurplus, .bloodSample, .germlineGenomics]
    if Bool.random(using: &generator) { scopes.insert(.recontactStudies) }
    if Bool.random(using: &generator) { scopes.insert(.internationalTransfer) }
    if isCommercial { scopes.insert(.commercialUse) }
    let permission = generator.pick([
      DataUsePermission.biomedical, .diseaseSpecific, .generalResearch,
    ])
    return try CompiledProgramme(
      ResearchProgramme(
        id: "P-\(number)", version: 1, title: "generated",
        state: generator.pick([.open, .open, .open, .suspended]),
        purpose: ResearchPurpose(
          permission: permission, diseases: permission == .diseaseSpecific ? ["BREAST"] : []),
        eligibility: Generate.expression(
          depth: 2, from: Generate.predicates + Generate.states, using: &generator),
        tissue: TissueRequirement(
          accepted: accepted, needsMatchedNormal: Bool.random(using: &generator),
          needsMatchedBlood: Bool.random(using: &generator),
          minimumViability: isLiving ? generator.maybe(70) : nil,
          minimumMilligrams: generator.maybe(generator.pick([50, 200])),
          needsPrePostPair: generator.pick([false, false, true]),
          windowDays: generator.maybe(generator.pick([3, 400]))),
        requiredScopes: scopes,
        approval: ApprovalInterval(reference: "x", from: Sample.day("2020-01-01")),
        isCommercial: isCommercial, countries: generator.pick([[], ["US", "IT"]]),
        quota: generator.maybe(3)))
  }

  @Test(arguments: 0..<40)
  func `columns judge every donor as the programme judges the donor alone`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let day = Sample.day("2026-01-01")
    let programmes = try (0..<12).map { try programme($0, using: &generator) }
    let placed = programmes.map { _ in Int.random(in: 0...4, using: &generator) }
    var columns = DonorColumns(on: day, for: programmes.map(\.programme))
    var cases: [(DonorRecord, PackedStates, DataUseTerms)] = []
    for _ in 0..<generator.pick([1, 64, 130, 1100]) {
      let donor = Generate.donor(using: &generator)
      var states = PackedStates()
      for scope in ConsentScope.allCases {
        states[scope] = generator.pick([.permitted, .permitted, .permitted, .declined, .withdrawn])
      }
      var terms = DataUseTerms(
        permissions: Set(generator.pick([[.biomedical], [.diseaseSpecific], []])))
      if terms.permissions.contains(.diseaseSpecific) { terms.diseases = ["BREAST"] }
      terms.modifiers = generator.pick([[], [.nonCommercial], [.geographical]])
      terms.unrecognised = generator.pick([[], [], ["DUO:9999999"]])
      columns.append(donor, permitted: states.permitted, terms: terms)
      cases.append((donor, states, terms))
    }
    let verdicts = ProgrammeScreen(programmes, match: Self.match).verdicts(columns, placed: placed)
    for (place, compiled) in programmes.enumerated() {
      for (row, (donor, states, terms)) in cases.enumerated() {
        let purpose = PurposeMatch(match: Self.match, terms: terms)
        let expected = compiled.quickVerdict(
          donor: donor, facts: TumourFacts.all(of: donor), states: states, on: day,
          placed: placed[place], purpose: purpose)
        #expect(verdicts[place][row] == expected, "seed \(seed), \(place), \(row)")
        let explained = compiled.verdict(
          donor: donor, states: states, on: day, placed: placed[place], purpose: purpose)
        #expect(explained.verdict == expected, "seed \(seed), \(place), \(row)")
      }
      let count = verdicts[place].eligible + verdicts[place].ineligible
      #expect(verdicts[place].needingReview == cases.count - count)
    }
  }
}
