/// Lets the options that every command has stand before the command:
/// `tissuectl --registry DIR donor list`.
enum LeadingOptions {
  private static let withValue = [
    "--registry", "--format", "--actor", "--as-of", "--on", "--known-at", "--wait",
    "--operator-key", "--operator-passphrase-file",
  ]
  private static let flags = ["--dry-run", "--yes", "--quiet", "--no-color"]

  /// The arguments with leading global options moved behind the command's own.
  /// - Parameter arguments: the arguments as given.
  /// - Returns: the same arguments in an order the parser takes.
  static func movedBehindCommand(_ arguments: [String]) -> [String] {
    var position = 0
    while position < arguments.count {
      let argument = arguments[position]
      let name = argument.split(separator: "=", maxSplits: 1).first.map(String.init) ?? ""
      if withValue.contains(name) {
        position += argument.contains("=") ? 1 : 2
      } else if flags.contains(argument) {
        position += 1
      } else {
        break
      }
    }
    guard position > 0, position < arguments.count else { return arguments }
    let rest = arguments[position...]
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end]) + arguments[..<position] + Array(rest[end...])
  }
}
