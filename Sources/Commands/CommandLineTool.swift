internal import ArgumentParser

/// The command-line tool, as a process and as a function.
public enum CommandLineTool {
  /// Runs the process: prepares it, runs the command of its arguments and ends with its status.
  public static func main() -> Never {
    ProcessSetup.apply()
    ProcessSetup.end(run(arguments: Array(CommandLine.arguments.dropFirst()), context: .system()))
  }

  /// Reads the arguments.
  ///
  /// A command is read by itself, which spares the parser the way down to it, a third of the time that
  /// a look-up takes. Whatever is not simply a command is read from the root, which knows the words
  /// for it.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    if let (command, rest) = try CommandNames.command(arguments),
      let parsed = try? command.parseAsRoot(Array(rest)), type(of: parsed) == command
    {
      return parsed
    }
    return try Tissuectl.parseAsRoot(arguments)
  }

  /// Runs one command.
  ///
  /// Nothing leaves this function as an error: whatever happens becomes words on standard error and
  /// a status.
  /// - Parameters:
  ///   - arguments: the arguments without the program's name.
  ///   - context: the world to run in.
  /// - Returns: the exit status.
  public static func run(arguments: [String], context: CommandContext) -> Int32 {
    do {
      let arguments = LeadingOptions.movedBehindCommand(arguments)
      var command = try parsed(arguments)
      guard let toolCommand = command as? any ToolCommand else {
        try command.run()
        return 0
      }
      let session = Session(options: toolCommand.options, context: context)
      return try session.finish(try toolCommand.answer(session))
    } catch {
      return FailureReport(arguments: arguments, context: context).end(with: error)
    }
  }
}
