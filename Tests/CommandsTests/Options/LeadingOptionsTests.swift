import Testing

@testable import Commands

@Suite struct LeadingOptionsTests {
  @Test(arguments: [
    (["--registry", "r", "donor", "list"], ["donor", "list", "--registry", "r"]),
    (["--format=json", "--quiet", "doctor"], ["doctor", "--format=json", "--quiet"]),
    (["--on", "d", "x", "--", "-y"], ["x", "--on", "d", "--", "-y"]),
    (["donor", "--registry", "r", "list"], ["donor", "--registry", "r", "list"]),
    (["--registry", "r"], ["--registry", "r"]), (["--registry"], ["--registry"]),
    (["--help"], ["--help"]), ([], []),
  ])
  func `common options before the command move behind it`(given: [String], expected: [String]) {
    #expect(LeadingOptions.movedBehindCommand(given) == expected)
  }

  @Test func `a command runs with its options in front`() throws {
    let run = try TestWorld().run("--format", "json", "explain", "usage")
    #expect(run.status == 0)
    #expect(try run.object()["exit"] as? Int == 64)
  }
}
