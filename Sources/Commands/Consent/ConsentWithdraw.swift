internal import ArgumentParser

/// The command `tissuectl consent withdraw`.
struct ConsentWithdraw: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "withdraw",
    abstract: "Record a withdrawal: as easy as granting, never in need of a document.",
    discussion: """
      Names scopes or exactly one level. With no grant before it, it is recorded as a refusal. The \
      answer names the releases that have to be recalled. Where the database cannot take it, busy or \
      on a full disk, it is kept beside it and the command ends with 14; see 'consent spool'. A \
      receipt proves for ever that the withdrawal was recorded: see 'ledger audit-checkpoint'.

      Example:
        tissuectl consent withdraw CODE --no-further-use --reason "by telephone" --receipt no.proof
      """)

  @Argument(help: "The donor code.")
  var code: String

  @Option(help: ArgumentHelp("The scopes withdrawn: all, or names.", valueName: "a,b"))
  var scopes: NameList?

  @Flag(help: "No more contact; use goes on.")
  var noFurtherContact = false

  @Flag(help: "No new data or tissue; what is there stays usable.")
  var noFurtherAccess = false

  @Flag(help: "No use at all; only the donor can re-open it.")
  var noFurtherUse = false

  @OptionGroup var signed: SignedOnOption
  @OptionGroup var signature: SignatureOptions
  @OptionGroup var receipt: ReceiptOption
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard levels.count + (scopes == nil ? 0 : 1) == 1 else {
      throw ValidationError(
        "name --scopes, --no-further-contact, --no-further-access or --no-further-use, one of them")
    }
  }

  private var levels: [String] {
    (noFurtherContact ? ["no_further_contact"] : [])
      + (noFurtherAccess ? ["no_further_access"] : []) + (noFurtherUse ? ["no_further_use"] : [])
  }

  func answer(_ session: Session) throws -> Answer {
    try ConsentEntry(
      donor: code, kind: "withdrawal", scopes: scopes?.names ?? [], level: levels.first,
      signedOn: signed.signedOn, signature: signature
    ).record(session, change, receipt: try receipt.begin(session))
  }
}
