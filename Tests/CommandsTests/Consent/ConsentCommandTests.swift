import Foundation
import Testing

@Suite struct ConsentCommandTests {
  static let digest = "sha256:" + String(repeating: "ab", count: 32)

  /// A world with one donor who granted everything.
  static func granted() throws -> (world: TestWorld, code: String) {
    let world = try TestWorld()
    let code = try world.registered()
    let forms = try world.run("form", "list", "--format", "json").array()
    let form = try #require(forms.first?["id"] as? String)
    let run = world.run(
      "consent", "grant", code, "--form", form, "--scopes", "all", "--signed-on", "2026-02-01",
      "--evidence", digest, "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["donor"] as? String == code)
    #expect(try run.object()["sequence"] is Int)
    return (world, code)
  }

  @Test func `a grant permits and a withdrawal ends it`() throws {
    let (world, code) = try Self.granted()
    let before = try world.run("consent", "state", code, "--format", "json").array()
    #expect(before.contains { $0["state"] as? String == "permitted" })
    #expect(before.allSatisfy { $0["scope"] is String && $0["because"] is [Int] })
    #expect(before.allSatisfy { $0.keys.contains("from") && $0.keys.contains("until") })

    let run = world.run("consent", "withdraw", code, "--no-further-use", "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["kind"] as? String == "withdrawal")
    #expect(try run.object()["recalls"] is [Any])
    let after = try world.run("consent", "state", code, "--format", "json").array()
    #expect(!after.contains { $0["state"] as? String == "permitted" })
  }

  @Test func `a withdrawal is signed today where no day is given`() throws {
    let (world, code) = try Self.granted()
    world.run("consent", "withdraw", code, "--scopes", "all")
    let history = try world.run("consent", "history", code, "--format", "json").array()
    #expect(history.count == 2)
    #expect(history.last?["signed_on"] as? String == TestWorld.today)
    #expect(history.first?["signed_on"] as? String == "2026-02-01")
    #expect(history.last?["recorded_by"] as? String == "tester")
  }

  @Test func `a grant signed tomorrow is refused with 5`() throws {
    let (world, code) = try Self.granted()
    let form = try world.run("form", "list", "--format", "json").array().first?["id"] as? String
    let run = world.run(
      "consent", "grant", code, "--form", form ?? "", "--scopes", "all", "--signed-on",
      "2026-11-24", "--evidence", Self.digest, "--format", "json")
    #expect(run.status == 5)
    #expect(run.output.isEmpty)
    #expect(try run.failure()["code"] as? String == "consent_refused")
  }

  @Test func `an explanation is told in sentences, and in JSON with what was overruled`() throws {
    let (world, code) = try Self.granted()
    let run = world.run("consent", "state", code, "--explain")
    #expect(run.output.contains("(event"))
    for line in run.output.split(separator: "\n") { #expect(line.count <= 100) }
    let json = try world.run("consent", "state", code, "--explain", "--format", "json").array()
    #expect(json.allSatisfy { $0["overruled"] is [Any] })
  }

  @Test(arguments: ["state", "history"])
  func `a donor whom nobody knows ends with 4`(verb: String) throws {
    let world = try TestWorld()
    world.run("init")
    #expect(world.run("consent", verb, "nobody").status == 4)
  }

  @Test func `a table names one scope a line`() throws {
    let (world, code) = try Self.granted()
    let lines = world.run("consent", "state", code).output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("scope") == true)
    #expect(lines.count > 1)
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test func `an export to standard output is the file and nothing else`() throws {
    let (world, code) = try Self.granted()
    let run = world.run(
      "consent", "export", code, "--as", "fhir-r4", "--out", "-", "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["resourceType"] as? String == "Bundle")
    let lines = world.run("consent", "export", "--as", "fhir-r5", "--out", "-", "--lines").output
    #expect(lines.split(separator: "\n").count == 1)
    let rows = world.run("consent", "export", "all", "--as", "csv", "--out", "-").output
    #expect(rows.hasPrefix("donor,event,form,"))
    #expect(rows.contains("\(code),grant,"))
  }

  @Test func `an export never replaces a file, and names its digest`() throws {
    let (world, code) = try Self.granted()
    let path = "\(world.folder)/consents.json"
    let run = world.run(
      "consent", "export", code, "--as", "fhir-r4", "--out", path, "--format", "json")
    #expect(try run.object()["events"] as? Int == 1)
    #expect((try run.object()["sha256"] as? String)?.count == 64)
    #expect(world.run("consent", "export", code, "--as", "csv", "--out", path).status == 6)
    let again = world.run("consent", "import", path, "--format", "json")
    #expect(try again.object()["duplicates"] as? Int == 1)
  }

  @Test(arguments: [["all", "CODE"], ["--lines"]])
  func `an export that contradicts itself ends with 64`(words: [String]) throws {
    let world = try TestWorld()
    let run = world.run(["consent", "export"] + words + ["--as", "csv", "--out", "-"])
    #expect(run.status == 64)
  }
}
