import ConsentWorkflow
import Domain
import Testing

struct `Decisions of the guards` {
  @Test func `a grant becomes the fact that was signed`() throws {
    var world = try GuardWorld(valid: .grant)
    world.command.witness = "Dr X"
    world.command.effectiveFrom = Samples.day("2021-01-01")
    let facts = try #require(try world.decide().first)
    #expect(facts.permitted == world.command.permitted)
    #expect(facts.declined == world.command.declined)
    #expect(facts.notChosen == world.command.notChosen)
    #expect(facts.form == world.command.form)
    #expect(facts.signedOn == Samples.day("2020-05-01"))
    #expect(facts.effectiveFrom == Samples.day("2021-01-01"))
    #expect(facts.evidence == Samples.evidence)
    #expect(facts.witness == "Dr X")
    #expect(facts.level == nil)
  }

  @Test func `evidence is not asked for where form or policy say so`() throws {
    var world = try GuardWorld(valid: .grant)
    world.command.evidence = nil
    #expect(world.failed == .evidenceMissing)
    world.policy.evidence = .never
    #expect(world.failed == nil)
    world.policy.evidence = .asFormSays
    world.command.form = Samples.reference("plain@1")
    #expect(world.failed == nil)
  }

  @Test func `a mandatory module may be declined whole`() throws {
    var world = try GuardWorld(valid: .grant)
    world.command.permitted = []
    world.command.declined = Samples.allScopes
    world.command.notChosen = []
    #expect(world.failed == nil)
  }

  @Test func `a form that groups modules passes the need for permission up`() throws {
    func item(_ scope: ConsentScope) -> FormItem { FormItem(scope: scope, text: "x") }
    let form = try ConsentForm(
      reference: Samples.reference("deep@1"), title: "t", language: "en",
      publishedOn: Samples.day("2010-01-01"), requiresEvidence: false,
      modules: [
        FormModule(id: "top", title: "t", items: [item(.tissueSurplus)]),
        FormModule(id: "group", title: "t", parent: "top", items: []),
        FormModule(id: "leaf", title: "t", parent: "group", items: [item(.bloodSample)]),
        FormModule(id: "loose", title: "t", items: []),
        FormModule(id: "free", title: "t", parent: "loose", items: [item(.xenograft)]),
      ])
    var world = try GuardWorld(valid: .grant)
    try world.history.forms.publish(form, recordedAt: Samples.instant("2020-01-01"))
    world.command.form = form.reference
    world.command.permitted = [.bloodSample]
    world.command.declined = []
    world.command.notChosen = [.tissueSurplus, .xenograft]
    #expect(world.failed == .parentModuleNotPermitted)
    world.command.permitted = [.bloodSample, .tissueSurplus]
    world.command.notChosen = [.xenograft]
    #expect(world.failed == nil)
    world.command.permitted = [.xenograft]
    world.command.notChosen = [.bloodSample, .tissueSurplus]
    #expect(world.failed == nil)
  }

  @Test func `a parent signs for a minor, and the minor agrees from the assent age`() throws {
    var world = try GuardWorld(valid: .grant)
    world.history.donor = DonorFacts(majorityDay: Samples.day("2026-05-02"))
    world.command.form = Samples.reference("young@1")
    world.command.signer = .parent
    // Eleven years old by a day.
    #expect(world.failed == nil)
    world.history.donor.majorityDay = Samples.day("2026-05-01")
    #expect(world.failed == .assentMissing)
    world.command.assent = true
    #expect(world.failed == nil)
    #expect(try world.decide().first?.assent == true)
  }

  @Test func `the donor signs alone from the day of majority`() throws {
    var world = try GuardWorld(valid: .grant)
    world.birthDay = Samples.day("2002-05-01")
    #expect(world.failed == nil)
    world.birthDay = nil
    world.history.donor.majorityDay = Samples.day("2020-05-01")
    #expect(world.failed == nil)
    world.history.donor = DonorFacts(birthYear: 2001)
    #expect(world.failed == nil)
    world.history.donor = DonorFacts()
    #expect(world.failed == nil)
  }

  @Test func `next of kin and mandated representatives can sign`() throws {
    var world = try GuardWorld(valid: .grant)
    world.command.signer = .nextOfKin
    world.history.donor.deathDay = Samples.day("2020-05-01")
    #expect(world.failed == nil)
    world.history.donor.deathDay = nil
    world.command.mandate = "court 1"
    for signer in [Signer.legalRepresentative, .nominatedRepresentative] {
      world.command.signer = signer
      #expect(world.failed == nil)
    }
  }

  @Test func `a historic grant is recorded, with a reason where policy asks for one`() throws {
    var world = try GuardWorld(valid: .grant)
    world.command.signedOn = Samples.day("2011-01-01")
    #expect(world.failed == nil)
    world.policy.historicReasonAfterDays = 30
    #expect(world.failed == .historicNeedsReason)
    world.command.reason = "found in the paper archive"
    #expect(world.failed == nil)
  }

  @Test(arguments: [ConsentEventKind.refusal, .withdrawal, .objection], Signer.allCases)
  func `a denial needs no document, mandate, form or age`(
    kind: ConsentEventKind, signer: Signer
  ) throws {
    var world = try GuardWorld(valid: kind)
    world.policy.evidence = .always
    world.history.donor = DonorFacts(majorityDay: Samples.day("2030-01-01"))
    world.command.signer = signer
    #expect(world.failed == nil)
  }

  @Test func `a withdrawal of what was never granted is a refusal`() throws {
    var world = try GuardWorld(valid: .withdrawal)
    world.command.scopes = [.xenograft]
    #expect(try world.decide().map(\.kind) == [.refusal])
    #expect(try world.decide().map(\.level) == [.scopes])
    // A grant that is void was never given.
    world.command.scopes = [.bloodSample]
    #expect(try world.decide().map(\.kind) == [.withdrawal])
    try world.history.void(1, "2015-01-01")
    #expect(try world.decide().map(\.kind) == [.refusal])
  }

  @Test func `a withdrawal of all use without a grant still absorbs`() throws {
    var world = try GuardWorld(valid: .withdrawal)
    world.history = try History()
    world.command.scopes = []
    world.command.level = .noFurtherUse
    world.command.destruction = .sampleAndData
    let facts = try world.decide()
    #expect(facts.map(\.kind) == [.refusal])
    #expect(facts.first?.isAbsorbing == true)
    #expect(facts.first?.destruction == .sampleAndData)
    for fact in facts { world.history.append(fact) }
    try world.history.grant("2020-05-10")
    #expect(world.history.state(.tissueSurplus, "2020-05-20") == .refused)
  }

  @Test(arguments: WithdrawalLevel.allCases.filter { $0 != .scopes })
  func `a level names its own scopes`(level: WithdrawalLevel) throws {
    var world = try GuardWorld(valid: .withdrawal)
    world.command.scopes = []
    world.command.level = level
    let facts = try #require(try world.decide().first)
    #expect(facts.scopes == level.scopes)
    #expect(facts.level == level)
    #expect(facts.destruction == (level == .noFurtherUse ? .sample : nil))
  }

  @Test func `a withdrawal also ends a grant that was signed before and starts later`() throws {
    var world = try GuardWorld(valid: .withdrawal)
    try world.history.grant("2021-01-01", [.bloodSample, .tissueSurplus], signed: "2020-03-01")
    let facts = try world.decide()
    #expect(facts.map(\.effectiveFrom.description) == ["2020-05-01", "2021-01-01"])
    #expect(facts.map(\.scopes) == [[.bloodSample], [.bloodSample]])
    #expect(facts.last?.reason?.contains("grant 2") == true)
    for fact in facts { world.history.append(fact) }
    #expect(world.history.state(.bloodSample, "2022-01-01") == .withdrawn)
    #expect(world.history.state(.tissueSurplus, "2022-01-01") == .permitted)
  }

  @Test(arguments: [
    // Signed on the day of the withdrawal, in effect later: ended as well.
    ("2021-01-01", "2020-05-01", 2),
    // In effect on the day of the withdrawal: the stricter wins, nothing more is needed.
    ("2020-05-01", "2020-04-01", 1),
    // Signed after the withdrawal: the donor has changed her mind.
    ("2021-01-01", "2020-05-15", 1),
  ])
  func `whether a withdrawal ends another grant depends on its signature and its start`(
    start: String, signed: String, count: Int
  ) throws {
    var world = try GuardWorld(valid: .withdrawal)
    try world.history.grant(start, [.bloodSample], signed: signed)
    #expect(try world.decide().count == count)
  }

  @Test func `a withdrawal can be followed by a grant of the same day that starts a day later`()
    throws
  {
    var world = try GuardWorld(valid: .grant)
    try world.history.add(.withdrawal, "2020-05-01", [.bloodSample])
    world.command.effectiveFrom = Samples.day("2020-05-02")
    for fact in try world.decide() { world.history.append(fact) }
    #expect(world.history.state(.bloodSample, "2020-05-01") == .withdrawn)
    #expect(world.history.state(.bloodSample, "2020-05-02") == .permitted)
  }

  @Test(arguments: [ConsentEventKind.withdrawal, .objection])
  func `the donor can take back a withdrawal and an objection`(kind: ConsentEventKind) throws {
    var world = try GuardWorld(valid: .reinstatement)
    world.command.scopes = [.clinicalData]
    #expect(world.failed == .nothingToReinstate)
    try world.history.add(kind, "2016-01-01", [.clinicalData])
    #expect(world.failed == nil)
  }

  @Test func `a withdrawal with earlier effect needs a reason and is then recorded`() throws {
    var world = try GuardWorld(valid: .withdrawal)
    world.command.effectiveFrom = Samples.day("2019-01-01")
    #expect(world.failed == .earlierEffectNeedsReason)
    world.command.reason = "the letter lay in the wrong tray"
    #expect(try world.decide().first?.effectiveFrom == Samples.day("2019-01-01"))
  }

  @Test func `a grant after a withdrawal re-opens, and a grant recorded late before it does not`()
    throws
  {
    var world = try GuardWorld(valid: .grant)
    try world.history.add(.withdrawal, "2015-01-01", [.bloodSample])
    #expect(world.failed == nil)
    world.command.signedOn = Samples.day("2014-01-01")
    for fact in try world.decide() { world.history.append(fact) }
    #expect(world.history.state(.bloodSample, "2016-01-01") == .withdrawn)
  }

  @Test func `after a reinstatement a grant is possible again`() throws {
    var world = try GuardWorld(valid: .grant)
    try world.history.withdraw("2015-01-01", .noFurtherUse)
    #expect(world.failed == .allUseWithdrawn)
    try world.history.add(.reinstatement, "2016-01-01")
    #expect(world.failed == nil)
    // A grant that was signed and took effect before the withdrawal can still be recorded.
    var early = try GuardWorld(valid: .grant)
    try early.history.withdraw("2015-01-01", .noFurtherUse)
    early.command.signedOn = Samples.day("2014-01-01")
    #expect(early.failed == nil)
  }

  @Test func `a suspension of something more is let through`() throws {
    var world = try GuardWorld(valid: .suspension)
    try world.history.add(.suspension, "2015-01-01", [.bloodSample])
    world.command.scopes = [.bloodSample, .clinicalData]
    #expect(world.failed == nil)
  }
}
