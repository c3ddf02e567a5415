import Domain
import ResearchRouting
import Testing

@Suite struct `Biomarker rules` {
  @Test(arguments: [
    ("er = negative", BiomarkerResult.negative, Truth.isTrue),
    ("er = negative", .positive, .isFalse), ("er = negative", .equivocal, .unknown),
    ("er = equivocal", .equivocal, .isTrue), ("er = equivocal", .negative, .isFalse),
    ("er = negative", .notTested, .unknown), ("er = negative", .orderedUnknown, .unknown),
    ("er != positive", .notTested, .unknown), ("er != positive", .negative, .isTrue),
    ("er = not_tested", .notTested, .isTrue), ("er = not_tested", .negative, .isFalse),
    ("er in positive, not_tested", .notTested, .isTrue),
    ("er in positive, not_tested", .orderedUnknown, .unknown),
    ("er is known", .equivocal, .isTrue), ("er is known", .notTested, .isFalse),
    ("er is unknown", .notTested, .isTrue), ("er is conflicting", .negative, .isFalse),
  ])
  func `a finding settles a rule, its absence does not`(
    rule: String, result: BiomarkerResult, truth: Truth
  ) throws {
    #expect(try Sample.truth(rule, Sample.facts([(.er, result)])) == truth)
  }

  @Test func `what nobody recorded is never negative`() throws {
    let facts = Sample.facts()
    for marker in Biomarker.allCases {
      for result in marker.results where result.isFinding {
        #expect(try Sample.truth("\(marker) = \(result)", facts) == .unknown)
        #expect(try Sample.truth("\(marker) != \(result)", facts) == .unknown)
      }
      #expect(try Sample.truth("\(marker) = not_recorded", facts) == .isTrue)
      #expect(try Sample.truth("\(marker) is unknown", facts) == .isTrue)
    }
  }

  @Test func `every marker has its place among the packed codes`() {
    #expect(Biomarker.allCases.allSatisfy { $0.rawValue < 32 })
    #expect(BiomarkerResult.allCases.allSatisfy { $0.rawValue < 63 })
  }

  @Test func `results that contradict each other are conflicting and leave rules unknown`() throws {
    let facts = Sample.facts([(.er, .positive), (.er, .negative)])
    #expect(facts.state(of: .er) == .conflicting)
    #expect(try Sample.truth("er = positive", facts) == .unknown)
    #expect(try Sample.truth("er != positive", facts) == .unknown)
    #expect(try Sample.truth("er is conflicting", facts) == .isTrue)
    #expect(try Sample.truth("er = conflicting", facts) == .isTrue)
    #expect(try Sample.truth("er is known", facts) == .isFalse)
    #expect(try Sample.truth("er is unknown", facts) == .isFalse)
    #expect(try Sample.truth("er is not known", facts) == .isTrue)
    #expect(facts.words(for: .biomarker(.er)) == "conflicting")
  }

  @Test func `a repeated result and a test without result do not contradict`() {
    let facts = Sample.facts([(.er, .notTested), (.er, .positive), (.er, .positive)])
    #expect(facts.state(of: .er) == .result(.positive))
    let states = MarkerState(combining: [.notRecorded, .orderedUnknown, .notTested], of: .er)
    #expect(states == .result(.notTested))
  }

  @Test(arguments: [
    ("her2.ihc = negative", BiomarkerResult.score0, Truth.isTrue),
    ("her2.ihc = negative", .score1, .isTrue), ("her2.ihc = negative", .score2, .isFalse),
    ("her2.ihc in 0, 1+", .negative, .isTrue), ("her2.ihc = 0", .negative, .unknown),
    ("her2.ihc in 1+, 2+, 3+", .negative, .unknown), ("her2.ihc = 3+", .negative, .isFalse),
    ("her2.ihc = 3+", .score3, .isTrue), ("her2.ihc in 1+, 2+", .score3, .isFalse),
  ])
  func `an IHC that is only told as negative is 0 or 1+`(
    rule: String, result: BiomarkerResult, truth: Truth
  ) throws {
    #expect(try Sample.truth(rule, Sample.facts([(.her2IHC, result)])) == truth)
  }

  @Test func `the finer of two IHC results that agree is kept`() {
    #expect(
      Sample.facts([(.her2IHC, .negative), (.her2IHC, .score1)]).state(of: .her2IHC)
        == .result(.score1))
    #expect(
      Sample.facts([(.her2IHC, .score1), (.her2IHC, .negative)]).state(of: .her2IHC)
        == .result(.score1))
    #expect(
      Sample.facts([(.her2IHC, .negative), (.her2IHC, .score2)]).state(of: .her2IHC) == .conflicting
    )
  }

  /// IHC, ISH, summary, and what they amount to.
  static let statuses: [(BiomarkerResult?, BiomarkerResult?, BiomarkerResult?, MarkerState)] = [
    (.score3, nil, nil, .result(.positive)), (.score0, nil, nil, .result(.negative)),
    (.score1, nil, nil, .result(.negative)), (.score2, nil, nil, .result(.equivocal)),
    (.score2, .amplified, nil, .result(.positive)),
    (.score2, .notAmplified, nil, .result(.negative)),
    (.score2, .equivocal, nil, .result(.equivocal)), (nil, .amplified, nil, .result(.positive)),
    (nil, .notAmplified, nil, .result(.negative)), (.score3, .notAmplified, nil, .conflicting),
    (.score1, .amplified, nil, .conflicting), (nil, nil, .positive, .result(.positive)),
    (.score0, nil, .positive, .conflicting), (.score3, nil, .positive, .result(.positive)),
    (.score2, nil, .negative, .result(.negative)), (.score3, nil, .equivocal, .result(.positive)),
    (.score2, nil, .notTested, .result(.equivocal)), (nil, nil, nil, .result(.notRecorded)),
    (.notTested, .notTested, .notTested, .result(.notTested)),
    (.notTested, .amplified, nil, .result(.positive)),
  ]

  @Test(arguments: statuses)
  func `the overall HER2 status follows ASCO/CAP`(
    ihc: BiomarkerResult?, ish: BiomarkerResult?, summary: BiomarkerResult?, expected: MarkerState
  ) {
    var findings: [(Biomarker, BiomarkerResult)] = []
    if let ihc { findings.append((.her2IHC, ihc)) }
    if let ish { findings.append((.her2ISH, ish)) }
    if let summary { findings.append((.her2, summary)) }
    #expect(Sample.facts(findings).state(of: .her2) == expected)
  }

  @Test func `HER2-low is not HER2-positive`() throws {
    let rule = "her2.ihc = 3+ or (her2.ihc = 2+ and her2.ish = amplified)"
    #expect(try Sample.truth(rule, Sample.facts([(.her2IHC, .score1)])) == .isFalse)
    #expect(
      try Sample.truth(rule, Sample.facts([(.her2IHC, .score2), (.her2ISH, .notAmplified)]))
        == .isFalse)
    #expect(try Sample.truth(rule, Sample.facts([(.her2IHC, .score2)])) == .unknown)
    #expect(try Sample.truth(rule, Sample.facts([(.her2, .positive)])) == .unknown)
  }
}
