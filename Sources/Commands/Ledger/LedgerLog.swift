internal import ArgumentParser
internal import Registry

/// The command `tissuectl ledger log`.
struct LedgerLog: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "log",
    abstract: "List the headers of events; what is sealed stays sealed.",
    discussion: """
      Example:
        tissuectl ledger log --from 1 --to 20
      """)

  @Option(help: ArgumentHelp("The first event; else the very first.", valueName: "seq"))
  var from: UInt64?

  @Option(help: ArgumentHelp("The last event; else the very last.", valueName: "seq"))
  var to: UInt64?

  @Option(help: ArgumentHelp("Only the events about this donor.", valueName: "code"))
  var donor: String?

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    return Answer(
      Document(
        content: .stream { emit in
          try registry.ledgerLog(from: from, to: to, about: donor) { try emit(Record($0)) }
        },
        columns: ["sequence", "recorded_at", "kind", "donor", "actor", "payload_bytes"]))
  }
}

extension Record {
  /// The header of an event.
  fileprivate init(_ entry: LedgerEntry) {
    self = [
      "sequence": .sequence(entry.sequence), "recorded_at": .instant(entry.recordedAt),
      "kind": .text(entry.kind), "donor": .text(entry.donor), "actor": .text(entry.actor),
      "operation": .text(entry.operation), "payload_bytes": .integer(entry.payloadBytes),
      "leaf_hash": .text(entry.leafHash),
    ]
  }
}
