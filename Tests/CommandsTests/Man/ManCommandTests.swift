import Foundation
import Testing

@testable import Commands

/// Manual pages and completions are made from the commands.
@Suite struct ManCommandTests {
  @Test func `every command has a page that names its options`() throws {
    let pages = ManPage.all
    #expect(pages.count == HelpTests.commands.count + 1)
    for page in pages {
      let lines = page.text.split(separator: "\n")
      #expect(lines.first?.hasPrefix(".TH ") == true)
      #expect(page.text.contains(".SH NAME\n") && page.text.contains(".SH SYNOPSIS\n"))
      for line in lines {
        #expect(!line.hasPrefix("'") && line.count < 2000)
        if line.hasPrefix(".") {
          #expect(
            [".TH", ".SH", ".TP", ".B ", ".BR", ".PP", ".nf", ".fi"].contains(line.prefix(3)))
        }
      }
    }
    let due = try #require(pages.first { $0.name == "tissuectl-consent-due" })
    #expect(due.text.contains(".B \\-\\-expiring <days>\nPermissions that end within"))
    #expect(due.text.contains(".nf\n  tissuectl consent due"))
  }

  @Test func `a page is printed, and all are written to a folder once`() throws {
    let world = try TestWorld()
    #expect(world.run("man", "consent", "due").output.contains(".SH NAME"))
    let run = world.run("man", "consent", "dew", "--format", "json")
    #expect(run.status == 64)
    #expect(run.errors.contains("consent due"))
    let folder = world.folder + "/man"
    #expect(world.run("man", "--out", folder).status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.count == ManPage.all.count)
    #expect(world.run("man", "--out", folder).status == 6)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions name every noun`(shell: String) throws {
    let run = try TestWorld().run("--generate-completion-script", shell)
    #expect(run.status == 0)
    for noun in ["donor", "consent", "cohort", "operator"] { #expect(run.output.contains(noun)) }
  }
}
