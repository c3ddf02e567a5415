import Domain
import ResearchRouting
import Testing

@Suite struct `Site and morphology rules` {
  @Test(arguments: [
    ("site in C50", "C50.4", true), ("site in C50", "C51.9", false),
    ("site = C50.4", "C50.4", true),
    ("site = C50.4", "C50.5", false), ("site = C504", "C50.4", true), ("site = c50", "C50.9", true),
    ("site in C15-C26", "C26.9", true), ("site in C15-C26", "C27.0", false),
    ("site in C50.1-C50.4", "C50.0", false), ("site in C50.1-C50.4", "C50.4", true),
    ("site in C50.1-C51", "C51.9", true), ("site = *", "C80.9", true),
    ("site != C50", "C16.0", true), ("site not in C50, C16", "C16.0", false),
  ])
  func `sites`(rule: String, site: String, holds: Bool) throws {
    let facts = TumourFacts(diagnosis: Sample.diagnosis(site, "8500/3"))
    #expect(try Sample.truth(rule, facts) == Truth(holds))
  }

  @Test(arguments: [
    ("morphology = 8500/3", "8500/3", true), ("morphology = 8500/3", "8500/2", false),
    ("morphology in 8500-8543/3", "8543/3", true), ("morphology in 8500-8543/3", "8544/3", false),
    ("morphology = */3", "9999/3", true), ("morphology = */3", "8500/2", false),
    ("morphology = 8500/*", "8500/0", true), ("morphology = 8500", "8500/1", true),
    ("morphology = *", "8000/0", true), ("histology = 8500", "8500/2", true),
    ("histology in 8500-8510", "8511/3", false), ("behaviour = 3", "8500/3", true),
    ("behaviour in 0, 1, 2", "8500/3", false), ("behaviour = *", "8500/6", true),
  ])
  func `morphologies`(rule: String, morphology: String, holds: Bool) throws {
    let facts = TumourFacts(diagnosis: Sample.diagnosis("C50.4", morphology))
    #expect(try Sample.truth(rule, facts) == Truth(holds))
  }

  @Test func `ductal carcinoma in situ is lost by a rule for behaviour 3 alone`() throws {
    let insitu = TumourFacts(diagnosis: Sample.diagnosis("C50.4", "8500/2"))
    #expect(try Sample.truth("site in C50 and morphology = */3", insitu) == .isFalse)
    #expect(try Sample.truth("site in C50 and morphology in */3, 8500/2", insitu) == .isTrue)
  }
}
