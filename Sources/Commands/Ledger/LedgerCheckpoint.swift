internal import ArgumentParser
internal import Registry

/// The command `tissuectl ledger checkpoint`.
struct LedgerCheckpoint: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "checkpoint",
    abstract: "Verify the ledger and sign its size and root, to be kept elsewhere.",
    discussion: """
      The form is that of C2SP tlog-checkpoint. '--key' prints the line that an auditor verifies \
      it with.

      Example:
        tissuectl ledger checkpoint --out 2026-11.checkpoint
      """)

  @Option(help: ArgumentHelp("A new file, '-' for standard output.", valueName: "file"))
  var out: String?

  @Flag(help: "Print the public key line instead.")
  var key = false

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    if key {
      let line = try registry.logKey()
      return Answer(.record(["key": .text(line)], prose: line + "\n"))
    }
    let checkpoint = try registry.checkpoint()
    return try session.evidence(
      checkpoint.note, Record(checkpoint, name: "checkpoint", checkpoint.note), out: out)
  }
}

extension Session {
  /// Shows a piece of evidence, or writes it into a new file.
  /// - Parameters:
  ///   - text: the evidence as a file.
  ///   - record: the evidence as values.
  ///   - out: the file; nil for none, `-` for standard output.
  /// - Returns: the answer.
  /// - Throws: `RegistryError` where the file cannot be written.
  func evidence(_ text: String, _ record: Record, out: String?) throws -> Answer {
    guard let out else { return Answer(.record(record, prose: text)) }
    if out == "-" {
      try context.output.write(Array(text.utf8))
      return Answer(Document(content: .nothing))
    }
    // What stands in the file need not be shown as well.
    var written = marked(Record(fields: record.fields.filter { $0.value != .text(text) }))
    if !options.dryRun {
      written.append("sha256", .text(try Registry.write(evidence: text, to: out)))
    }
    written.append("file", .text(out))
    return Answer(.record(written))
  }
}

extension Record {
  /// A checkpoint with the file that holds it or a proof that leads to it.
  init(_ checkpoint: SignedCheckpoint, name: String, _ file: String) {
    self = [
      "origin": .text(checkpoint.origin), "size": .sequence(checkpoint.size),
      "root": .text(checkpoint.root), "key": .text(checkpoint.key), name: .text(file),
    ]
  }
}
