import TestSupport
import Domain
import Testing

@testable import ResearchRouting

@Suite struct `Compiled expressions` {
  /// The tree walked as it stands, each predicate compiled on its own.
  private func walk(_ syntax: Syntax, _ facts: TumourFacts) -> Truth {
    switch syntax {
    case .predicate: EligibilityProgram(syntax, ignoring: []).evaluate(facts)
    case .not(let inner): !walk(inner, facts)
    case .all(let parts): parts.map { walk($0, facts) }.min() ?? .isTrue
    case .any(let parts): parts.map { walk($0, facts) }.max() ?? .isFalse
    }
  }

  @Test(arguments: 0..<400)
  func `a program says what its tree says`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let source = Generate.expression(
      depth: 3, from: Generate.predicates + Generate.states, using: &generator)
    let expression = try EligibilityExpression(source)
    let program = expression.compiled()
    for _ in 0..<20 {
      let donor = Generate.donor(using: &generator)
      let tumours = TumourFacts.all(of: donor)
      #expect(program.truths(of: tumours) == tumours.map { program.evaluate($0) })
      for facts in tumours {
        let expected = walk(expression.syntax, facts)
        #expect(program.evaluate(facts) == expected, "seed \(seed): \(source)")
        let parts = expression.conjuncts().map { $0.program.evaluate(facts) }
        #expect(parts.min() == expected, "seed \(seed): \(source)")
      }
    }
  }

  @Test(arguments: 0..<300)
  func `what is left out counts as it would at best`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let source = Generate.expression(depth: 3, from: Generate.predicates, using: &generator)
    let expression = try EligibilityExpression(source)
    let topics = generator.pick([
      EligibilityTopics.feasibility, .biomarkers, [.person, .time], [.site, .morphology], .staging,
    ])
    let exact = expression.compiled()
    let hopeful = expression.compiled(ignoring: topics)
    for facts in TumourFacts.all(of: Generate.donor(using: &generator)) {
      #expect(hopeful.evaluate(facts) >= exact.evaluate(facts), "seed \(seed): \(source)")
    }
  }

  @Test(arguments: 0..<400)
  func `forgetting a fact never turns an answer into its opposite`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let source = Generate.expression(
      depth: 2, from: Generate.predicates.filter { !$0.contains("not_tested") }, using: &generator)
    let program = try EligibilityExpression(source).compiled()
    for facts in TumourFacts.all(of: Generate.donor(using: &generator)) {
      let before = program.evaluate(facts)
      for forgotten in forgetting(facts) {
        let after = program.evaluate(forgotten)
        #expect(
          after == before || after == .unknown || before == .unknown, "seed \(seed): \(source)")
      }
    }
  }

  private func forgetting(_ facts: TumourFacts) -> [TumourFacts] {
    var all: [TumourFacts] = []
    func forget(_ change: (inout TumourFacts) -> Void) {
      var copy = facts
      change(&copy)
      all.append(copy)
    }
    forget { $0.stage = StageCode.missing }
    forget { $0.edition = 0 }
    forget { $0.t = CategoryCode.missing }
    forget { $0.age = TumourFacts.missing }
    forget { $0.country = TumourFacts.missing }
    forget { $0.diagnosedOn = TumourFacts.missing }
    forget { $0.sex = Sex.unknown.rawValue }
    forget { $0.laterality = Laterality.unknown.rawValue }
    forget { $0.facility = nil }
    forget { facts in
      facts.tissue = 0
      facts.matchedNormal = 2
    }
    for marker in Biomarker.allCases {
      forget { $0.markers[Int(marker.rawValue)] = BiomarkerResult.notRecorded.rawValue }
      forget { $0.markers[Int(marker.rawValue)] = MarkerState.conflicting.code }
    }
    return all
  }

  @Test func `leaving out biomarkers keeps site and morphology`() throws {
    let expression = try EligibilityExpression(
      "site in C50 and morphology = 8500/3 and (her2.ihc = 3+ or her2.ish = amplified)"
        + " and stage >= III and tissue.kind = viable")
    let feasible = expression.compiled(ignoring: .feasibility)
    #expect(feasible.evaluate(Sample.facts()) == .isTrue)
    #expect(expression.compiled().evaluate(Sample.facts()) == .unknown)
    let elsewhere = TumourFacts(diagnosis: Sample.diagnosis("C16.0", "8500/3"))
    #expect(feasible.evaluate(elsewhere) == .isFalse)
  }

  @Test func `leaving out works below a negation`() throws {
    let expression = try EligibilityExpression(
      "site in C50 and not (er = positive or pr = positive)")
    #expect(expression.compiled(ignoring: .biomarkers).evaluate(Sample.facts()) == .isTrue)
    let everything = try EligibilityExpression("er = positive").compiled(ignoring: .biomarkers)
    #expect(everything.evaluate(Sample.facts()) == .isTrue)
  }
}
