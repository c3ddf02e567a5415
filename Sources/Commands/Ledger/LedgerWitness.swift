internal import ArgumentParser
internal import Registry

/// The command `tissuectl ledger witness`.
struct LedgerWitness: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness",
    abstract: "Enrol witnesses and take in what they cosigned.",
    discussion: """
      A witness keeps the registry's owner from showing two histories; 'ledger cosign' is its side.

      Example:
        tissuectl ledger witness list
      """,
    subcommands: [
      LedgerWitnessKey.self, LedgerWitnessAdd.self, LedgerWitnessList.self,
      LedgerWitnessImport.self,
    ])
}

/// The command `tissuectl ledger witness key`.
struct LedgerWitnessKey: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "key",
    abstract: "As a witness outside: make a key, and print the line that registries enrol.",
    discussion: """
      Example:
        tissuectl ledger witness key witness.example/one --out w.key
      """)

  @Argument(help: "The witness's name, without spaces.")
  var name: String

  @Option(help: ArgumentHelp("The new key file, of its owner alone.", valueName: "file"))
  var out: String

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let line = try Witness.makeKey(name: name, at: out)
    return Answer(.record(["key": .text(line), "file": .text(out)], prose: line + "\n"))
  }
}

/// The command `tissuectl ledger witness add`.
struct LedgerWitnessAdd: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "add",
    abstract: "Enrol a witness by its key line.",
    discussion: """
      Keys of low order and keys written in a second way are refused.

      Example:
        tissuectl ledger witness add "witness.example/one+1a2b3c4d+BHx…"
      """)

  @Argument(help: ArgumentHelp("The key line.", valueName: "line"))
  var key: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let witness = try session.openRegistry().addWitness(key, session.request(change))
    return Answer(.record(session.marked(Record(witness))))
  }
}

/// The command `tissuectl ledger witness list`.
struct LedgerWitnessList: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "list",
    abstract: "List the witnesses with the largest size that each cosigned.",
    discussion: """
      Example:
        tissuectl ledger witness list --format json
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let records = try session.openRegistry().witnesses().map { Record($0) }
    return Answer(.list(records, columns: ["witness", "size", "cosigned_at"]))
  }
}

/// The command `tissuectl ledger witness import`.
struct LedgerWitnessImport: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "import",
    abstract: "Take in a cosigned checkpoint; status 20 where it is not of this ledger.",
    discussion: """
      Example:
        tissuectl ledger witness import cosigned.checkpoint
      """)

  @Argument(help: ArgumentHelp("What 'ledger cosign' wrote.", valueName: "file"))
  var file: String

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let records = try session.openRegistry()
      .importCosignatures(try InputFile.path(file), dryRun: options.dryRun)
      .map { session.marked(Record($0)) }
    return Answer(.list(records, columns: ["witness", "size", "cosigned_at"]))
  }
}

extension Record {
  init(_ witness: WitnessLine) {
    self = [
      "witness": .text(witness.name), "key": .text(witness.key),
      "added_at": .instant(witness.addedAt), "size": .sequence(witness.size),
      "cosigned_at": witness.cosignedAt.map { Value.instant($0) } ?? Value.none,
    ]
  }
}
