internal import ArgumentParser

/// The options of every command that changes something.
struct ChangeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Operation id, 32 hexadecimal digits: the same id again changes nothing.", valueName: "id"))
  var operation: String?

  @Option(help: ArgumentHelp("Why; sealed with the change.", valueName: "text"))
  var reason: String?
}
