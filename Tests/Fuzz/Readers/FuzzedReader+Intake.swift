import Domain
import Interchange
import Registry

extension FuzzedReader {
  /// Reads rows whole, and in pieces of three bytes: both have to say the same.
  func attemptIntake(_ bytes: [UInt8]) throws {
    let (whole, pieces) = (try? rows(bytes, inPiecesOf: nil), try? rows(bytes, inPiecesOf: 3))
    precondition(whole == pieces, "read in pieces, the bytes say something else")
  }

  /// What is read of the rows, in words.
  private func rows(_ bytes: [UInt8], inPiecesOf size: Int?) throws -> [String] {
    let source = ByteSources.memory(bytes, inPiecesOf: size)
    let options = IntakeOptions(
      interest: Interest(source: .hospital, expressedOn: Self.today), today: Self.today)
    switch self {
    case .csv: return try all(DelimitedIntakeReader(source: source, options: options))
    case .json: return try all(JSONIntakeReader(source: source, options: options))
    case .ndjson: return try all(NDJSONIntakeReader(source: source, options: options))
    case .fhirIntake: return try all(FHIRIntakeReader(sources: [source], options: options))
    case .naaccr:
      return try all(
        NaaccrIntakeReader(
          source: source, catalogue: Self.naaccrItems, expressedOn: Self.today, options: options))
    case .mapping:
      let mapping = try ColumnMapping(source: source)
      let table = Array("PATIENT_ID,SEX,AGE\nP1,Female,50\nP2,,x\n".utf8)
      return try all(
        MappedIntakeReader(
          source: ByteSources.memory(table), joined: ByteSources.memory(table), mapping: mapping,
          options: options))
    case .consentRows:
      var reader = try ConsentImportReader(source: source)
      var found: [String] = []
      while let row = try reader.next() { found.append("\(row)") }
      return found
    case .fhirConsent:
      var reader = try FHIRConsentReader(source: source)
      var found: [String] = []
      while let row = try reader.next() { found.append("\(row)") }
      return found
    default: return []
    }
  }

  private static let naaccrItems = ForeignBytes.naaccrItems

  private func all(_ reader: some DonorIntakeReader) throws -> [String] {
    var reader = reader
    var found: [String] = []
    while let row = try reader.next() {
      switch row.result {
      case .success(let intake): found.append("\(row.line) \(intake)")
      case .failure(let rejected): found.append("\(row.line) \(rejected)")
      }
    }
    return found
  }
}
