internal import Registry

/// The two renderings of a failure.
enum ErrorWords {
  /// The lines that people read: `error:`, `why:` and `fix:`.
  /// - Parameters:
  ///   - error: the failure.
  ///   - style: width and colour.
  /// - Returns: the lines.
  static func lines(_ error: RegistryError, style: TerminalStyle) -> [String] {
    var message = error.message
    var places = error.location
    // What is wrong with a field is said of it: the sentence begins with its subject.
    if let field = places.firstIndex(where: { $0.name == "field" }) {
      message = "\(places.remove(at: field).value): \(message)"
    }
    if !places.isEmpty {
      message += " (" + places.map { "\($0.name) \($0.value)" }.joined(separator: ", ") + ")"
    }
    var lines = paragraph("error", message, style: style, isAlarm: true)
    if let why = error.why { lines += paragraph("why", why, style: style) }
    if let fix = error.fix { lines += paragraph("fix", fix, style: style) }
    return lines
  }

  private static func paragraph(
    _ label: String, _ text: String, style: TerminalStyle, isAlarm: Bool = false
  ) -> [String] {
    let margin = label.count + 2
    let wrapped = TextWrap.lines(Printable.text(text), width: style.width - margin)
    return wrapped.enumerated().map { index, line in
      if index > 0 { return String(repeating: " ", count: margin) + line }
      return (isAlarm ? style.alarm(label) : label) + ": " + line
    }
  }

  /// The failure as one line of JSON.
  /// - Parameter error: the failure.
  /// - Returns: `{"error":{…}}` without a line feed.
  static func json(_ error: RegistryError) -> [UInt8] {
    let places = error.location.map { place in
      let line = place.name == "line" ? Int(place.value) : nil
      return Record.Field(
        name: place.name, value: line.map { .integer($0) } ?? .text(place.value))
    }
    return JSONText.compact(
      .record([
        "error": .record([
          "code": .text(error.code.rawValue), "exit": .integer(Int(error.code.exitStatus)),
          "message": .text(error.message), "where": .record(Record(fields: places)),
          "why": .text(error.why), "fix": .text(error.fix),
        ])
      ]))
  }
}
