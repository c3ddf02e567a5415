internal import ArgumentParser
internal import Domain
internal import Glibc
internal import Registry

/// The command `tissuectl man`.
struct ManCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "man",
    abstract: "Print the manual page of a command, or write every page to a folder.",
    discussion: """
      The pages are made from the commands themselves, so that they never disagree with '--help'. \
      Completions come the same way: tissuectl --generate-completion-script bash|zsh|fish.

      Example:
        tissuectl man consent due > tissuectl-consent-due.1
      """)

  @Argument(help: "The words of the command; none is the tool itself.")
  var words: [String] = []

  @Option(
    help: ArgumentHelp("A folder for every page; made where it is not there.", valueName: "dir"))
  var out: String?

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard out == nil || words.isEmpty else {
      throw ValidationError("name a command or --out, not both")
    }
  }

  func answer(_ session: Session) throws -> Answer {
    if let out { return try writeAll(to: out) }
    guard let page = ManPage.all.first(where: { $0.path == words }) else {
      throw RegistryError(
        .usage, "there is no command '\(FieldProblem.excerpt(words.joined(separator: " ")))'",
        fix: NearestName.suggestion(
          for: words.joined(separator: " "),
          among: ManPage.all.map { $0.path.joined(separator: " ") }))
    }
    return Answer(.record(["page": .text(page.name), "text": .text(page.text)], prose: page.text))
  }

  private func writeAll(to folder: String) throws -> Answer {
    guard unsafe mkdir(folder, 0o755) == 0 || errno == EEXIST else {
      throw RegistryError(
        .inputOutput, "cannot make the folder: \(SystemCalls.reason(errno))",
        at: [.init("folder", folder)])
    }
    let records: [Record] = try ManPage.all.map { page in
      let file = "\(folder)/\(page.name).1"
      return [
        "file": .text(file), "sha256": .text(try Registry.write(evidence: page.text, to: file)),
      ]
    }
    return Answer(.list(records, columns: ["file"]))
  }
}
