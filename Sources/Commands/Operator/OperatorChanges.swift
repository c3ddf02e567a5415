internal import ArgumentParser
internal import Registry

/// The command `tissuectl operator key`.
struct OperatorMakeKey: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "key",
    abstract: "Make a key of your own, and print the public key to be enrolled.",
    discussion: """
      The file belongs to its owner alone and never leaves them; a passphrase seals it. Only the \
      public key is handed to an administrator.

      Example:
        tissuectl operator key ada.key --passphrase-file passphrase.txt
      """)

  @Argument(help: ArgumentHelp("A new file.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "A file, of its owner alone, whose first line seals the key.", valueName: "file"))
  var passphraseFile: String?

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let publicKey = try Registry.makeOperatorKey(at: file, passphrase: passphraseFile)
    return Answer(
      .record([
        "file": .text(file), "public_key": .text(publicKey),
        "sealed": .flag(passphraseFile != nil),
      ]))
  }
}

/// The command `tissuectl operator add`.
struct OperatorAdd: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "add",
    abstract: "Enrol an operator with a public key and roles.",
    discussion: """
      The first one must be an administrator and sign with the key that is enrolled. A name is \
      never given twice.

      Example:
        tissuectl operator add ada --roles administrator,coordinator --public-key KEY
      """)

  @Argument(help: "The operator's name, the actor of what the operator does.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "coordinator, data_manager, auditor, administrator, approver; separated by commas.",
      valueName: "roles"))
  var roles: String

  @Option(help: ArgumentHelp("The 64 digits that 'operator key' printed.", valueName: "key"))
  var publicKey: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let line = try session.openRegistry().addOperator(
      name, roles: roles.split(separator: ",").map(String.init), publicKey: publicKey,
      session.request(change))
    return Answer(.record(session.marked(Record(line))))
  }
}

/// The command `tissuectl operator revoke`.
struct OperatorRevoke: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "revoke",
    abstract: "Let an operator no longer act; what was signed before stays signed.",
    discussion: """
      The last administrator cannot be revoked.

      Example:
        tissuectl operator revoke ada --reason "left the registry"
      """)

  @Argument(help: "The operator's name.")
  var name: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let line = try session.openRegistry().revokeOperator(name, session.request(change))
    return Answer(.record(session.marked(Record(line))))
  }
}
