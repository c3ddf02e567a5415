internal import ArgumentParser
internal import Registry

/// The command `tissuectl ledger prove`.
struct LedgerProve: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "prove",
    abstract: "Prove that an event is in the ledger, for somebody without access to it.",
    discussion: """
      The file has the form of C2SP tlog-proof and holds the event's leaf hash and a signed \
      checkpoint; 'ledger audit-checkpoint' verifies it.

      Example:
        tissuectl ledger prove 42 --out 42.proof
      """)

  @Argument(help: ArgumentHelp("Position of the event in the log.", valueName: "seq"))
  var sequence: UInt64

  @Option(help: ArgumentHelp("A new file, '-' for standard output.", valueName: "file"))
  var out: String?

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let evidence = try session.openRegistry().proveInclusion(of: sequence)
    var record: Record = [
      "sequence": .sequence(evidence.sequence), "leaf_hash": .text(evidence.leafHash),
      "hashes": .texts(evidence.hashes),
    ]
    record.fields += Record(evidence.checkpoint, name: "proof", evidence.file).fields
    return try session.evidence(evidence.file, record, out: out)
  }
}

/// The command `tissuectl ledger consistency`.
struct LedgerConsistency: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "consistency",
    abstract: "Prove that the ledger only grew between two sizes.",
    discussion: """
      The file has the form in which C2SP tlog-witness asks a witness to cosign; it ends with the \
      signed checkpoint of the later size. A proof from size 0 would prove nothing and is refused.

      Example:
        tissuectl ledger consistency 100 250 --out growth.proof
      """)

  @Argument(help: ArgumentHelp("The earlier size, at least 1.", valueName: "a"))
  var oldSize: UInt64

  @Argument(help: ArgumentHelp("The later size; else the present one.", valueName: "b"))
  var newSize: UInt64?

  @Option(help: ArgumentHelp("A new file, '-' for standard output.", valueName: "file"))
  var out: String?

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let evidence = try session.openRegistry().proveConsistency(from: oldSize, to: newSize)
    var record: Record = [
      "old_size": .sequence(evidence.oldSize), "old_root": .text(evidence.oldRoot),
      "hashes": .texts(evidence.hashes),
    ]
    record.fields += Record(evidence.checkpoint, name: "proof", evidence.file).fields
    return try session.evidence(evidence.file, record, out: out)
  }
}
