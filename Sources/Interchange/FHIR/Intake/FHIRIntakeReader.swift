internal import Domain

/// Reads registrations from FHIR R4: Patient with Condition, Observation and Specimen, and
/// with the ServiceRequests and Procedures that are planned or given up.
///
/// Codes are those of mCODE, and one patient is one row. A document is one resource, a Bundle, or
/// NDJSON: each Bundle stands for itself, and single resources of all lines together. Several documents are read one after the other. What the
/// registry does not record (therapies, other tests, other diseases) is passed over; what it records
/// and does not understand keeps the patient out.
public struct FHIRIntakeReader: DonorIntakeReader {
  private var documents: ArraySlice<ByteSource>
  private let isOne: Bool
  private let options: IntakeOptions
  private var number = 0
  private var lines: LineReader?
  private var loose = FHIRScope()
  private var waiting: ArraySlice<IntakeRow> = []

  /// Reads documents.
  /// - Parameters:
  ///   - sources: where the bytes of each document come from.
  ///   - options: what the caller knows.
  public init(sources: [ByteSource], options: IntakeOptions = IntakeOptions()) {
    documents = sources[...]
    isOne = sources.count == 1
    self.options = options
  }

  /// The elements of a patient.
  public var names: IntakeNames {
    IntakeNames([
      "identifiers.facility": "Patient.managingOrganization",
      "identifiers.mrn": "Patient.identifier", "identifiers.national.system": "Patient.identifier",
      "identifiers.national.value": "Patient.identifier",
      "identifiers.family": "Patient.name.family", "identifiers.given": "Patient.name.given",
      "identifiers.birth_date": "Patient.birthDate", "identifiers.phone": "Patient.telecom",
      "identifiers.postcode": "Patient.address.postalCode",
    ])
  }

  /// The Bundle or the patient's line in one quoted column.
  public var rejectsLayout: RejectsLayout { .quoted }

  /// Reads the next patient.
  /// - Returns: the row; nil after the last.
  /// - Throws: ``JSONError``, ``FHIRDocumentError``, ``LineReadError``, or what a source throws.
  public mutating func next() throws -> IntakeRow? {
    while true {
      if let row = waiting.popFirst() { return row }
      if let line = try lines?.next() {
        read(Array(line.trimmed), line: lines?.line ?? 0)
      } else if lines != nil {
        lines = nil
        waiting = FHIRDonor.rows(of: loose, rawRow: [], options: options) { $0.number }[...]
        loose = FHIRScope()
      } else if let source = documents.popFirst() {
        number += 1
        try open(source)
      } else {
        return nil
      }
    }
  }

  /// Looks at the first line, which tells NDJSON from a document.
  private mutating func open(_ source: @escaping ByteSource) throws {
    let (value, start): (JSONValue, [UInt8])
    switch try FHIRDocumentStart(source) {
    case .lines(let reader):
      lines = reader
      return
    case .document(let document, let bytes): (value, start) = (document, bytes)
    }
    guard let type = value["resourceType"]?.text else { throw FHIRDocumentError.noResource }
    if type == "Bundle" {
      try take(bundle: value, rawRow: start, line: nil)
    } else {
      var scope = FHIRScope()
      scope.add(value, path: type, number: 1)
      waiting = rows(of: scope, rawRow: start, line: nil)[...]
    }
  }

  private mutating func read(_ line: [UInt8], line number: Int) {
    guard !line.isEmpty else { return }
    let value: JSONValue
    do { value = try JSONValue(parsing: line[...]) } catch {
      waiting.append(
        rejected(
          FieldProblem(field: "column \(error.column)", problem: "no JSON", fix: error.sentence),
          line: number, rawRow: line))
      return
    }
    guard let type = value["resourceType"]?.text else {
      waiting.append(
        rejected(
          FieldProblem(
            field: "resourceType", problem: "missing", fix: "write one FHIR resource a line"),
          line: number, rawRow: line))
      return
    }
    if type == "Bundle" {
      do { try take(bundle: value, rawRow: line, line: number) } catch {
        waiting.append(
          rejected(
            FieldProblem(field: "Bundle.type", problem: "\(error)", fix: "send what holds now"),
            line: number, rawRow: line))
      }
    } else {
      loose.add(value, path: "line \(number).\(type)", number: number)
    }
  }

  private mutating func take(
    bundle: JSONValue, rawRow: [UInt8], line: Int?
  ) throws(FHIRDocumentError) {
    let type = bundle["type"]?.text ?? ""
    guard FHIREntries.bundleTypes.contains(type) else { throw .bundleType(type) }
    waiting += rows(of: FHIRScope(bundle: bundle), rawRow: rawRow, line: line)
  }

  /// Where there is one document the line is the entry's place, else the document's.
  private func rows(of scope: FHIRScope, rawRow: [UInt8], line: Int?) -> [IntakeRow] {
    let (isOne, number) = (isOne, number)
    return FHIRDonor.rows(of: scope, rawRow: rawRow, options: options) {
      line ?? (isOne ? $0.number : number)
    }
  }

  private func rejected(_ problem: FieldProblem, line: Int, rawRow: [UInt8]) -> IntakeRow {
    IntakeRow(
      line: line, result: .failure(RejectedIntake(problems: [problem])), warnings: [],
      rawRow: rawRow)
  }
}
