/// The proof that an event was recorded, in a file for the person whom it concerns.
///
/// The file is made before the change, so that a name that is taken refuses a change instead of
/// hiding one, and filled after the change is on disk.
public final class ReceiptFile {
  /// What a receipt says and where it stands.
  public struct Receipt: Sendable {
    /// The file.
    public var file: String
    /// SHA-256 of the file, hexadecimal.
    public var sha256: String
    /// The proof in it.
    public var evidence: InclusionEvidence
  }

  /// Where the receipt is to stand.
  public let path: String
  private let output: OutputFile

  /// Begins a receipt.
  /// - Parameter path: where it is to stand; nothing may stand there yet.
  /// - Throws: ``RegistryError``.
  public init(path: String) throws {
    self.path = path
    output = try Registry.mapping { try OutputFile(path: path) }
  }

  /// Writes the proof of an event that is recorded.
  /// - Parameters:
  ///   - sequence: position of the event in the log.
  ///   - registry: the registry that recorded it.
  /// - Returns: the receipt.
  /// - Throws: ``RegistryError``; the event stays recorded, and `ledger prove` proves it any time.
  public func write(of sequence: UInt64, from registry: Registry) throws -> Receipt {
    try Registry.mapping {
      let evidence = try registry.proveInclusion(of: sequence)
      try output.write(Array(evidence.file.utf8))
      return Receipt(file: path, sha256: try output.commit(), evidence: evidence)
    }
  }
}
