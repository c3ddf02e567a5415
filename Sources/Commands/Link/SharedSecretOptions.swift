internal import ArgumentParser

/// Where the shared secret comes from.
struct SharedSecretOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file, of its owner alone, with the shared secret.", valueName: "file"))
  var secretFile: String?

  @Option(help: ArgumentHelp("An open file descriptor with it.", valueName: "number"))
  var secretFd: Int32?

  func validate() throws {
    guard (secretFile != nil) != (secretFd != nil) else {
      throw ValidationError("give the shared secret with --secret-file or --secret-fd")
    }
  }

  /// Reads the secret.
  /// - Parameter session: the world.
  /// - Returns: the bytes.
  /// - Throws: `RegistryError` or `StreamFailure` where it cannot be read.
  func secret(_ session: Session) throws -> [UInt8] {
    try SecretInput.read(
      file: secretFile, descriptor: secretFd, question: nil, session.context) ?? []
  }
}
