import Foundation
import Testing

@Suite struct DonorCommandTests {
  @Test func `without a registry every command ends with 10 and says how to make one`() throws {
    let world = try TestWorld()
    for arguments in [["donor", "list"], ["doctor"], ["stats"], ["form", "list"]] {
      let run = world.run(arguments + ["--format", "json"])
      #expect(run.status == 10)
      #expect(run.output.isEmpty)
      #expect(try run.failure()["code"] as? String == "registry_missing")
    }
  }

  @Test func `init makes a registry once`() throws {
    let world = try TestWorld()
    let first = world.run(
      "init", world.folder + "/other", "--mode", "hash-only", "--format", "json")
    #expect(first.status == 0)
    #expect(try first.object()["mode"] as? String == "hash-only")
    let again = world.run("init", world.folder + "/other", "--format", "json")
    #expect(again.status == 6)
    #expect(try again.failure()["code"] as? String == "registry_exists")
  }

  @Test func `init --dry-run makes nothing`() throws {
    let world = try TestWorld()
    let run = world.run("init", "--dry-run", "--format", "json")
    #expect(run.status == 0)
    #expect(try run.object()["dry_run"] as? Bool == true)
    #expect(world.run("donor", "list").status == 10)
  }

  @Test func `a registration answers with code and status, and the same person is known`() throws {
    let world = try TestWorld()
    let code = try world.registered()
    #expect(code != "none")
    let path = try world.file("donor.json", TestWorld.person("A1234"))
    let again = world.run("donor", "register", "--file", path, "--format", "json")
    #expect(again.status == 0)
    let answer = try again.object()
    #expect(answer["donor"] as? String == code)
    #expect(answer["status"] as? String == "known")
    #expect(answer["duplicates"] is [Any])
    #expect(answer["dry_run"] == nil)
  }

  @Test func `a dry run says so and stores nothing`() throws {
    let world = try TestWorld()
    world.run("init")
    let run = world.run(
      "donor", "register", "--dry-run", "--format", "json", input: TestWorld.person("B1"))
    #expect(try run.object()["dry_run"] as? Bool == true)
    #expect(try world.run("donor", "list", "--format", "json").array().isEmpty)
  }

  @Test func `input that is no JSON ends with 65, a missing file with 74`() throws {
    let world = try TestWorld()
    world.run("init")
    let malformed = world.run("donor", "register", "--format", "json", input: "[1, 2")
    #expect(malformed.status == 65)
    #expect(try malformed.failure()["code"] as? String == "input_malformed")
    let missing = world.run("donor", "register", "--file", world.folder + "/none")
    #expect(missing.status == 74)
    #expect(missing.errors.contains("none"))
  }

  @Test func `a donor is found by identifiers, and nobody ends with 4`() throws {
    let world = try TestWorld()
    let code = try world.registered()
    let found = world.run("donor", "find", "--format", "json", input: TestWorld.person("A1234"))
    #expect(found.status == 0)
    #expect(try found.array().first?["donor"] as? String == code)
    #expect(try found.array().first?["matched_by"] is [String])
    let nobody = world.run("donor", "find", "--format", "json", input: TestWorld.person("Z9"))
    #expect(nobody.status == 4)
    #expect(!nobody.errors.contains("Z9"))
  }

  @Test func `donor show and donor list answer in every format`() throws {
    let world = try TestWorld()
    let code = try world.registered()
    let second = try world.registered(TestWorld.person("A2"))
    let list = try world.run("donor", "list", "--format", "json").array()
    #expect(Set(list.compactMap { $0["donor"] as? String }) == [code, second])
    let lines = world.run("donor", "list", "--format", "ndjson").output.split(separator: "\n")
    #expect(lines.count == 2)
    let csv = world.run("donor", "list", "--format", "csv").output
    #expect(csv.hasPrefix("donor,registered_at,"))
    let show = world.run("donor", "show", code)
    #expect(show.status == 0)
    #expect(show.output.contains(code))
    for key in ["donor", "registered_at", "interest", "diagnoses", "permitted", "releases"] {
      #expect(try world.run("donor", "show", code, "--format", "json").object()[key] != nil)
    }
    #expect(world.run("donor", "show", "nobody").status == 4)
  }

  @Test func `a person at a terminal is asked, and the answers register the donor`() throws {
    let world = try TestWorld()
    world.run("init")
    let answers = "site-1\nP77\n\n\n1961-02-03\nfemale\n\n\nclinician\n2026-01-20\n"
    let run = world.run(
      "donor", "register", "--format", "json", input: answers,
      context: world.context(isTyping: true))
    #expect(run.status == 0)
    #expect(run.errors.contains("Patient number at the facility: "))
    #expect(!run.errors.contains("P77"))
    #expect(try run.object()["status"] as? String == "registered")
  }
}
