internal import ArgumentParser
internal import Registry

/// Command lines that were not understood, in the project's own words.
enum UsageError {
  /// Whether an error tells about the command line, a request for help included.
  /// - Parameter error: any error.
  /// - Returns: whether the parser can describe it.
  static func isFromParser(_ error: any Error) -> Bool {
    error is ValidationError || error is CleanExit || error is ExitCode
      || Tissuectl.exitCode(for: error) != .failure
  }

  /// A usage failure with the parser's message and where to look.
  /// - Parameter error: an error of the parser.
  /// - Returns: the failure, exit status 64.
  static func described(_ error: any Error) -> RegistryError {
    var message = Tissuectl.message(for: error)
    // What was typed in the wrong place may be a name or a number of a person.
    if message.contains("nexpected argument") {
      message = "there are more arguments than the command takes"
    }
    let full = Tissuectl.fullMessage(for: error, columns: TerminalStyle.widest)
    return RegistryError(.usage, sentence(message), fix: helpHint(full))
  }

  /// The message as a lower-case sentence without full stop, on one line.
  private static func sentence(_ message: String) -> String {
    var text = message.split(separator: "\n").joined(separator: " ")
    while text.hasSuffix(".") || text.hasSuffix(" ") { text.removeLast() }
    guard let first = text.first else { return "the command line was not understood" }
    return first.lowercased() + text.dropFirst()
  }

  /// The command that shows the help, from the parser's own "See '…' for more information".
  private static func helpHint(_ full: String) -> String {
    for line in full.split(separator: "\n").reversed() {
      let parts = line.split(separator: "'")
      if line.contains("See '"), parts.count > 1 { return "see '\(parts[1])'" }
    }
    return "see 'tissuectl --help'"
  }
}
