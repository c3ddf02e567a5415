import Anonymization
import Testing

@Suite struct ReleaseCheckTests {
  private let ages = Column(name: "age", strings: ["30", "40", "30", "*", "40", "30", "*"])
  private let sexes = Column(name: "sex", strings: ["f", "m", "f", "*", "m", "f", "f"])
  private let genes = Column(name: "gene", strings: ["a", "b", "a", "a", "c", "b", "a"])

  @Test func `classes and risks are counted`() throws {
    let measures = try ReleaseCheck.verify(
      quasiIdentifiers: [ages, sexes], sensitive: [genes], masked: .counted)
    // 30 f three times, 40 m twice, * * once, * f once.
    #expect(measures.classes == 4)
    #expect(measures.k == 1)
    #expect(measures.highestRisk == 1)
    #expect(measures.averageRisk == 4.0 / 7)
    #expect(measures.diversity[0].distinct == 1)
    #expect(measures.diversity[0].dominance == 1)
    // 40 m holds b and c, of all records a is four in seven, b two and c one.
    #expect(abs(measures.diversity[0].distance - 4.0 / 7) < 1e-12)
  }

  @Test func `only records masked everywhere are no class`() throws {
    let measures = try ReleaseCheck.verify(quasiIdentifiers: [ages, sexes])
    #expect(measures.masked == 1)
    #expect(measures.classes == 3)
    #expect(measures.records == 7)
    #expect(measures.averageRisk == 0.5)
  }

  @Test func `an empty release offers nothing`() throws {
    let measures = try ReleaseCheck.verify(
      quasiIdentifiers: [Column(name: "age", strings: [])])
    #expect(measures.k == 0)
    #expect(measures.classes == 0)
    #expect(measures.highestRisk == 0)
    #expect(measures.averageRisk == 0)
  }

  @Test func `entropy is given as a number of equally frequent values`() throws {
    let measures = try ReleaseCheck.verify(
      quasiIdentifiers: [Column(name: "q", strings: ["x", "x", "x", "x"])],
      sensitive: [Column(name: "s", strings: ["a", "b", "c", "d"])])
    #expect(abs(measures.diversity[0].entropy - 4) < 1e-9)
  }

  @Test func `each failed condition has a sentence`() throws {
    let column = Column(name: "q", strings: ["x", "x", "y", "y", "y", "y"])
    let sensitive = Column(name: "s", strings: ["a", "a", "a", "b", "c", "d"])
    let hierarchy = try Hierarchy.flat(name: "s", values: sensitive.values)
    let failed = try ReleaseCheck.violations(
      of: [
        .kAnonymity(3), .kAnonymity(2), .distinctDiversity(l: 2, of: "s"),
        .entropyDiversity(l: 1, of: "s"), .entropyDiversity(l: 1, of: "s", tie: .fails),
        .recursiveDiversity(c: 2, l: 2, of: "s"), .equalCloseness(t: 0.3, of: "s"),
        .hierarchicalCloseness(t: 0.5, of: "s", hierarchy: hierarchy),
        .distinctDiversity(l: 2, of: "other"),
      ], quasiIdentifiers: [column], sensitive: [sensitive])
    #expect(
      failed == [
        "1 classes fail 3-anonymity", "1 classes fail distinct 2-diversity of 's'",
        "1 classes fail entropy 1.0-diversity of 's'",
        "1 classes fail recursive (2.0, 2)-diversity of 's'",
        "1 classes fail 0.3-closeness of 's' by equal distance",
        "distinct 2-diversity of 'other' speaks of column 'other', which the release does not hold",
      ])
  }
}
