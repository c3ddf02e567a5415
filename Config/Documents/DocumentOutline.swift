internal import Domain

/// A YAML document as texts, lists and fields in few bytes: what is kept beside a published document,
/// so that not every command that needs it reads YAML again, which takes a millisecond.
///
/// An outline says nothing of comments and places; the document itself is what was published.
public struct DocumentOutline: Hashable, Sendable {
  private static let version: UInt8 = 1
  /// Documents of people are a few levels deep.
  private static let deepest = 64

  /// The bytes that are kept.
  public let bytes: [UInt8]

  /// Takes up bytes that were kept.
  /// - Parameter bytes: the bytes.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// The outline of a document.
  /// - Parameters:
  ///   - yaml: the document.
  ///   - file: its name, for messages.
  /// - Throws: ``DocumentProblem`` where it is no YAML.
  public init(yaml: [UInt8], file: String) throws(DocumentProblem) {
    var writer = CanonicalWriter(capacity: yaml.count)
    writer.write(Self.version)
    Self.write(try YAMLNode(yaml: yaml, file: file), to: &writer)
    bytes = writer.bytes
  }

  /// The document, without places.
  func node(file: String) throws(DocumentProblem) -> YAMLNode {
    do {
      var reader = CanonicalReader(bytes)
      guard try reader.read(UInt8.self) == Self.version else {
        throw reader.invalid("outline version")
      }
      let node = try Self.node(from: &reader, depth: 0)
      try reader.finish()
      return node
    } catch {
      throw DocumentProblem(
        file: file, problem: "what is kept of the document cannot be read: \(error)",
        fix: "compare the tables with the ledger: tissuectl doctor")
    }
  }

  private enum Kind: UInt8 {
    case plain, quoted, list, fields
  }

  private static func write(_ node: YAMLNode, to writer: inout CanonicalWriter) {
    switch node.content {
    case .text(let text, let isPlain):
      writer.write((isPlain ? Kind.plain : .quoted).rawValue)
      writer.write(text)
    case .list(let elements):
      writer.write(Kind.list.rawValue)
      writer.writeList(elements) { write($1, to: &$0) }
    case .fields(let fields):
      writer.write(Kind.fields.rawValue)
      writer.writeList(fields) { writer, field in
        write(field.key, to: &writer)
        write(field.value, to: &writer)
      }
    }
  }

  private static func node(
    from reader: inout CanonicalReader, depth: Int
  ) throws(CanonicalReadError) -> YAMLNode {
    guard depth < deepest else { throw reader.invalid("depth") }
    guard let kind = Kind(rawValue: try reader.read()) else { throw reader.invalid("kind") }
    switch kind {
    case .plain, .quoted:
      return YAMLNode(content: .text(try reader.readString(), isPlain: kind == .plain))
    case .list:
      var elements: [YAMLNode] = []
      for _ in 0..<(try reader.read(UInt32.self)) {
        elements.append(try node(from: &reader, depth: depth + 1))
      }
      return YAMLNode(content: .list(elements))
    case .fields:
      var fields: [(key: YAMLNode, value: YAMLNode)] = []
      for _ in 0..<(try reader.read(UInt32.self)) {
        let key = try node(from: &reader, depth: depth + 1)
        fields.append((key, try node(from: &reader, depth: depth + 1)))
      }
      return YAMLNode(content: .fields(fields))
    }
  }
}
