/// Asks a person at the terminal for what a registration needs.
struct DonorPrompt {
  private static let identifiers: [(key: String, question: String)] = [
    ("facility", "Facility (site that issued the patient number)"),
    ("mrn", "Patient number at the facility"),
    ("family", "Family name"),
    ("given", "Given name"),
    ("birth_date", "Birth date (YYYY-MM-DD)"),
    ("sex", "Sex (female, male, other, unknown)"),
    ("postcode", "Postcode"),
  ]
  private let lines: LineReader
  private let errors: CommandContext.Stream

  /// Prepares to ask.
  /// - Parameter session: the world.
  init(session: Session) {
    self.init(
      lines: LineReader(read: session.context.input.read), errors: session.context.errors)
  }

  /// Prepares to ask.
  /// - Parameters:
  ///   - lines: where answers come from.
  ///   - errors: where questions go.
  init(lines: LineReader, errors: CommandContext.Stream) {
    self.lines = lines
    self.errors = errors
  }

  /// Asks; an empty answer leaves the field out.
  /// - Parameter interest: whether to ask for the interest too.
  /// - Returns: the object of the answers, as JSON.
  /// - Throws: `StreamFailure` where the terminal is gone.
  func ask(interest: Bool) throws -> [UInt8] {
    var person = Record(fields: [])
    for (key, question) in Self.identifiers { try ask(question, key, into: &person) }
    var national = Record(fields: [])
    try ask("System of the national number (for example nhs)", "system", into: &national)
    if !national.fields.isEmpty { try ask("National number", "value", into: &national) }
    if !national.fields.isEmpty { person.append("national", .record(national)) }
    var object: Record = ["identifiers": .record(person)]
    if interest {
      var stated = Record(fields: [])
      try ask("Who told of the interest (for example clinician, donor)", "source", into: &stated)
      try ask("Day of the interest (YYYY-MM-DD)", "expressed_on", into: &stated)
      object.append("interest", .record(stated))
    }
    return JSONText.compact(.record(object))
  }

  private func ask(_ question: String, _ key: String, into record: inout Record) throws {
    try errors.write(Array("\(question): ".utf8))
    let answer = try lines.next()
    if !answer.isEmpty { record.append(key, .text(answer)) }
  }
}

/// Cuts a byte source into lines.
final class LineReader {
  private let read: (Int) throws -> [UInt8]
  private var held: [UInt8] = []

  /// Reads from a source.
  /// - Parameter read: reads at most so many bytes; none at the end.
  init(read: @escaping (Int) throws -> [UInt8]) { self.read = read }

  /// The next line without its end and without surrounding blanks; empty at the end of the source.
  /// - Returns: the line.
  /// - Throws: what the source throws.
  func next() throws -> String {
    while true {
      if let end = held.firstIndex(of: 0x0A) {
        let line = held[..<end]
        held.removeFirst(end + 1)
        return Self.trimmed(line)
      }
      let part = try read(4096)
      if part.isEmpty {
        defer { held = [] }
        return Self.trimmed(held[...])
      }
      held += part
    }
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> String {
    var line = line
    while let last = line.last, last <= 0x20 { line.removeLast() }
    while let first = line.first, first <= 0x20 { line.removeFirst() }
    return String(decoding: line, as: UTF8.self)
  }
}
