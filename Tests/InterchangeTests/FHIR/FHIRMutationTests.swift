import TestSupport
import Domain
import Interchange
import Testing

/// Random changes of sound documents: nothing crashes, and nothing is permitted that was not.
struct FHIRMutationTests {
  private static let seed: UInt64 = 65_537

  private static func documents(_ generator: inout SeededGenerator) throws -> [JSONValue] {
    var documents = [
      try JSONValue(parsing: Array(FHIRSamples.german([6, 7, 8, 9, 19, 20, 22, 29]).utf8)[...])
    ]
    for version in [FHIRConsentWriter.Version.r4, .r5] {
      for _ in 0..<6 {
        let statement = try FHIRSamples.statement(using: &generator)
        documents.append(try JSONValue(parsing: written([statement], version, .lines)[...]))
      }
    }
    return documents
  }

  private static func read(_ document: JSONValue) throws -> FHIRConsentRow {
    var writer = JSONWriter()
    writer.value(document)
    return try #require(try consents(writer.bytes).first)
  }

  /// Every scope that a row permits, by its answers or on some day.
  private static func permitted(_ row: FHIRConsentRow) throws -> ScopeSet {
    guard row.row.problems.isEmpty, !row.isEnteredInError,
      ["grant", "renewal"].contains(row.row.event)
    else { return [] }
    return try row.row.scopes.map { try ScopeSet.parse($0, field: "scopes") }?
      .union(row.permitted) ?? row.permitted
  }

  @Test func `no code, status, type, system or document is ever guessed at`() throws {
    var generator = SeededGenerator(seed: Self.seed)
    let keys: Set<String> = ["code", "status", "type", "valueCode", "uri", "url", "decision"]
    var tried = 0
    for document in try Self.documents(&generator) {
      for path in document.paths(where: { keys.contains($0) || $0 == "system" }) {
        // What a reference displays or is typed as, and categories of others, say nothing.
        let text = path.map(\.description).joined()
        if text.contains("identifier") || text.hasSuffix("type") && !text.contains("provision") {
          continue
        }
        if text.contains("category"), document.text(at: path)?.contains("tissue") != true,
          !ConsentEventKind.names.contains(document.text(at: path) ?? "")
        {
          continue
        }
        if text.contains("policyRule") { continue }
        let changed = document.replacing(path, with: .string("urn:tissue-donation-registry:x"))
        let row = try Self.read(changed)
        tried += 1
        let isRejected = !row.row.problems.isEmpty
        // A category of another system is no longer ours: the Consent is then read as a stranger's.
        let isForeign = text.hasSuffix("system") && text.contains("category")
        let before = try Self.permitted(Self.read(document))
        let isNoMore = try isForeign && Self.permitted(row).isSubset(of: before)
        #expect(isRejected || isNoMore, "seed \(Self.seed): \(text)")
      }
    }
    #expect(tried > 200)
  }

  @Test func `taking anything out never permits more`() throws {
    var generator = SeededGenerator(seed: Self.seed)
    var tried = 0
    for document in try Self.documents(&generator) {
      let before = try Self.permitted(Self.read(document))
      for path in document.paths(where: { _ in true }) {
        let changed = document.replacing(path, with: nil)
        guard changed["resourceType"] != nil else { continue }
        let after = try Self.permitted(Self.read(changed))
        tried += 1
        #expect(
          after.isSubset(of: before),
          "seed \(Self.seed): without \(path.map(\.description).joined())")
      }
    }
    #expect(tried > 1000)
  }

  @Test func `another value of any kind never crashes nor permits more`() throws {
    var generator = SeededGenerator(seed: Self.seed)
    let values: [JSONValue] = [
      .null, .bool(true), .number("-7"), .string(""), .array([]), .object([]),
      .array([.array([])]), .object([JSONMember("extension", .array([.null]))]),
    ]
    for document in try Self.documents(&generator) {
      let before = try Self.permitted(Self.read(document))
      for path in document.paths(where: { $0 != "resourceType" }) {
        let changed = document.replacing(path, with: generator.pick(values))
        #expect(
          try Self.permitted(Self.read(changed)).isSubset(of: before),
          "seed \(Self.seed): \(path.map(\.description).joined())")
      }
    }
  }

  @Test func `no bytes crash it`() throws {
    var generator = SeededGenerator(seed: Self.seed)
    for document in try Self.documents(&generator) {
      var writer = JSONWriter()
      writer.value(document)
      for _ in 0..<60 {
        var bytes = writer.bytes
        for _ in 0...generator.below(4) {
          switch generator.below(3) {
          case 0: bytes[generator.below(bytes.count)] = UInt8(generator.below(256))
          case 1: bytes.removeLast(generator.below(bytes.count))
          default: bytes.insert(UInt8(generator.below(128)), at: generator.below(bytes.count))
          }
          if bytes.isEmpty { break }
        }
        _ = try? consents(bytes, piece: 1 + generator.below(500))
      }
    }
  }
}

/// One step into a value.
private enum Step: Hashable, CustomStringConvertible {
  case key(String)
  case index(Int)

  var description: String {
    switch self {
    case .key(let name): ".\(name)"
    case .index(let place): "[\(place)]"
    }
  }
}

extension JSONValue {
  /// The paths of all members with a name that is asked for, and of all elements below.
  fileprivate func paths(where isWanted: (String) -> Bool) -> [[Step]] {
    switch self {
    case .object(let members):
      members.flatMap { member -> [[Step]] in
        let own: [[Step]] = isWanted(member.key) ? [[.key(member.key)]] : []
        return own + member.value.paths(where: isWanted).map { [.key(member.key)] + $0 }
      }
    case .array(let elements):
      elements.enumerated().flatMap { place, element in
        element.paths(where: isWanted).map { [.index(place)] + $0 }
      }
    default: []
    }
  }

  fileprivate func text(at path: [Step]) -> String? {
    var value: JSONValue? = self
    for step in path {
      switch step {
      case .key(let name): value = value?[name]
      case .index(let place): value = value?.elements?[place]
      }
    }
    return value?.text
  }

  fileprivate func replacing(_ path: [Step], with new: JSONValue?) -> JSONValue {
    guard let step = path.first else { return new ?? .null }
    let rest = Array(path.dropFirst())
    switch (self, step) {
    case (.object(let members), .key(let name)):
      return .object(
        members.compactMap { member in
          guard member.key == name else { return member }
          if rest.isEmpty { return new.map { JSONMember(name, $0) } }
          return JSONMember(name, member.value.replacing(rest, with: new))
        })
    case (.array(let elements), .index(let place)):
      return .array(
        elements.enumerated().map { $0 == place ? $1.replacing(rest, with: new) : $1 })
    default: return self
    }
  }
}
