import Foundation
import Testing

@Suite struct DonorMergeCommandTests {
  private func pair(_ world: TestWorld) throws -> (String, String) {
    (try world.registered(), try world.registered(TestWorld.person("A2")))
  }

  @Test func `a merge is planned, confirmed, told of and undone`() throws {
    let world = try TestWorld()
    let (first, second) = try pair(world)
    let plan = try world.run("donor", "merge", second, first, "--plan", "--format", "json").object()
    #expect(plan["survivor"] as? String == first)
    #expect(plan["merged"] as? String == second)
    #expect((plan["scopes"] as? [[String: Any]])?.count == 16)
    #expect(plan["sequence"] is NSNull)
    let unconfirmed = world.run("donor", "merge", first, second, "--format", "json")
    #expect(unconfirmed.status == 64)
    let merged = world.run(
      "donor", "merge", first, second, "--confirm", second, "--format", "json")
    #expect(merged.status == 0)
    #expect(try merged.object()["sequence"] is Int)
    for command in [["donor", "show"], ["consent", "state"], ["consent", "history"]] {
      let run = world.run(command + [second])
      #expect(run.status == 0)
      #expect(run.errors.contains("\(second) is merged into"), "\(command)")
      #expect(!world.run(command + [first]).errors.contains("merged"))
    }
    let list = try world.run("donor", "list", "--format", "json").array()
    #expect(list.compactMap { $0["donor"] as? String } == [first])
    let again = world.run("donor", "merge", first, second, "--yes", "--format", "json")
    #expect(again.status == 5)
    #expect(try again.failure()["code"] as? String == "merge_refused")
    let split = try world.run("donor", "split", second, "--format", "json").object()
    #expect(split["restored"] as? String == second)
    #expect(world.run("donor", "split", second).status == 5)
    #expect(world.run("doctor").status == 0)
  }

  @Test func `a dry run merges nothing`() throws {
    let world = try TestWorld()
    let (first, second) = try pair(world)
    let run = world.run("donor", "merge", first, second, "--dry-run", "--format", "json")
    #expect(try run.object()["dry_run"] as? Bool == true)
    #expect(try world.run("donor", "list", "--format", "json").array().count == 2)
  }

  @Test func `a person at a terminal types a code`() throws {
    let world = try TestWorld()
    let (first, second) = try pair(world)
    let context = world.context(isTyping: true)
    let refused = world.run("donor", "merge", first, second, input: "\n", context: context)
    #expect(refused.status == 130)
    #expect(refused.errors.contains("Type either code"))
    let wrong = world.run("donor", "merge", first, second, input: "abc\n", context: context)
    #expect(wrong.status != 0)
    let typed = world.run("donor", "merge", first, second, input: second + "\n", context: context)
    #expect(typed.status == 0)
    #expect(try world.run("donor", "list", "--format", "json").array().count == 1)
  }

  @Test func `suspected pairs are listed and decided`() throws {
    let world = try TestWorld()
    let person = { (mrn: String) in
      TestWorld.person(mrn).replacingOccurrences(
        of: #""birth_date""#, with: #""family":"Example","given":"Ada","birth_date""#)
    }
    let (first, second) = (try world.registered(person("A1")), try world.registered(person("A2")))
    let cases = try world.run("donor", "duplicates", "--format", "json").array()
    #expect(cases.count == 1)
    #expect(cases.first?["state"] as? String == "open")
    let later = world.run("donor", "postpone", first, second, "--until", "2099-01-01")
    #expect(later.status == 0)
    #expect(try world.run("donor", "duplicates", "--format", "json").array().isEmpty)
    #expect(
      try world.run("donor", "duplicates", "--on", "2099-01-01", "--format", "json").array().count
        == 1)
    let decided = try world.run("donor", "not-duplicate", second, first, "--format", "json")
      .object()
    #expect(decided["state"] as? String == "not_duplicate")
    let all = try world.run("donor", "duplicates", "--all", "--format", "json").array()
    #expect(all.map { $0["state"] as? String } == ["not_duplicate"])
  }

  @Test func `a report goes to standard output or to a new file`() throws {
    let world = try TestWorld()
    let code = try world.registered()
    #expect(world.run("donor", "report", code).output.hasPrefix("# What this donor permitted"))
    let html = world.run("donor", "report", code, "--as", "html", "--out", "-").output
    #expect(html.hasPrefix("<!DOCTYPE html>"))
    let data = try world.run("donor", "report", code, "--format", "json").object()
    #expect(data["donor"] as? String == code)
    #expect((data["decisions"] as? [Any])?.isEmpty == true)
    let path = world.folder + "/report.html"
    let written = world.run("donor", "report", code, "--as", "html", "--out", path)
    #expect(written.status == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == html)
    #expect(world.run("donor", "report", code, "--out", path).status == 6)
    #expect(world.run("donor", "report", "nobody").status == 4)
  }
}
