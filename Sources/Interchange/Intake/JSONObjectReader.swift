internal import Domain

/// Takes the members of one JSON object apart and notes what it does not know.
///
/// `null` means the same as leaving a member out.
struct JSONObjectReader {
  private var members: [JSONMember] = []
  private let path: String

  /// Notes every name that is not known, with the nearest that is.
  init(_ value: JSONValue, path: String, known: [String], collector: inout FieldCollector) {
    self.path = path
    guard let list = value.members else {
      collector.problems.append(
        FieldProblem(
          field: path.isEmpty ? "document" : path, problem: "\(value.kind) instead of an object",
          fix: "write an object in braces"))
      return
    }
    for member in list {
      guard known.contains(member.key) else {
        collector.problems.append(
          FieldProblem(
            field: name(FieldProblem.excerpt(member.key)), problem: "unknown name",
            fix: NearestName.suggestion(for: member.key, among: known)))
        continue
      }
      if member.value != .null { members.append(member) }
    }
  }

  /// The path of a member.
  func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// Whether a member is there and not `null`.
  func has(_ key: String) -> Bool { value(key) != nil }

  /// Any value.
  func value(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }

  /// A text without blanks around it; an empty one counts as left out.
  func text(_ key: String, _ collector: inout FieldCollector) -> String? {
    guard let value = self.value(key) else { return nil }
    guard let text = value.text else {
      collector.problems.append(
        FieldProblem(
          field: name(key), problem: "\(value.kind) instead of a text", fix: "write it in quotes"))
      return nil
    }
    let trimmed = Array(text.utf8)[...].trimmed
    return trimmed.isEmpty ? nil : String(decoding: trimmed, as: UTF8.self)
  }

  /// A text or a number, as the text that stands there.
  func textOrNumber(_ key: String, _ collector: inout FieldCollector) -> String? {
    if case .number(let digits) = value(key) { digits } else { text(key, &collector) }
  }

  /// A truth value.
  func truth(_ key: String, _ collector: inout FieldCollector) -> Bool? {
    guard let value = self.value(key) else { return nil }
    if let truth = value.truth { return truth }
    collector.problems.append(
      FieldProblem(
        field: name(key), problem: "\(value.kind) instead of a truth value",
        fix: "write true or false, without quotes"))
    return nil
  }

  /// The elements of a list, each with its path.
  func elements(
    _ key: String, _ collector: inout FieldCollector
  ) -> [(value: JSONValue, path: String)] {
    guard let value = self.value(key) else { return [] }
    guard let elements = value.elements else {
      collector.problems.append(
        FieldProblem(
          field: name(key), problem: "\(value.kind) instead of a list",
          fix: "write a list in square brackets"))
      return []
    }
    return elements.enumerated().map { ($0.element, "\(name(key))[\($0.offset)]") }
  }
}
