internal import Registry

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Where a secret comes from: a file of its owner alone, an open file descriptor, or a person who is
/// typing; never an argument, which every process can see.
enum SecretInput {
  private static let limit = 1 << 16

  /// Reads a secret: the first line.
  /// - Parameters:
  ///   - file: a path.
  ///   - descriptor: a file descriptor that whoever started the process left open.
  ///   - question: what a person is asked, where neither is given; nil asks nobody.
  ///   - context: the world.
  /// - Returns: the bytes; nil where nobody gave any.
  /// - Throws: `RegistryError` or ``StreamFailure`` where it cannot be read.
  static func read(
    file: String?, descriptor: Int32?, question: String?, _ context: CommandContext
  ) throws -> [UInt8]? {
    if let file { return try Registry.passphrase(inFile: file) }
    if let descriptor {
      let name = "file descriptor \(descriptor)"
      let bytes = try SystemCalls.gather(limit: limit, name: name) { count in
        try SystemCalls.read(count, from: descriptor, name: name)
      }
      return Array(bytes.prefix { $0 != 10 && $0 != 13 })
    }
    guard let question, context.input.isTerminal else { return nil }
    try context.errors.write(Array("\(question): ".utf8))
    defer { try? context.errors.write([10]) }
    return Array(try withoutEcho { try LineReader(read: context.input.read).next() }.utf8)
  }

  /// The passphrase of the key ring: `TISSUECTL_PASSPHRASE_FILE` or `TISSUECTL_PASSPHRASE_FD` name
  /// where it stands, else it is asked.
  /// - Parameter context: the world.
  /// - Returns: the passphrase.
  /// - Throws: `RegistryError` where there is none.
  static func keyRingPassphrase(_ context: CommandContext) throws -> [UInt8] {
    let found = try read(
      file: context.environment("TISSUECTL_PASSPHRASE_FILE"),
      descriptor: context.environment("TISSUECTL_PASSPHRASE_FD").flatMap { Int32($0) },
      question: "Passphrase of the key ring", context)
    guard let found else {
      throw RegistryError(
        .wrongKey, "the key ring is sealed and nobody gave its passphrase",
        fix: "name its file in TISSUECTL_PASSPHRASE_FILE, or run the command at a terminal")
    }
    return found
  }

  /// Keeps what is typed off the screen.
  private static func withoutEcho<Value>(_ body: () throws -> Value) rethrows -> Value {
    var before = termios()
    guard isatty(STDIN_FILENO) == 1, unsafe tcgetattr(STDIN_FILENO, &before) == 0 else {
      return try body()
    }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer { unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
    return try body()
  }
}
