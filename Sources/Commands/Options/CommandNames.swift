internal import ArgumentParser
internal import Domain
internal import Registry

/// Checks the noun and the verb before anything else, so that a mistyped one gets a suggestion.
enum CommandNames {
  /// Refuses unknown commands and nouns without a verb.
  /// - Parameter arguments: the arguments, the command first.
  /// - Throws: `RegistryError` with code `usage`.
  static func check(_ arguments: [String]) throws(RegistryError) {
    var group: any ParsableCommand.Type = Tissuectl.self
    var path = "tissuectl"
    for word in arguments {
      let verbs = group.configuration.subcommands
      if verbs.isEmpty || word.hasPrefix("-") || word == "help" { return }
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
  }

  private static func names(_ commands: [any ParsableCommand.Type]) -> [String] {
    commands.compactMap { $0.configuration.commandName }
  }
}
