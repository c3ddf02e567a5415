internal import ArgumentParser
internal import Registry

/// The command `tissuectl keys import`.
struct KeysImport: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "import",
    abstract: "Bring back keys that were backed up apart: the ring, and data keys of donors.",
    discussion: """
      Puts keyring.json back where it is missing, and the data keys of donors who have none. A donor \
      who was erased stays erased, and a key that is there stays as it is.

      Example:
        tissuectl keys import keys.json
      """)

  @Argument(help: ArgumentHelp("A file that 'keys export' wrote.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "A file, of its owner alone, whose first line opens the copy.", valueName: "file"))
  var passphraseFile: String?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    var passphrase: (@Sendable () throws -> [UInt8])?
    if let passphraseFile {
      passphrase = { try Registry.passphrase(inFile: passphraseFile) }
    }
    let summary = try Registry.importKeys(
      from: file, into: session.folder,
      passphrase: passphrase, session.request(change), context: session.registryContext)
    return Answer(
      .record(
        session.marked([
          "file": .text(file), "key_ring_restored": .flag(summary.restoredRing),
          "restored": .integer(summary.restored), "present": .integer(summary.present),
          "unknown": .integer(summary.unknown),
        ])))
  }
}
