internal import ArgumentParser
internal import Registry

/// The command `tissuectl operator`.
struct OperatorCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operator",
    abstract: "Enrol those who may change the registry, and check what they signed.",
    discussion: """
      While nobody is enrolled, whoever can write the folder may do everything. The first operator \
      closes the registry: from then on every command needs the key of an operator, whose \
      signature is kept in the ledger with what was done. Roles: coordinator, data_manager, \
      auditor (reads all but who a donor is), administrator, approver, researcher (asks for counts \
      as an outsider).

      Example:
        tissuectl operator list
      """,
    subcommands: [
      OperatorMakeKey.self, OperatorAdd.self, OperatorRevoke.self, OperatorList.self,
      OperatorVerify.self,
    ])
}

extension Record {
  init(_ line: OperatorLine) {
    self = [
      "operator": .text(line.name), "roles": .texts(line.roles),
      "public_key": .text(line.publicKey), "added": .integer(Int(line.addedSequence)),
      "revoked": line.revokedSequence.map { .integer(Int($0)) } ?? .none,
    ]
  }
}

/// The command `tissuectl operator list`.
struct OperatorList: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "list",
    abstract: "List everybody who is or was enrolled, with the events that say so.",
    discussion: """
      Example:
        tissuectl operator list --format json
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    Answer(
      .list(
        try session.openRegistry().operators().map(Record.init),
        columns: ["operator", "roles", "added", "revoked", "public_key"]))
  }
}

/// The command `tissuectl operator verify`.
struct OperatorVerify: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "verify",
    abstract: "Check that every change since the first enrolment was signed by an operator.",
    discussion: """
      Needs neither key ring nor operator's key, and opens nothing: each signature is made over the \
      root of the ledger, which commits to every event before it, and the public keys stand in the \
      ledger in the clear.

      Example:
        tissuectl operator verify --registry copy-of-the-registry
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let found = try Registry.verifyOperators(at: session.folder)
    return Answer(
      .record([
        "operators": .integer(found.operators), "signatures": .integer(Int(found.signatures)),
        "since": found.since.map { .integer(Int($0)) } ?? .none,
        "valid": .flag(found.firstBad == nil),
        "first_bad": found.firstBad.map { .integer(Int($0)) } ?? .none,
      ]), status: found.firstBad == nil ? 0 : 20,
      remarks: found.since == nil
        ? ["nobody is enrolled: whoever can write the folder may change the registry"] : [])
  }
}
