internal import Domain
internal import Yams

/// A part of a YAML document as it was written, with its place where that is known.
///
/// Scalars are taken as they are written; no resolver turns `no` into a truth value or `0123` into
/// another number behind the reader's back.
struct YAMLNode {
  enum Content {
    /// A text, and whether it stands without quotes and without the marks of a block.
    case text(String, isPlain: Bool)
    case list([YAMLNode])
    case fields([(key: YAMLNode, value: YAMLNode)])
  }

  var content: Content
  var line: Int?
  var column: Int?

  /// The text, where it is one.
  var text: String? {
    if case .text(let text, _) = content { text } else { nil }
  }
}

extension YAMLNode {
  /// The longest document, in bytes.
  private static let longest = 1 << 20

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
    self.init(root)
  }

  private init(_ node: Node) {
    (line, column) = (node.mark?.line, node.mark?.column)
    switch node {
    case .scalar(let scalar): content = .text(scalar.string, isPlain: scalar.style == .plain)
    case .sequence(let sequence): content = .list(sequence.map(YAMLNode.init))
    case .mapping(let mapping):
      content = .fields(mapping.map { (YAMLNode($0.key), YAMLNode($0.value)) })
    case .alias: content = .list([])
    }
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
