internal import Domain

/// Writes consent events as the consent file that ``ConsentImportReader`` reads.
///
/// The file is the registry's own copy: reasons, mandates and witnesses stand in it as they were
/// recorded. Events that a void took out, and voids, have no row.
public struct ConsentWriter {
  private var writer: DelimitedWriter

  /// Begins the file with its header line.
  /// - Parameter sink: where the bytes go.
  /// - Throws: what the sink throws.
  public init(sink: @escaping ByteSink) throws {
    writer = DelimitedWriter(sink: sink)
    try writer.row(ConsentImportReader.columns)
  }

  /// Writes one event.
  /// - Parameter statement: the event.
  /// - Throws: what the sink throws.
  public mutating func write(_ statement: ConsentStatement) throws {
    let facts = statement.facts
    guard !statement.isVoided, facts.kind != .void else { return }
    func names(_ scopes: ScopeSet) -> String {
      scopes.map(\.name).joined(separator: ";")
    }
    let hasLevel = facts.level.map { $0 != .scopes } ?? false
    writer.text(statement.donor)
    writer.code(statement.event)
    writer.text(facts.form?.description)
    writer.text(
      facts.kind.carriesAnswers ? names(facts.permitted) : hasLevel ? nil : names(facts.scopes))
    writer.day(facts.signedOn)
    writer.day(facts.effectiveFrom)
    writer.code(facts.signer)
    writer.text(facts.reason)
    writer.text(facts.evidence?.description)
    writer.text(names(facts.declined))
    writer.code(facts.level)
    writer.code(facts.destruction)
    writer.text(facts.mandate)
    writer.text(facts.witness)
    writer.text(facts.assent ? "true" : nil)
    try writer.endRow()
  }

  /// Hands the last bytes to the sink.
  /// - Throws: what the sink throws.
  public mutating func finish() throws {
    try writer.finish()
  }
}
