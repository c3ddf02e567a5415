import Commands
import Domain
import Foundation
import Synchronization
import Testing

/// Whoever asks for a day as known at an instant is answered in the same bytes for ever.
@Suite struct KnownAtTests {
  /// A world whose clock is moved by hand.
  private final class Clock: Sendable {
    private let now: Mutex<Instant>

    init(_ text: String) throws { now = Mutex(try #require(Instant(text))) }

    func move(to text: String) throws {
      let instant = try #require(Instant(text))
      now.withLock { $0 = instant }
    }

    func context(_ world: TestWorld) -> Timed {
      Timed(world: world) { self.now.withLock { $0 } }
    }
  }

  /// Runs commands at the time of the clock.
  private struct Timed {
    let world: TestWorld
    let time: @Sendable () -> Instant

    func callAsFunction(_ words: String..., input: String = "") -> TestWorld.Run {
      var context = world.context()
      context.clock = time
      return world.run(words, input: input, context: context)
    }
  }

  private static func questions(_ code: String) -> [[String]] {
    [
      ["consent", "state", code, "--explain"], ["consent", "history", code],
      ["consent", "due", "--reconsent"], ["consent", "due", "--expiring", "400"],
      ["consent", "due", "--majority", "400"], ["donor", "show", code], ["donor", "list"],
      ["cohort", "count", "--where", "site in C50"],
      ["cohort", "count", "--where", "site in C50 and grade = 1"],
    ].map { $0 + ["--on", "2026-06-15", "--known-at", "2026-06-30T00:00:00Z", "--format", "json"] }
  }

  @Test func `the same question has the same answer after whatever was recorded later`() throws {
    let world = try TestWorld()
    let clock = try Clock("2026-02-10T08:00:00Z")
    let run = clock.context(world)
    #expect(run("init").status == 0)
    let person = TestWorld.person("A1")
    func registered(_ person: String) throws -> String {
      let answer = run("donor", "register", "--file", "-", "--format", "json", input: person)
      return try #require(try answer.object()["donor"] as? String)
    }
    let code = try registered(person)
    let form = "broad-tissue-donation"
    #expect(
      run("consent", "grant", code, "--form", form, "--scopes", "all", "--signed-on", "2022-01-01")
        .status == 0)
    try clock.move(to: "2026-07-01T08:00:00Z")
    let before = Self.questions(code).map { words in
      var context = world.context()
      context.clock = run.time
      return world.run(words, context: context)
    }
    #expect(before.map(\.status).allSatisfy { $0 == 0 || $0 == 65 }, "\(before.map(\.errors))")
    #expect(before[0].output.contains("permitted"))

    // A new report on the donor, another donor, a withdrawal, a void, a material form.
    try clock.move(to: "2026-08-01T08:00:00Z")
    let later = person.replacingOccurrences(
      of: #""diagnoses":["#,
      with: #""vital_status":"dead","died_on":"2026-05-01","#
        + #""diagnoses":[{"site":"C50.9","morphology":"8520/3","diagnosed_on":"2026-02-05"},"#)
    #expect(try registered(later) == code)
    _ = try registered(TestWorld.person("B2"))
    #expect(run("consent", "withdraw", code, "--scopes", "blood_sample").status == 0)
    let history = try run("consent", "history", code, "--format", "json").array()
    let grant = try #require(history.first?["sequence"] as? Int)
    #expect(run("consent", "void", "\(grant)", "--reason", "wrong donor").status == 0)
    let file = try FormVersionTests.version(
      2, "material", of: world,
      [("2026-11-01", "2026-02-01"), ("validity: P30Y", "validity: P20Y")])
    #expect(run("form", "publish", file).status == 0)
    try clock.move(to: "2029-01-01T08:00:00Z")

    for (words, first) in zip(Self.questions(code), before) {
      var context = world.context()
      context.clock = run.time
      let again = world.run(words, context: context)
      #expect(again.output == first.output, "\(words)")
      #expect(again.status == first.status)
    }
    let now = run("consent", "state", code, "--format", "json").output
    #expect(now != before[0].output)
    #expect(run("doctor").status == 0)
  }

  @Test func `a donor who was registered later was not known then`() throws {
    let world = try TestWorld()
    let code = try world.registered()
    let run = world.run(
      "consent", "state", code, "--known-at", "2020-01-01", "--format", "json")
    #expect(run.status == 4)
    let list = world.run("donor", "list", "--known-at", "2020-01-01", "--format", "json")
    #expect(try list.array().isEmpty)
  }

  @Test func `a consent of long ago is recorded with its reason and holds from its own day`() throws
  {
    let world = try TestWorld()
    let code = try world.registered()
    let run = world.run(
      "consent", "grant", code, "--form", "broad-tissue-donation", "--scopes", "all",
      "--signed-on", "2001-05-01", "--reason", "found in the paper archive", "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    func state(_ words: String...) throws -> Any? {
      try world.run(["consent", "state", code, "--format", "json"] + words).array()
        .first { $0["scope"] as? String == "clinical_data" }?["state"]
    }
    #expect(try state("--on", "2001-04-30") as? String == "not_asked")
    #expect(try state("--on", "2001-05-01") as? String == "permitted")
    let history = try world.run("consent", "history", code, "--format", "json").array()
    #expect(history.first?["reason"] as? String == "found in the paper archive")
  }

  @Test func `what is dated ahead takes effect on its day without anything running`() throws {
    let world = try TestWorld()
    let (_, code) = (world, try world.registered())
    world.run(
      "consent", "grant", code, "--form", "broad-tissue-donation", "--scopes", "all",
      "--signed-on", "2026-11-01", "--effective", "2027-02-01")
    func permitted(_ day: String) throws -> [String]? {
      try world.run("donor", "show", code, "--on", day, "--format", "json")
        .object()["permitted"] as? [String]
    }
    #expect(try permitted("2027-01-31")?.isEmpty == true)
    #expect(try permitted("2027-02-01")?.count == 16)
  }
}
