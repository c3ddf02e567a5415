/// An element by its name as libexpat writes it: namespace, a bar, the local name.
enum NaaccrElement: Equatable {
  case file, patient, tumor, item
  /// Another name in the NAACCR namespace.
  case other(String)
  /// A name in another namespace, or in none.
  case foreign(String, isQualified: Bool)

  private static let namespace = Array("http://naaccr.org/naaccrxml|".utf8)
  private static let known: [(name: [UInt8], element: NaaccrElement)] = [
    (Array("Item".utf8), .item), (Array("Tumor".utf8), .tumor),
    (Array("Patient".utf8), .patient), (Array("NaaccrData".utf8), .file),
  ]

  /// Recognises a name.
  init(_ name: Span<UInt8>) {
    let prefix = Self.namespace.count
    guard name.count >= prefix, Self.ends(name, at: prefix, with: Self.namespace) else {
      let text = Self.text(name, from: 0)
      let local = text.split(separator: "|").last.map(String.init) ?? text
      self = .foreign(local, isQualified: local != text)
      return
    }
    for (local, element) in Self.known
    where name.count == prefix + local.count && Self.ends(name, at: name.count, with: local) {
      self = element
      return
    }
    self = .other(Self.text(name, from: prefix))
  }

  /// Whether the bytes before an end are the wanted ones.
  private static func ends(_ name: Span<UInt8>, at end: Int, with wanted: [UInt8]) -> Bool {
    let start = end - wanted.count
    for index in wanted.indices where name[start + index] != wanted[index] { return false }
    return true
  }

  private static func text(_ name: Span<UInt8>, from start: Int) -> String {
    var bytes: [UInt8] = []
    for index in start..<name.count { bytes.append(name[index]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
