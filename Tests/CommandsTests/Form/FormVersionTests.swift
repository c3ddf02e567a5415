import Foundation
import Testing

@Suite struct FormVersionTests {
  /// The form of a new registry as a later version.
  static func version(
    _ version: Int, _ change: String, of world: TestWorld, _ edits: [(String, String)] = []
  ) throws -> String {
    let shown = try world.run("form", "show", "broad-tissue-donation@1", "--format", "json")
      .object()
    var text = try #require(shown["document"] as? String)
    let all =
      [
        ("\nversion: 1", "\nversion: \(version)"), ("change: initial", "change: \(change)"),
        ("in_force_from: 2000-01-01", "in_force_from: 2026-11-01"),
      ] + edits
    for (old, new) in all { text = text.replacingOccurrences(of: old, with: new) }
    return try world.file("form-\(version)-\(change).yaml", text)
  }

  static func ledgerSize(_ world: TestWorld) throws -> String {
    let checks = try world.run("doctor", "--format", "json").array()
    return try #require(checks.first { $0["check"] as? String == "ledger" }?["detail"] as? String)
  }

  @Test func `an editorial version asks nobody to sign again`() throws {
    let (world, code) = try ConsentCommandTests.granted()
    let file = try Self.version(2, "editorial", of: world, [("may be stored", "may be kept")])
    let diff = world.run("form", "diff", "broad-tissue-donation@1", file, "--format", "json")
    #expect(diff.status == 1)
    #expect(try diff.object()["material"] as? Bool == false)
    #expect(try diff.object()["sign_again"] as? Int == 0)
    let run = world.run("form", "publish", file, "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["status"] as? String == "published")
    let states = try world.run("consent", "state", code, "--format", "json").array()
    #expect(states.allSatisfy { $0["state"] as? String == "permitted" })
  }

  @Test func `an editorial version that changes the meaning is refused with 5`() throws {
    let (world, _) = try ConsentCommandTests.granted()
    let file = try Self.version(2, "editorial", of: world, [("validity: P5Y", "validity: P6Y")])
    let before = try Self.ledgerSize(world)
    let run = world.run("form", "publish", file, "--format", "json")
    #expect(run.status == 5)
    #expect(run.output.isEmpty)
    let place = try run.failure()["where"] as? [String: Any]
    #expect(place?["guard"] as? String == "editorial_change_is_material")
    #expect(try Self.ledgerSize(world) == before)
    let diff = try world.run("form", "diff", "broad-tissue-donation", file, "--format", "json")
      .object()
    #expect(diff["problem"] is String)
    #expect(diff["material"] as? Bool == true)
  }

  @Test func `a dry run names who would sign again and publishes nothing`() throws {
    let (world, code) = try ConsentCommandTests.granted()
    let other = try world.registered(TestWorld.person("B77"))
    let file = try Self.version(
      2, "material", of: world, [("validity: P30Y", "validity: P20Y\ngrace_period: P3M")])
    let before = try Self.ledgerSize(world)
    let run = world.run("form", "publish", file, "--dry-run", "--list", "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    let answer = try run.object()
    #expect(answer["sign_again"] as? Int == 1)
    #expect(answer["sign_again_from"] as? String == "2027-02-01")
    let donors = try #require(answer["donors"] as? [[String: Any]])
    #expect(donors.map { $0["donor"] as? String } == [code])
    #expect(code != other)
    let facilities = try #require(answer["facilities"] as? [[String: Any]])
    #expect(facilities.first?["facility"] as? String == "site-1")
    #expect(try Self.ledgerSize(world) == before)
    #expect(try world.run("form", "list", "--format", "json").array().count == 1)
  }

  @Test func `a material version puts its donors on the worklist from its day on`() throws {
    let (world, code) = try ConsentCommandTests.granted()
    let file = try Self.version(2, "material", of: world, [("validity: P30Y", "validity: P20Y")])
    #expect(world.run("form", "publish", file).status == 0)
    func due(_ day: String) throws -> [[String: Any]] {
      try world.run("consent", "due", "--reconsent", "--on", day, "--format", "json").array()
    }
    #expect(try due("2026-10-31").isEmpty)
    let entry = try #require(try due("2026-11-01").first)
    #expect(entry["donor"] as? String == code)
    #expect(entry["due"] as? String == "2026-11-01")
    #expect(entry["form"] as? String == "broad-tissue-donation@1")
    #expect((entry["why"] as? String)?.contains("broad-tissue-donation@2") == true)
    #expect(world.run("doctor").status == 0)
  }

  @Test func `a published version is frozen`() throws {
    let (world, _) = try ConsentCommandTests.granted()
    let file = try Self.version(2, "material", of: world)
    #expect(world.run("form", "publish", file).status == 0)
    let before = try Self.ledgerSize(world)
    let again = world.run("form", "publish", file, "--format", "json")
    #expect(again.status == 0)
    #expect(try again.object()["status"] as? String == "unchanged")
    let other = try Self.version(2, "material", of: world, [("title: Blood", "title: Bloods")])
    let run = world.run("form", "publish", other, "--format", "json")
    #expect(run.status == 6)
    #expect(try run.failure()["code"] as? String == "version_conflict")
    #expect((try run.failure()["fix"] as? String)?.contains("version 3") == true)
    #expect(try Self.ledgerSize(world) == before)
  }

  @Test func `a version that does not follow is told what to correct`() throws {
    let (world, _) = try ConsentCommandTests.granted()
    let initial = try Self.version(2, "initial", of: world)
    #expect(world.run("form", "publish", initial).status == 65)
    let early = try Self.version(
      2, "material", of: world, [("in_force_from: 2026-11-01", "in_force_from: 2000-01-01")])
    #expect(world.run("form", "publish", early).status == 0)
    let late = try Self.version(
      3, "material", of: world,
      [
        ("in_force_from: 2026-11-01", "in_force_from: 1999-01-01"),
        ("published_on: 2000-01-01", "published_on: 1999-01-01"),
      ])
    let run = world.run("form", "publish", late, "--format", "json")
    #expect(run.status == 65)
    #expect((try run.failure()["where"] as? [String: Any])?["field"] as? String == "in_force_from")
  }

  @Test func `a mistake in a document is told with its line and the nearest key`() throws {
    let (world, _) = try ConsentCommandTests.granted()
    let file = try Self.version(2, "material", of: world, [("validity: P30Y", "valdity: P30Y")])
    let run = world.run("form", "publish", file, "--format", "json")
    #expect(run.status == 65)
    let failure = try run.failure()
    #expect((failure["where"] as? [String: Any])?["line"] != nil)
    #expect(failure["fix"] as? String == "did you mean 'validity'?")
  }

  @Test func `a form that nobody published is answered with the nearest`() throws {
    let (world, _) = try ConsentCommandTests.granted()
    let run = world.run(
      "form", "diff", "broad-tissue-donation", "broad-tissue-donatoin", "--format", "json")
    #expect(run.status == 4)
    #expect(try run.failure()["fix"] as? String == "did you mean 'broad-tissue-donation'?")
    let same = world.run("form", "diff", "broad-tissue-donation", "broad-tissue-donation@1")
    #expect(same.status == 0)
  }
}
