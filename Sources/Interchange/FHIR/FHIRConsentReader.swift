internal import Domain

/// Reads consent events from FHIR: `Consent` of R4 (4.0.1) or R5 (5.0.0), alone, in a Bundle or as
/// NDJSON.
///
/// It understands what it writes, and the profile of the German broad consent (root `deny`, nested
/// `permit` by policy code). Whatever could narrow or widen a permission and is not understood
/// keeps the whole Consent out: nothing is skipped, and nothing is permitted by default.
public struct FHIRConsentReader {
  private var entries: FHIREntries

  /// Looks at the beginning of a file.
  /// - Parameter source: where the bytes come from.
  /// - Throws: ``JSONError``, ``FHIRDocumentError``, or what the source throws.
  public init(source: @escaping ByteSource) throws {
    entries = try FHIREntries(source: source)
  }

  /// The resource in one quoted column.
  public var rejectsLayout: RejectsLayout { .quoted }

  /// Reads the next Consent; resources that only come along with consents are passed over.
  /// - Returns: the row; nil after the last.
  /// - Throws: ``JSONError``, ``FHIRDocumentError``, ``LineReadError``, or what the source throws.
  public mutating func next() throws -> FHIRConsentRow? {
    guard let entry = try entries.next() else { return nil }
    switch entry.resource {
    case .failure(let problem):
      return .rejected([problem], line: entry.line, rawRow: entry.rawRow)
    case .success(let resource):
      return Self.row(of: resource, line: entry.line, rawRow: entry.rawRow)
    }
  }

  private static func row(of resource: JSONValue, line: Int, rawRow: [UInt8]) -> FHIRConsentRow {
    if resource["resourceType"]?.text != "Consent" {
      let type = resource["resourceType"]?.text ?? "nothing"
      let problem = FieldProblem(
        field: "resourceType", problem: "'\(FieldProblem.excerpt(type))' where a Consent belongs",
        fix: "leave it out")
      return .rejected([problem], line: line, rawRow: rawRow)
    }
    var modifiers: [FieldProblem] = []
    FHIRElements.findModifiers(in: resource, path: "Consent", &modifiers)
    guard modifiers.isEmpty else { return .rejected(modifiers, line: line, rawRow: rawRow) }
    var parser = FHIRConsentParser(resource)
    let content = parser.content()
    guard let content, parser.collector.problems.isEmpty else {
      return .rejected(parser.collector.problems, line: line, rawRow: rawRow)
    }
    return content.row(line: line, rawRow: rawRow, notices: parser.collector.warnings)
  }
}

extension FHIRConsentRow {
  fileprivate static func rejected(
    _ problems: [FieldProblem], line: Int, rawRow: [UInt8]
  ) -> FHIRConsentRow {
    FHIRConsentRow(
      row: ConsentImportRow(
        line: line, rawRow: rawRow, problems: problems, donor: "", event: "", form: nil,
        scopes: nil, signedOn: nil, effectiveFrom: nil, signer: nil, reason: nil, evidence: nil),
      days: [], isWhole: true, isInactive: false, isEnteredInError: false, answered: [],
      notices: [])
  }
}
