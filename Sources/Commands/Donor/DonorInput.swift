internal import Registry

/// The JSON object that describes a person: from a file, standard input or a prompt.
struct DonorInput {
  private static let limit = 1 << 24
  /// The object as UTF-8.
  let json: [UInt8]
  /// What messages call the source.
  let name: String

  /// Reads the object.
  /// - Parameters:
  ///   - file: a path, `-` for standard input, nil to prompt where a person is typing.
  ///   - asksInterest: whether a prompt asks for the interest too.
  ///   - session: the world.
  /// - Throws: `RegistryError` or `StreamFailure` where it cannot be read.
  init(file: String?, asksInterest: Bool, session: Session) throws {
    let input = session.context.input
    if let file, file != "-" {
      name = file
      json = try SystemCalls.contents(of: file, limit: Self.limit)
    } else if file == nil, input.isTerminal {
      name = "prompt"
      json = try DonorPrompt(session: session).ask(interest: asksInterest)
    } else {
      name = "standard input"
      json = try SystemCalls.gather(limit: Self.limit, name: name, input.read)
    }
  }
}
