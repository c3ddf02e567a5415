import Domain
import HashedIdentifiers
import Registry
import TestSupport
import Testing

/// The law of the duplicate check: what a registration answers of a person is what comparing the person
/// with everybody who shares a token would answer, by opening nothing that was not needed.
struct DuplicateCheckPropertyTests {
  private struct Member {
    let donor: String
    let person: PersonIdentifiers
    let tokens: TokenSet
  }

  /// Somebody of a small place where names, days and numbers repeat.
  private func somebody(_ number: Int, _ random: inout SeededGenerator) throws -> DonorIntake {
    var intake = try World.person(number)
    intake.identifiers.facility = random.pick(["site-1", "site-2"])
    intake.identifiers.given = random.pick(["Maria", "Marie", "Thaddeus", "Robert", "Bob"])
    intake.identifiers.family = random.pick(["Oberholtzer", "Oberholzer", "Smith", "Vandermeulen"])
    intake.identifiers.birthDate = random.pick(["1951-04-17", "1951-04-07", "1951-07-04"])
    intake.identifiers.sex = random.pick(["female", "male"])
    intake.identifiers.postcode = random.pick(["35063", "35064", "90210", nil])
    intake.identifiers.phone = random.maybe("07700 9000\(random.below(30) + 10)")
    // More have the number of one home than a telephone number may that says something of a person.
    if number % 1000 < 21 {
      intake.identifiers.given = "Maria"
      intake.identifiers.phone = "07700 900001"
    }
    return intake
  }

  private func member(
    _ donor: String, _ intake: DonorIntake, _ maker: TokenMaker
  ) throws -> Member {
    let person = try PersonIdentifiers(intake.identifiers, today: World.firstDay)
    var tokens = TokenSet()
    try maker.appendTokens(of: person, kinds: .narrow, to: &tokens)
    return Member(donor: donor, person: person, tokens: tokens)
  }

  private func expected(
    _ asked: Member, among members: [Member]
  ) -> [String: Double] {
    let proposing = asked.tokens.composite.filter { token in
      members.count { $0.tokens.composite.contains(token) } <= token.kind.groupLimit
    }
    var record = ComparisonRecord(asked.person)
    record.isPhoneShared =
      asked.tokens.composite.contains { $0.kind == .phoneInitial }
      && !proposing.contains { $0.kind == .phoneInitial }
    let scorer = MatchScorer(pool: 100_000)
    var found: [String: Double] = [:]
    for member in members {
      let isExact = asked.tokens.strong.filter { $0.kind == .person }
        .contains { member.tokens.strong.contains($0) }
      guard isExact || proposing.contains(where: { member.tokens.composite.contains($0) }) else {
        continue
      }
      let assessment = MatchRules().assess(
        RecordComparator.levels(record, ComparisonRecord(member.person)), scorer)
      if isExact || assessment.matchClass != .different {
        found[member.donor] = assessment.probability
      }
    }
    return found
  }

  @Test func `a registration answers what comparing everybody would`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let world = try World()
    let maker = try TokenMaker(key: try DataKey.random())
    var members: [Member] = []
    for number in 0..<50 {
      let intake = try somebody(number, &random)
      world.clock.tick()
      let answer = try world.registry.register(intake, ChangeRequest())
      members.append(try member(answer.donor, intake, maker))
    }
    var shared = 0
    var cases = 0
    for number in 1015..<1030 {
      let intake = try somebody(number, &random)
      let answer = try world.registry.register(intake, ChangeRequest(dryRun: true))
      let wanted = expected(try member(answer.donor, intake, maker), among: members)
      let found = Dictionary(
        uniqueKeysWithValues: answer.duplicates.map { ($0.donor, $0.score) })
      #expect(found == wanted, "seed \(seed), person \(number)")
      #expect(answer.status == (wanted.isEmpty ? .registered : .possibleDuplicate), "seed \(seed)")
      cases += wanted.count
      shared += answer.warnings.count { $0.field == "identifiers.phone" }
    }
    // A place where nobody is alike would prove nothing.
    #expect(cases > 0, "seed \(seed)")
    #expect(shared > 0, "seed \(seed)")
  }
}
