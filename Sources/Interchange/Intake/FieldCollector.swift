internal import Domain

/// Reads fields one after the other and keeps every problem instead of stopping at the first.
struct FieldCollector {
  var problems: [FieldProblem] = []
  var warnings: [FieldProblem] = []

  /// The value, or nil with its problem noted.
  mutating func collect<Value>(_ body: () throws(FieldProblem) -> Value) -> Value? {
    do {
      return try body()
    } catch {
      problems.append(error)
      return nil
    }
  }

  /// A day, `YYYY-MM-DD`.
  mutating func day(_ text: String?, field: String) -> CivilDay? {
    guard let text else { return nil }
    if let day = CivilDay(iso: text) { return day }
    problems.append(
      FieldProblem(
        field: field, problem: "'\(FieldProblem.excerpt(text))' is no day of the calendar",
        fix: "write it as YYYY-MM-DD, from 1850 on"))
    return nil
  }

  /// An edition of the AJCC manual, 5 to 9.
  mutating func edition(_ text: String?, field: String) -> UInt8? {
    guard let text else { return nil }
    if let edition = UInt8(text), (5...9).contains(edition) { return edition }
    problems.append(
      FieldProblem(
        field: field,
        problem: "'\(FieldProblem.excerpt(text))' is no edition of the AJCC manual",
        fix: "write 5, 6, 7, 8 or 9"))
    return nil
  }

  /// A truth value, `true` or `false`, also `yes`, `no`, `1`, `0`.
  mutating func flag(_ text: String?, field: String) -> Bool? {
    guard let text else { return nil }
    switch text.lowercased() {
    case "true", "yes", "1": return true
    case "false", "no", "0": return false
    default:
      problems.append(
        FieldProblem(
          field: field, problem: "'\(FieldProblem.excerpt(text))' is neither true nor false",
          fix: "write true or false"))
      return nil
    }
  }

  /// A text that identifies a person or a place: printable, not endless, and never quoted.
  mutating func identifier(_ text: String?, field: String) -> String? {
    guard let text, !text.isEmpty else { return nil }
    if text.utf8.count > 200 {
      problems.append(
        FieldProblem(
          field: field, problem: "is longer than 200 bytes",
          fix: "write the field alone, without remarks, and look for a missing separator"))
      return nil
    }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
    {
      problems.append(
        FieldProblem(
          field: field, problem: "contains a control or direction character",
          fix: "type the value again instead of pasting it"))
      return nil
    }
    return text
  }

  /// Whether a text holds C0 or C1 controls or DEL; in UTF-8 a C1 control is 0xC2 and 0x80 to 0x9F.
  private static func holdsControls(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte < 0x20 || byte == 0x7F || (previous == 0xC2 && byte < 0xA0) { return true }
      previous = byte
    }
    return false
  }

  /// Administrative sex by its name; what was written is not quoted.
  mutating func sex(_ text: String?, field: String) -> String? {
    guard let text else { return nil }
    if let sex = Sex(name: text) { return sex.name }
    problems.append(
      FieldProblem(
        field: field, problem: "no administrative sex",
        fix: "use one of: \(Sex.names.joined(separator: ", "))"))
    return nil
  }

  /// Notes that a tumour has a site and no morphology, or the other way round, or neither.
  mutating func incompleteTumour(missing key: String, field: (String) -> String) {
    problems.append(
      FieldProblem(
        field: field(key), problem: "a tumour without its \(key)",
        fix: "give site and morphology of ICD-O-3, as C50.4 and 8500/3"))
  }
}
