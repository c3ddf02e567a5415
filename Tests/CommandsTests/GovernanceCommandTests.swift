import Foundation
import Testing

@testable import Commands

@Suite struct GovernanceCommandTests {
  private func world() throws -> TestWorld {
    let world = try TestWorld()
    world.run("init")
    return world
  }

  @Test func `recipients are added, share and are listed`() throws {
    let world = try world()
    for name in ["lab-7", "clinic-3"] {
      let added = world.run("recipient", "add", name, "--format", "json")
      #expect(added.status == 0, "\(added.errors)")
      #expect(try added.object()["recipient"] as? String == name)
    }
    #expect(world.run("recipient", "share", "lab-7", "clinic-3").status == 0)
    let list = try world.run("recipient", "list", "--format", "json").array()
    #expect(list.map { $0["recipient"] as? String } == ["clinic-3", "lab-7"])
    let shown = try world.run("recipient", "show", "lab-7", "--format", "json").object()
    #expect(shown["held_by"] as? [String] == ["clinic-3"])
    #expect(shown["held_against"] as? [String] == ["clinic-3"])
    let unknown = world.run("recipient", "show", "nobody", "--format", "json")
    #expect(unknown.status == 4)
    #expect(try unknown.failure()["code"] as? String == "not_found")
  }

  @Test func `the policy is shown as it can be published`() throws {
    let world = try world()
    let text = world.run("policy", "show").output
    #expect(text.contains("four_eyes: false"))
    let file = try world.file(
      "policy.yaml", text.replacingOccurrences(of: "version: 1", with: "version: 2"))
    let published = world.run("policy", "publish", file, "--format", "json")
    #expect(published.status == 0, "\(published.errors)")
    #expect(try published.object()["version"] as? Int == 2)
    #expect(world.run("policy", "publish", file).status == 6)
    #expect(world.run("doctor").status == 0)
  }

  @Test func `an outsider is told a suppressed count and what is left`() throws {
    let world = try world()
    let run = world.run(
      "cohort", "count", "--programme", "HER2-TARGETED", "--outside", "--recipient", "lab-7",
      "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    let told = try run.object()
    #expect(told["donors"] is NSNull)
    #expect(told["suppressed"] as? Bool == true)
    #expect(told["budget_left"] as? Double == 9.5)
    #expect(
      world.run("cohort", "count", "--programme", "HER2-TARGETED", "--outside").status == 64)
  }

  @Test func `requests and tasks are listed, and what is not there is not found`() throws {
    let world = try world()
    #expect(try world.run("release", "requests", "--format", "json").array().isEmpty)
    #expect(try world.run("release", "due", "--format", "json").array().isEmpty)
    for words in [
      ["release", "approve", "x"], ["release", "reject", "x"],
      ["release", "destroyed", "x", "--evidence", "sha256:" + String(repeating: "0", count: 64)],
    ] { #expect(world.run(words).status == 4, "\(words)") }
    let asked = world.run(
      "release", "request", "--programme", "HER2-TARGETED", "--recipient", "lab-7", "--format",
      "json")
    #expect(asked.status == 5)
    #expect(try asked.failure()["code"] as? String == "privacy_refused")
  }

  @Test func `the end of an agreement needs the agreement`() throws {
    let world = try world()
    #expect(
      world.run(
        "cohort", "preview", "--programme", "HER2-TARGETED", "--until", "2027-01-01"
      ).status == 64)
  }
}
