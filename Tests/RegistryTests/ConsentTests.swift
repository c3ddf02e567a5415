import Domain
import Registry
import Testing

struct ConsentTests {
  @Test func `nobody permits anything before being asked`() throws {
    let world = try World()
    let donor = try world.register(1)
    #expect(try world.state(donor, .tissueSurplus) == "not_asked")
    #expect(try world.registry.donor(donor, on: nil).permitted.isEmpty)
  }

  @Test func `a grant permits and a withdrawal outlives it`() throws {
    let world = try World()
    let donor = try world.register(1)
    try world.grant(donor)
    #expect(try world.state(donor, .clinicalData) == "permitted")
    try world.withdraw(donor, scopes: ["clinical_data"])
    #expect(try world.state(donor, .clinicalData) == "withdrawn")
    #expect(try world.state(donor, .tissueSurplus) == "permitted")
    let far = try #require(CivilDay(iso: "2190-01-01"))
    #expect(try world.state(donor, .clinicalData, on: far) == "withdrawn")
  }

  @Test func `a grant lapses by itself when its validity ends`() throws {
    let world = try World()
    let donor = try world.register(1)
    try world.grant(donor)
    #expect(try world.state(donor, .bloodSample, on: CivilDay(iso: "2030-12-31")) == "permitted")
    #expect(try world.state(donor, .bloodSample, on: CivilDay(iso: "2031-01-01")) == "lapsed")
    world.clock.move(to: try #require(CivilDay(iso: "2031-01-01")))
    #expect(try !world.registry.donor(donor, on: nil).permitted.contains("blood_sample"))
  }

  @Test func `what was known earlier is not changed by what came later`() throws {
    let world = try World()
    let donor = try world.register(1)
    try world.grant(donor)
    let before = world.clock.now
    try world.withdraw(donor, level: "no_further_use")
    #expect(try world.state(donor, .clinicalData) == "withdrawn")
    #expect(try world.state(donor, .clinicalData, knownAt: before) == "permitted")
  }

  @Test func `a withdrawal without a grant is recorded as a refusal`() throws {
    let world = try World()
    let donor = try world.register(1)
    #expect(try world.withdraw(donor, level: "no_further_use").kind == "refusal")
    #expect(try world.state(donor, .clinicalData) == "refused")
  }

  @Test(arguments: ["2026-01-02", "1949-12-31"])
  func `a consent signed tomorrow or before birth is refused`(day: String) throws {
    let world = try World()
    let donor = try world.register(1)
    let error = failure { try world.grant(donor, on: CivilDay(iso: day) ?? World.firstDay) }
    #expect(error?.code == .consentRefused)
    #expect(try world.registry.consentHistory(donor, knownAt: nil).isEmpty)
  }

  @Test func `an unknown scope suggests the nearest`() throws {
    let world = try World()
    let donor = try world.register(1)
    let error = failure { try world.grant(donor, scopes: ["tissue_surplu"]) }
    #expect(error?.code == .inputMalformed)
    #expect(error?.fix?.contains("tissue_surplus") == true)
  }

  @Test func `a parent's grant of a minor waits for the donor at majority`() throws {
    let world = try World()
    var person = try World.person(1)
    person.identifiers.birthDate = "2010-06-07"
    let donor = try world.registry.register(person, ChangeRequest()).donor
    try world.grant(donor)
    #expect(try world.registry.consentHistory(donor, knownAt: nil).first?.signer == "parent")
    #expect(try world.state(donor, .clinicalData, on: CivilDay(iso: "2028-06-06")) == "permitted")
    #expect(
      try world.state(donor, .clinicalData, on: CivilDay(iso: "2028-06-07")) == "majority_due")
  }

  @Test func `an import rejects what a command would refuse and stores the rest`() throws {
    let world = try World()
    let donors = try [world.register(1), world.register(2)]
    let file = try world.file(
      "consents.csv",
      """
      donor,event,scopes,signed_on
      \(donors[0]),grant,all,2026-01-01
      \(donors[1]),grant,all,2027-01-01
      \(donors[1]),grnt,all,2026-01-01
      0000-0000-0001-00,grant,all,2026-01-01

      """)
    let summary = try world.registry.importConsents(
      input: file, rejects: world.path("rejects.csv"), ChangeRequest())
    #expect(summary.read == 4)
    #expect(summary.accepted == 1)
    #expect(summary.rejected == 3)
    #expect(summary.problems.map(\.line) == [3, 4, 5])
    #expect(try world.state(donors[0], .clinicalData) == "permitted")
    #expect(try world.state(donors[1], .clinicalData) == "not_asked")
  }

  @Test func `history keeps who, when and why`() throws {
    let world = try World()
    let donor = try world.register(1)
    try world.grant(donor)
    world.clock.tick()
    var request = ConsentRequest(donor: donor, kind: "withdrawal")
    request.level = "no_further_use"
    _ = try world.registry.consent(request, ChangeRequest(reason: "asked by telephone"))
    let lines = try world.registry.consentHistory(donor, knownAt: nil)
    #expect(lines.map(\.kind) == ["grant", "withdrawal"])
    #expect(lines.last?.reason == "asked by telephone")
    #expect(lines.last?.recordedBy == "tester")
    #expect(lines.first?.form?.contains("@") == true)
  }
}
