internal import Domain
internal import Yams

/// A YAML mapping that is read strictly: every key must be known, every value of its type.
///
/// Scalars are taken as they are written; no resolver turns `no` into a truth value or `0123` into
/// another number behind the reader's back.
struct YAMLDocument {
  /// The longest document, in bytes.
  static let longest = 1 << 20

  /// The file, as it was named.
  let file: String
  /// The path of this mapping within the document; empty for the document itself.
  let path: String

  private let node: Node
  private let mapping: Node.Mapping

  /// Reads a document.
  init(yaml: [UInt8], file: String) throws(DocumentProblem) {
    guard yaml.count <= Self.longest else {
      throw DocumentProblem(
        file: file, problem: "the document is longer than \(Self.longest) bytes", fix: "shorten it")
    }
    guard let text = String(validating: yaml, as: UTF8.self) else {
      throw DocumentProblem(
        file: file, problem: "the document is not UTF-8", fix: "save it as UTF-8")
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text, .basic)
    } catch {
      throw Self.problem(error, file: file)
    }
    guard let root else {
      throw DocumentProblem(
        file: file, problem: "the document is empty", fix: "start with id, version and title")
    }
    try self.init(root, file: file, path: "")
  }

  private init(_ node: Node, file: String, path: String) throws(DocumentProblem) {
    guard case .mapping(let mapping) = node else {
      throw DocumentProblem(
        file: file, line: node.mark?.line, column: node.mark?.column, field: path,
        problem: "expected fields with values", fix: "write lines of the form name: value")
    }
    self.node = node
    self.mapping = mapping
    self.file = file
    self.path = path
  }

  /// Refuses every key that is not known.
  func allow(_ known: [String]) throws(DocumentProblem) {
    for (key, _) in mapping {
      guard case .scalar(let name) = key, known.contains(name.string) else {
        let name = key.scalar?.string ?? ""
        throw problem(
          at: key, field: path, "unknown key '\(FieldProblem.excerpt(name))'",
          fix: NearestName.suggestion(for: name, among: known))
      }
    }
  }

  /// The value of a key; nil where it is absent or empty.
  func value(_ key: String) -> YAMLValue? {
    guard let node = mapping[key] else { return nil }
    if case .scalar(let scalar) = node, scalar.style == .plain,
      ["", "~", "null"].contains(scalar.string)
    {
      return nil
    }
    return YAMLValue(node: node, file: file, field: path.isEmpty ? key : "\(path).\(key)")
  }

  /// The value of a key that must be there.
  func required(_ key: String) throws(DocumentProblem) -> YAMLValue {
    if let value = value(key) { return value }
    throw problem(at: node, field: path, "'\(key)' is missing", fix: "add \(key): …")
  }

  /// A problem of the key's value, or of the whole mapping where the key is absent.
  func problem(_ key: String, _ problem: String, fix: String) -> DocumentProblem {
    let place = mapping[key] ?? node
    return self.problem(
      at: place, field: path.isEmpty ? key : "\(path).\(key)", problem, fix: fix)
  }

  private func problem(
    at place: Node, field: String, _ problem: String, fix: String
  ) -> DocumentProblem {
    DocumentProblem(
      file: file, line: place.mark?.line, column: place.mark?.column, field: field,
      problem: problem, fix: fix)
  }

  /// A mapping below this one.
  static func child(of value: YAMLValue) throws(DocumentProblem) -> YAMLDocument {
    try YAMLDocument(value.node, file: value.file, path: value.field)
  }

  private static func problem(_ error: any Error, file: String) -> DocumentProblem {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      DocumentProblem(
        file: file, line: mark.line, column: mark.column, problem: "this is no YAML: \(problem)",
        fix: "mind the indentation and quote texts that hold a colon")
    case .duplicatedKeysInMapping(let duplicates, let context):
      DocumentProblem(
        file: file, line: context.mark.line, column: context.mark.column,
        problem: "the same key stands twice: "
          + duplicates.sorted().map(FieldProblem.excerpt).joined(separator: ", "),
        fix: "keep one of them")
    default:
      DocumentProblem(
        file: file, problem: "this is no YAML", fix: "save it as plain UTF-8 text without controls")
    }
  }
}
