internal import Domain

/// A YAML mapping that is read strictly: every key must be known, every value of its type.
struct YAMLDocument {
  /// The file, as it was named.
  let file: String
  /// The path of this mapping within the document; empty for the document itself.
  let path: String

  private let node: YAMLNode
  private let fields: [(key: YAMLNode, value: YAMLNode)]

  /// Reads a document.
  init(yaml: [UInt8], file: String) throws(DocumentProblem) {
    try self.init(try YAMLNode(yaml: yaml, file: file), file: file, path: "")
  }

  /// Takes up a document that was read before.
  init(outline: DocumentOutline, file: String) throws(DocumentProblem) {
    try self.init(try outline.node(file: file), file: file, path: "")
  }

  private init(_ node: YAMLNode, file: String, path: String) throws(DocumentProblem) {
    guard case .fields(let fields) = node.content else {
      throw DocumentProblem(
        file: file, line: node.line, column: node.column, field: path,
        problem: "expected fields with values", fix: "write lines of the form name: value")
    }
    self.node = node
    self.fields = fields
    self.file = file
    self.path = path
  }

  /// Refuses every key that is not known.
  func allow(_ known: [String]) throws(DocumentProblem) {
    for (key, _) in fields {
      guard let name = key.text, known.contains(name) else {
        let name = key.text ?? ""
        throw problem(
          at: key, field: path, "unknown key '\(FieldProblem.excerpt(name))'",
          fix: NearestName.suggestion(for: name, among: known))
      }
    }
  }

  /// The value of a key; nil where it is absent or empty.
  func value(_ key: String) -> YAMLValue? {
    guard let node = self[key] else { return nil }
    if case .text(let text, isPlain: true) = node.content, ["", "~", "null"].contains(text) {
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
    let place = self[key] ?? node
    return self.problem(
      at: place, field: path.isEmpty ? key : "\(path).\(key)", problem, fix: fix)
  }

  private func problem(
    at place: YAMLNode, field: String, _ problem: String, fix: String
  ) -> DocumentProblem {
    DocumentProblem(
      file: file, line: place.line, column: place.column, field: field,
      problem: problem, fix: fix)
  }

  /// A mapping below this one.
  static func child(of value: YAMLValue) throws(DocumentProblem) -> YAMLDocument {
    try YAMLDocument(value.node, file: value.file, path: value.field)
  }

  private subscript(key: String) -> YAMLNode? { fields.first { $0.key.text == key }?.value }
}
