internal import ArgumentParser
internal import Domain
internal import Registry

/// Checks the noun and the verb before anything else, so that a mistyped one gets a suggestion.
enum CommandNames {
  /// Finds the command, and refuses unknown ones and nouns without a verb.
  /// - Parameter arguments: the arguments, the command first.
  /// - Returns: the command and its own arguments; nil where a noun's help or an option of the program
  ///   is asked for.
  /// - Throws: `RegistryError` with code `usage`.
  static func command(
    _ arguments: [String]
  ) throws(RegistryError) -> (command: any ParsableCommand.Type, arguments: ArraySlice<String>)? {
    var group: any ParsableCommand.Type = Tissuectl.self
    var path = "tissuectl"
    for (place, word) in arguments.enumerated() {
      let verbs = group.configuration.subcommands
      if verbs.isEmpty { return (group, arguments[place...]) }
      if word.hasPrefix("-") || word == "help" { return nil }
      guard let next = verbs.first(where: { $0.configuration.commandName == word }) else {
        throw RegistryError(
          .usage, "'\(path)' has no command '\(FieldProblem.excerpt(word))'",
          fix: NearestName.suggestion(
            for: word, among: names(verbs)))
      }
      group = next
      path += " \(word)"
    }
    let verbs = names(group.configuration.subcommands)
    if !verbs.isEmpty, !arguments.isEmpty {
      throw RegistryError(
        .usage, "'\(path)' needs a verb", fix: "use one of: \(verbs.joined(separator: ", "))")
    }
    return arguments.isEmpty ? nil : (group, [])
  }

  private static func names(_ commands: [any ParsableCommand.Type]) -> [String] {
    commands.compactMap { $0.configuration.commandName }
  }
}
