internal import ArgumentParser
internal import Registry

/// The command `tissuectl keys passphrase`.
struct KeysPassphrase: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "passphrase",
    abstract: "Seal the key ring by a passphrase, by another one, or by none any more.",
    discussion: """
      The passphrase becomes a key by scrypt (RFC 7914, 128 MiB a try). It is typed, or stands on \
      the first line of a file that only its owner can read, or comes from an open file descriptor. \
      Later commands ask for it, or read it where TISSUECTL_PASSPHRASE_FILE or \
      TISSUECTL_PASSPHRASE_FD says.

      Example:
        tissuectl keys passphrase --new-file passphrase.txt
      """)

  @Option(help: ArgumentHelp("A file with the new passphrase.", valueName: "file"))
  var newFile: String?

  @Option(help: ArgumentHelp("An open file descriptor with it.", valueName: "number"))
  var newFd: Int32?

  @Flag(help: "Take the passphrase away; the keys then stand in the clear.")
  var remove = false

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard [newFile != nil, newFd != nil, remove].count(where: { $0 }) <= 1 else {
      throw ValidationError("give one of --new-file, --new-fd and --remove")
    }
  }

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    let passphrase = remove ? nil : try chosen(session)
    try registry.sealKeyRing(passphrase: passphrase, session.request(change))
    return Answer(
      .record(session.marked(["sealed": .flag(passphrase != nil)])),
      remarks: passphrase == nil ? ["the key ring opens the registry for whoever reads it"] : [])
  }

  private func chosen(_ session: Session) throws -> [UInt8] {
    func ask(_ question: String) throws -> [UInt8]? {
      try SecretInput.read(
        file: newFile, descriptor: newFd, question: question, session.context)
    }
    guard let first = try ask("New passphrase of the key ring") else {
      throw RegistryError(
        .usage, "nobody gave a new passphrase",
        fix: "name its file with --new-file, or run the command at a terminal")
    }
    guard newFile == nil, newFd == nil else { return first }
    guard try ask("The same once more") == first else {
      throw RegistryError(.usage, "the two passphrases differ", fix: "type the same twice")
    }
    return first
  }
}
