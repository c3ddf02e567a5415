import ArgumentParser
import Testing

@testable import Commands

@Suite struct HelpTests {
  /// Every command with its words, `["consent", "grant"]`.
  static let commands: [[String]] = walk(Tissuectl.self, [])

  static func walk(_ command: any ParsableCommand.Type, _ path: [String]) -> [[String]] {
    command.configuration.subcommands.flatMap { next -> [[String]] in
      let words = path + [next.configuration.commandName ?? "?"]
      return [words] + walk(next, words)
    }
  }

  static func type(_ path: [String]) throws -> any ParsableCommand.Type {
    var command: any ParsableCommand.Type = Tissuectl.self
    for word in path {
      command = try #require(
        command.configuration.subcommands.first { $0.configuration.commandName == word })
    }
    return command
  }

  @Test(arguments: commands)
  func `every command says what it does and shows an example that begins with it`(
    path: [String]
  ) throws {
    let configuration = try Self.type(path).configuration
    #expect(configuration.abstract.hasSuffix("."))
    #expect(configuration.abstract.count > 20)
    let example = configuration.discussion.split(separator: "\n").first {
      $0.contains("  tissuectl ")
    }
    let line = try #require(example)
    #expect(line.hasPrefix("  tissuectl \(path.joined(separator: " "))"))
  }

  @Test(arguments: commands)
  func `help goes to standard output with status 0 and no line over 100 columns`(
    path: [String]
  ) throws {
    let run = try TestWorld().run(path + ["--help"])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.output.contains("USAGE: tissuectl \(path.joined(separator: " "))"))
    for line in run.output.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
  }

  @Test(arguments: commands)
  func `every option is described`(path: [String]) throws {
    let help = try TestWorld().run(path + ["--help"]).output
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.hasPrefix("  -") {
      let words = line.split(separator: "  ", omittingEmptySubsequences: true)
      let next = index + 1 < lines.count ? lines[index + 1] : ""
      #expect(words.count > 1 || next.hasPrefix("        "), "\(line)")
    }
  }

  @Test(arguments: commands)
  func `every command that does something takes the common options`(path: [String]) throws {
    guard try Self.type(path) is any ToolCommand.Type else { return }
    let help = try TestWorld().run(path + ["--help"]).output
    for option in [
      "--registry", "--format", "--actor", "--on", "--as-of", "--known-at", "--dry-run", "--yes",
      "--quiet", "--no-color", "--operator-key", "--operator-passphrase-file",
    ] { #expect(help.contains(option), "\(option)") }
  }

  @Test(arguments: [
    ["donor", "register"], ["consent", "grant"], ["consent", "refuse"], ["consent", "withdraw"],
    ["consent", "object"], ["consent", "renew"], ["consent", "reinstate"], ["consent", "suspend"],
    ["consent", "resume"], ["consent", "void"], ["consent", "import"], ["cohort", "export"],
    ["form", "publish"], ["import"], ["match"], ["donor", "duplicates"],
    ["keys", "export"], ["donor", "merge"], ["donor", "split"],
    ["donor", "not-duplicate"], ["donor", "postpone"],
    ["programme", "add"], ["programme", "open"], ["programme", "suspend"],
    ["operator", "add"], ["operator", "revoke"],
    ["programme", "close"], ["recall", "notify"], ["recall", "acknowledge"], ["recall", "close"],
    ["cohort", "count"], ["recipient", "add"], ["recipient", "share"], ["policy", "publish"],
    ["release", "request"], ["release", "approve"], ["release", "reject"],
    ["release", "destroyed"], ["release", "record"],
  ])
  func `every changing command takes an operation id and a reason`(path: [String]) throws {
    let help = try TestWorld().run(path + ["--help"]).output
    #expect(help.contains("--operation <id>"))
    #expect(help.contains("--reason <text>"))
  }

  @Test func `the contract's commands are all there`() {
    let paths = Set(Self.commands.map { $0.joined(separator: " ") })
    for path in [
      "init", "donor register", "donor show", "donor find", "donor list", "donor merge",
      "donor split", "donor duplicates", "donor not-duplicate", "donor postpone", "donor report",
      "consent grant", "consent refuse", "consent withdraw", "consent object", "consent renew",
      "consent reinstate", "consent suspend", "consent resume", "consent void", "consent state",
      "consent history", "consent due", "consent import", "consent export", "form list",
      "form show", "form diff", "form publish", "programme list", "programme show",
      "programme add", "programme open", "programme suspend", "programme close", "route run",
      "route explain", "route allocate", "route offers", "route offer reserve",
      "route offer release", "route offer decline", "route offer cancel", "route due",
      "programme submit", "programme approve", "programme terminate", "cohort count",
      "cohort preview", "cohort export",
      "release list", "release show", "release verify", "recall list", "recall notify",
      "recall acknowledge", "recall close", "release request", "release requests",
      "release approve", "release reject", "release due", "release destroyed",
      "release record", "recipient add",
      "recipient share", "recipient list", "recipient show", "policy show", "policy publish",
      "anonymize", "import", "match", "keys show",
      "keys export", "ledger log", "ledger verify", "ledger checkpoint", "ledger prove",
      "ledger consistency", "ledger audit-checkpoint", "backup", "restore", "doctor",
      "stats", "report", "explain", "operator key", "operator add", "operator revoke",
      "operator list", "operator verify", "man",
    ] { #expect(paths.contains(path), "\(path)") }
  }

  @Test func `the version goes to standard output with status 0`() throws {
    let run = try TestWorld().run("--version")
    #expect(run.status == 0)
    #expect(run.output.split(separator: ".").count == 3)
  }

  @Test func `without arguments the tool shows its help`() throws {
    let run = try TestWorld().run()
    #expect(run.status == 0)
    #expect(run.output.contains("SUBCOMMANDS:"))
  }
}
