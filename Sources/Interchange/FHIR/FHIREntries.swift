internal import Domain

/// Takes a file apart into resources: one resource, a Bundle, or NDJSON of either.
struct FHIREntries {
  /// A resource with its place, or what is wrong with the place.
  struct Entry {
    let line: Int
    let rawRow: [UInt8]
    let resource: Result<JSONValue, FieldProblem>
  }

  /// Bundles whose entries state what holds now.
  static let bundleTypes = ["collection", "transaction", "batch", "searchset", "document"]
  /// Resources that come along with consents and state none.
  static let companions: Set<String> = [
    "Patient", "Organization", "Practitioner", "PractitionerRole", "RelatedPerson", "Provenance",
    "DocumentReference", "Questionnaire", "QuestionnaireResponse", "ResearchStudy", "Composition",
    "Location", "Group", "OperationOutcome",
  ]

  private var lines: LineReader?
  private var waiting: ArraySlice<Entry> = []

  /// Looks at the first line, which tells NDJSON from a document.
  init(source: @escaping ByteSource) throws {
    switch try FHIRDocumentStart(source) {
    case .lines(let reader): lines = reader
    case .document(let value, let bytes):
      waiting = try Self.entries(of: value, line: 1, rawRow: bytes)[...]
    }
  }

  /// The next resource that may be a Consent; nil after the last.
  mutating func next() throws -> Entry? {
    while true {
      while let entry = waiting.popFirst() {
        if case .success(let resource) = entry.resource,
          let type = resource["resourceType"]?.text, Self.companions.contains(type)
        {
          continue
        }
        return entry
      }
      guard let line = try lines?.next() else { return nil }
      guard !line.trimmed.isEmpty, let number = lines?.line else { continue }
      let rawRow = Array(line)
      do {
        let value = try JSONValue(parsing: line)
        waiting = try Self.entries(of: value, line: number, rawRow: rawRow)[...]
      } catch let error as JSONError {
        return Entry(
          line: number, rawRow: rawRow,
          resource: .failure(
            FieldProblem(
              field: "column \(error.column)", problem: "no JSON", fix: error.sentence)))
      } catch let error as FHIRDocumentError where number > 1 {
        return Entry(
          line: number, rawRow: rawRow,
          resource: .failure(
            FieldProblem(
              field: "resourceType", problem: "no Consent", fix: error.description)))
      }
    }
  }

  private static func entries(
    of value: JSONValue, line: Int, rawRow: [UInt8]
  ) throws(FHIRDocumentError) -> [Entry] {
    guard let type = value["resourceType"]?.text else { throw .noResource }
    if type == "Bundle" { return try entries(ofBundle: value) }
    guard type == "Consent" || companions.contains(type) else { throw .otherResource(type) }
    return [Entry(line: line, rawRow: rawRow, resource: .success(value))]
  }

  private static func entries(ofBundle bundle: JSONValue) throws(FHIRDocumentError) -> [Entry] {
    let type = bundle["type"]?.text ?? ""
    guard bundleTypes.contains(type) else { throw .bundleType(type) }
    guard let entries = bundle["entry"] else { return [] }
    return (entries.elements ?? [entries]).enumerated().map { place, entry in
      var writer = JSONWriter()
      writer.value(entry["resource"] ?? entry)
      return Entry(
        line: place + 1, rawRow: writer.bytes, resource: resource(of: entry, place: place))
    }
  }

  private static func resource(of entry: JSONValue, place: Int) -> Result<JSONValue, FieldProblem> {
    let path = "Bundle.entry[\(place)]"
    if let method = entry["request"]?["method"]?.text, method != "PUT", method != "POST" {
      return .failure(
        FieldProblem(
          field: path + ".request.method",
          problem: "'\(FieldProblem.excerpt(method))' does not bring a statement",
          fix: "to take a consent back, send it with status entered-in-error or as a withdrawal"))
    }
    guard let resource = entry["resource"], resource.members != nil else {
      return .failure(
        FieldProblem(
          field: path + ".resource", problem: "missing", fix: "write the Consent into the entry"))
    }
    return .success(resource)
  }
}
