import Testing

@testable import Commands

@Suite struct UsageTests {
  @Test(arguments: [
    ["donr"], ["donor"], ["donor", "shw"], ["donor", "show"], ["donor", "show", "A", "B"],
    ["donor", "list", "--colour"], ["donor", "list", "--format", "xml"],
    ["donor", "list", "--on", "2026-02-30"], ["donor", "list", "--known-at", "yesterday"],
    ["consent", "withdraw", "A"],
    ["consent", "withdraw", "A", "--no-further-use", "--scopes", "all"],
    ["consent", "withdraw", "A", "--no-further-use", "--no-further-contact"],
    ["consent", "grant", "A", "--form", "f", "--scopes", "all"],
    ["consent", "grant", "A", "--signed-on", "2026-01-01", "--scopes", "all"],
    ["consent", "grant", "A", "--signed-on", "2026-01-01", "--form", "f"],
    ["consent", "grant", "A", "--signed-on", "2026-01-01", "--form", "f", "--scopes", ","],
    ["consent", "void", "twelve", "--reason", "x"],
    ["cohort", "count"], ["cohort", "count", "--programme", "A", "--where", "B"],
    ["cohort", "export", "--programme", "A", "--out", "x"],
    ["cohort", "export", "--programme", "A", "--out", "x", "--recipient", "r", "--k", "0"],
    ["cohort", "export", "--programme", "A", "--out", "x", "--recipient", "r", "--as", "xlsx"],
    [
      "cohort", "export", "--programme", "A", "--out", "x", "--recipient", "r",
      "--suppression", "2",
    ],
    ["import", "file"], ["import", "file", "--as", "xlsx"], ["init", "--mode", "open"],
    ["--registry", "x"], ["--nothing"],
  ])
  func `a command line that is not understood ends with 64, in words and as JSON`(
    arguments: [String]
  ) throws {
    let world = try TestWorld()
    let words = world.run(arguments)
    #expect(words.status == 64)
    #expect(words.output.isEmpty)
    #expect(words.errors.hasPrefix("error: "))
    #expect(words.errors.contains("\nfix: "))

    let json = world.run(arguments + ["--format", "json"])
    #expect(json.status == 64)
    #expect(json.output.isEmpty)
    let failure = try json.failure()
    #expect(failure["code"] as? String == "usage")
    #expect(failure["exit"] as? Int == 64)
    #expect((failure["message"] as? String ?? "").isEmpty == false)
    #expect(failure["where"] is [String: Any])
    #expect(failure.keys.sorted() == ["code", "exit", "fix", "message", "where", "why"])
  }

  @Test func `a mistyped command gets a suggestion`() throws {
    let world = try TestWorld()
    #expect(world.run("donor", "shw").errors.contains("did you mean 'show'?"))
    #expect(world.run("consnt").errors.contains("did you mean 'consent'?"))
  }

  @Test func `an argument too many is not repeated, for it may be a name`() throws {
    let run = try TestWorld().run("donor", "find", "Lovelace")
    #expect(run.status == 64)
    #expect(!run.errors.contains("Lovelace"))
  }

  @Test func `the format of a failure is found in either spelling`() {
    #expect(FailureReport.requestedFormat(["x", "--format=json"]) == .json)
    #expect(FailureReport.requestedFormat(["--format", "ndjson", "x"]) == .ndjson)
    #expect(FailureReport.requestedFormat(["x", "--format"]) == nil)
    #expect(FailureReport.requestedFormat(["x", "--", "--format", "json"]) == nil)
  }
}
