internal import ArgumentParser
internal import Registry

/// The option that asks for a receipt of what was recorded.
struct ReceiptOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A new file for the proof that it was recorded, to be kept by the donor.", valueName: "file"))
  var receipt: String?

  /// Begins the receipt, where one is asked for.
  /// - Parameter session: the run; a dry run has nothing to prove.
  /// - Returns: the receipt to fill.
  /// - Throws: `RegistryError` where the file cannot be made.
  func begin(_ session: Session) throws -> ReceiptFile? {
    guard let receipt, !session.options.dryRun else { return nil }
    return try ReceiptFile(path: receipt)
  }
}

extension Answer {
  /// Fills a receipt and tells of it; what was recorded stays recorded where that fails.
  mutating func add(_ receipt: ReceiptFile?, of sequence: UInt64, _ session: Session) {
    guard let receipt, case .record(var record) = document.content else { return }
    do {
      let made = try receipt.write(of: sequence, from: session.openRegistry())
      record.append(
        "receipt",
        .record([
          "file": .text(made.file), "sha256": .text(made.sha256),
          "size": .sequence(made.evidence.checkpoint.size),
          "root": .text(made.evidence.checkpoint.root),
          "key": .text(made.evidence.checkpoint.key),
        ]))
      document.content = .record(record)
    } catch {
      remarks.append(
        "it is recorded, and the receipt could not be written"
          + ((error as? RegistryError).map { " (\($0.message))" } ?? "")
          + "; make one with: tissuectl ledger prove \(sequence)")
    }
  }
}
