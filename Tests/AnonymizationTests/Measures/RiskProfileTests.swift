import Anonymization
import Testing

@Suite struct RiskProfileTests {
  @Test func `risks follow from the sizes of classes`() {
    let profile = RiskProfile(sizes: [1, 1, 2, 4, 0])
    #expect(profile.records == 8)
    #expect(profile.classes == 4)
    #expect(profile.uniqueRecords == 2)
    #expect(profile.highestRisk == 1)
    #expect(profile.averageRisk == 0.5)
    #expect(profile.share(above: 0.3) == 0.5)
    #expect(RiskProfile(sizes: [3, 5]).uniqueRecords == 0)
    #expect(RiskProfile(sizes: [Int]()).averageRisk == 0)
  }

  @Test func `unique people are estimated by the hypergeometric probability`() {
    // Of 8 people 4 are sampled. One member of a class of 1 is met with C(7,3)/C(8,4) = 1/2, exactly
    // one of a class of 2 with 2 C(6,3)/C(8,4) = 4/7; two of three classes have size 1.
    let profile = RiskProfile(sizes: [1, 1, 2])
    let expected = 2 * (2 * 0.5) / (2 * 0.5 + 4.0 / 7)
    #expect(abs(profile.expectedPopulationUniques(population: 8) - expected) < 1e-12)
    #expect(profile.expectedPopulationUniques(population: 4) == 2)
    #expect(RiskProfile(sizes: [2, 2]).expectedPopulationUniques(population: 100) == 0)
  }

  @Test func `the larger the population the fewer are unique in it`() {
    let profile = RiskProfile(sizes: [1, 1, 1, 2, 2, 3, 7, 20])
    var last = Double(profile.uniqueRecords)
    for population in [37, 40, 80, 400, 4000] {
      let next = profile.expectedPopulationUniques(population: population)
      #expect(next <= last)
      last = next
    }
    #expect(last > 0)
  }

  @Test func `a population lowers the risk to one in the people who fit`() {
    let risk = PopulationRisk([(records: 2, people: 10), (records: 1, people: 4)])
    #expect(risk.highest == 0.25)
    #expect(abs(risk.average - (0.2 + 0.25) / 3) < 1e-12)
    #expect(risk.uniqueRecords == 0)
    // Whoever is in the table is one of the people.
    #expect(PopulationRisk([(records: 1, people: 0)]).uniqueRecords == 1)
  }
}
