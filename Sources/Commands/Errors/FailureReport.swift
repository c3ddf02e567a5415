internal import ArgumentParser
internal import Registry

/// Turns whatever ended a command into words on standard error and an exit status.
struct FailureReport {
  private let context: CommandContext
  private let isJSON: Bool
  private let allowsColor: Bool

  /// Prepares a report for a command that may not even have been parsed.
  /// - Parameters:
  ///   - arguments: the arguments as given.
  ///   - context: the world.
  init(arguments: [String], context: CommandContext) {
    self.context = context
    isJSON = Self.requestedFormat(arguments)?.isJSON ?? false
    allowsColor =
      !arguments.prefix { $0 != "--" }.contains("--no-color")
      && (context.environment("NO_COLOR") ?? "").isEmpty
  }

  /// Reports an error.
  /// - Parameter error: what ended the command; a request for help is none.
  /// - Returns: the exit status.
  func end(with error: any Error) -> Int32 {
    switch error {
    case let failure as RegistryError: return report(failure)
    case let failure as StreamFailure: return report(failure)
    default: break
    }
    guard UsageError.isFromParser(error) else {
      return report(
        RegistryError(
          .internalError, "a defect of the program ended the command",
          fix: "report it with the command, not with its data"))
    }
    let width = TerminalStyle(width: context.output.terminalWidth, hasColor: false).width
    guard Tissuectl.exitCode(for: error) == .success else {
      return report(UsageError.described(error))
    }
    do {
      let text = Self.wrappingUsage(Tissuectl.fullMessage(for: error, columns: width), to: width)
      try context.output.write(Array((text + "\n").utf8))
      return 0
    } catch {
      return end(with: error)
    }
  }

  /// Breaks the one line of a help text that the parser leaves as long as it gets.
  private static func wrappingUsage(_ text: String, to width: Int) -> String {
    let indentation = "\n         "
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.hasPrefix("USAGE: "), line.count > width else { return String(line) }
      return TextWrap.lines(String(line), width: width - 9).joined(separator: indentation)
    }.joined(separator: "\n")
  }

  private func report(_ failure: StreamFailure) -> Int32 {
    // Whoever closed the pipe does not want to hear of it.
    if failure.isClosedPipe { return ErrorCode.inputOutput.exitStatus }
    return report(
      RegistryError(
        .inputOutput, "\(failure.stream) could not be read or written", why: failure.reason,
        fix: "make room or give another place, and run the command again"))
  }

  private func report(_ error: RegistryError) -> Int32 {
    if isJSON {
      try? context.errors.write(ErrorWords.json(error) + [0x0A])
    } else {
      let width = context.errors.terminalWidth
      let style = TerminalStyle(width: width, hasColor: allowsColor && width != nil)
      let text = ErrorWords.lines(error, style: style).joined(separator: "\n")
      try? context.errors.write(Array((text + "\n").utf8))
    }
    return error.code.exitStatus
  }

  /// The format asked for, read from arguments that need not make sense otherwise.
  /// - Parameter arguments: the arguments as given.
  /// - Returns: the last format named.
  static func requestedFormat(_ arguments: [String]) -> OutputFormat? {
    var format: OutputFormat?
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { break }
      if argument.hasPrefix("--format=") {
        format = OutputFormat(rawValue: String(argument.dropFirst("--format=".count))) ?? format
      } else if argument == "--format", index + 1 < arguments.count {
        format = OutputFormat(rawValue: arguments[index + 1]) ?? format
      }
    }
    return format
  }
}
