import Domain
import TestSupport
import Testing

@testable import ResearchRouting

/// Rules over donors in codes say what they say over the donors' records.
@Suite struct `Facts from codes` {
  @Test(arguments: 0..<300)
  func `an expression has one truth`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let program = try EligibilityExpression(
      Generate.expression(
        depth: 2, from: Generate.predicates + Generate.states, using: &generator)
    ).compiled()
    for _ in 0..<20 {
      let donor = Generate.donor(using: &generator)
      guard let packed = PackedDonor(donor) else { continue }
      var facts = TumourFacts.blank
      facts.take(donor: packed)
      for (codes, expected) in zip(packed.tumours, TumourFacts.all(of: donor)) {
        facts.take(codes)
        #expect(program.evaluate(facts) == program.evaluate(expected), "seed \(seed)")
        for field in Self.fields {
          #expect(facts.words(for: field) == expected.words(for: field), "seed \(seed)")
        }
      }
    }
  }

  private static let fields: [EligibilityField] =
    [
      .site, .morphology, .laterality, .t, .n, .m, .stage(edition: 8), .edition, .sex, .age,
      .birthYear, .diagnosedOn, .country, .facility, .tissueKind, .tissueMatchedNormal,
    ] + Biomarker.allCases.map { .biomarker($0) }

  @Test(arguments: 0..<200)
  func `a programme has one verdict on donors with a tumour that fits`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let day = Sample.day("2026-01-01")
    let compiled = try CompiledProgramme(
      ResearchProgramme(
        id: "P", version: 1, title: "a programme", state: .open,
        purpose: ResearchPurpose(permission: .biomedical), eligibility: "site in C50, C16, C67",
        tissue: TissueRequirement(
          accepted: generator.pick([[.ffpe, .frozen], [.fresh, .blood]])),
        requiredScopes: generator.pick([[.clinicalData], [.recontactStudies]]),
        approval: ApprovalInterval(
          reference: "EC 1", from: Sample.day("2020-01-01"),
          until: generator.maybe(Sample.day("2025-01-01"))),
        countries: generator.pick([[], ["US"], ["US", "IT"]]), quota: nil))
    for _ in 0..<20 {
      let donor = Generate.donor(using: &generator)
      let facts = TumourFacts.all(of: donor)
      guard let packed = PackedDonor(donor),
        facts.contains(where: { compiled.program.evaluate($0) == .isTrue })
      else { continue }
      #expect(
        compiled.cohortVerdict(fitting: packed, on: day)
          == compiled.cohortVerdict(donor: donor, facts: facts, on: day), "seed \(seed)")
    }
  }

  @Test func `only an expression that names the facility asks for it`() throws {
    func asks(_ expression: String) throws -> Bool {
      try EligibilityExpression(expression).compiled().asksFacility
    }
    #expect(try asks("site in C50 and facility = site-1"))
    #expect(try asks("facility is known"))
    #expect(try !asks("site in C50 and country = US"))
  }
}
