internal import ArgumentParser
internal import Registry

/// The command `tissuectl ledger audit-checkpoint`.
struct LedgerAuditCheckpoint: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "audit-checkpoint",
    abstract: "Verify a checkpoint, receipt or proof with the log's key; status 20 where it fails.",
    discussion: """
      Needs no registry. Takes a checkpoint, the receipt of a withdrawal or an erasure, what 'ledger \
      prove' wrote, or the manifest.json of a release, which holds the checkpoint it rested on. Where '--registry' is given, its ledger is recomputed and must begin with \
      what the checkpoint states. '--proof' takes what 'ledger consistency' wrote.

      Example:
        tissuectl ledger audit-checkpoint old.checkpoint --key "$KEY" --proof growth.proof
      """)

  @Argument(help: ArgumentHelp("A checkpoint, receipt, proof or manifest.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The key line of the log, name+hash+base64.", valueName: "line"))
  var key: String

  @Option(
    help: ArgumentHelp(
      "The key line of a witness who must have cosigned; may be repeated.", valueName: "line"))
  var witness: [String] = []

  @Option(
    help: ArgumentHelp("The proof that a later checkpoint grew from it.", valueName: "file"))
  var proof: String?

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let audit = try Registry.auditCheckpoint(
      CheckpointAuditRequest(
        file: try InputFile.path(file), key: key, witnesses: witness,
        proof: try proof.map { try InputFile.path($0) }, registry: options.registry))
    var record: Record = [
      "origin": .text(audit.origin), "size": .sequence(audit.size), "root": .text(audit.root),
      "valid": .flag(true),
    ]
    if let sequence = audit.sequence { record.append("sequence", .sequence(sequence)) }
    if let hash = audit.leafHash { record.append("leaf_hash", .text(hash)) }
    if let size = audit.grewTo { record.append("grew_to", .sequence(size)) }
    if let size = audit.registrySize { record.append("registry_size", .sequence(size)) }
    if !audit.cosigned.isEmpty {
      record.append(
        "cosigned",
        .records(audit.cosigned.map { ["witness": .text($0.witness), "at": .instant($0.at)] }))
    }
    return Answer(.record(record))
  }
}
