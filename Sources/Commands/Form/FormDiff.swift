internal import ArgumentParser
internal import Registry

/// The command `tissuectl form diff`.
struct FormDiff: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "diff",
    abstract: "Compare two versions of a form, and count who would have to sign again.",
    discussion: """
      Each is a published version, ID or ID@VERSION, or a YAML file. Ends with 1 where they \
      differ. Material is what changes the meaning of a signature; no version that calls itself \
      editorial may hold such a change.

      Example:
        tissuectl form diff broad-tissue-donation@1 draft.yaml --list
      """)

  @Argument(help: "The older version: ID, ID@VERSION or a file.")
  var old: String

  @Argument(help: "The newer version: ID, ID@VERSION or a file.")
  var new: String

  @Flag(help: "Name the donors who would have to sign again.")
  var list = false

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let comparison = try session.openRegistry().compareForms(try source(old), try source(new))
    var answer = Answer(.record(Record(comparison, listed: list)))
    answer.status = comparison.differences.isEmpty ? 0 : 1
    if let problem = comparison.problem { answer.remarks.append("not to be published: \(problem)") }
    return answer
  }

  private func source(_ text: String) throws -> FormSource {
    // No id holds a slash or ends like a file, so that neither hides the other.
    let isFile =
      text.contains("/") || text.hasSuffix(".yaml") || text.hasSuffix(".yml") || text == "-"
    return isFile ? .file(try InputFile.path(text)) : .published(text)
  }
}
