internal import ArgumentParser
internal import Registry

/// The command `tissuectl release verify`.
struct ReleaseVerify: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "verify",
    abstract: "Check a release folder anywhere; status 20 where it is not as released.",
    discussion: """
      It needs the folder alone: the hash of every file, k counted anew on the data, and the \
      signature of the manifest.

      Example:
        tissuectl release verify ./her2
      """)

  @Argument(help: "The release folder.")
  var folder: String

  @Option(
    help: ArgumentHelp("The key that must have signed it, hexadecimal.", valueName: "key"))
  var publicKey: String?

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    DoctorCommand.answer(
      to: try ReleaseVerification.verify(folder: folder, publicKey: publicKey))
  }
}
