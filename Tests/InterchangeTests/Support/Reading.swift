import Domain
import Interchange

/// Everything that a delimited text holds, for comparison.
struct Sheet: Equatable {
  var header: [String] = []
  var rows: [[String]] = []
  var lines: [Int] = []
  var problems: [RowProblem?] = []
}

func sheet(
  _ bytes: [UInt8], piece: Int? = nil, options: DelimitedOptions = DelimitedOptions()
) throws -> Sheet {
  var reader = try DelimitedReader(
    source: ByteSources.memory(bytes, inPiecesOf: piece), options: options)
  var sheet = Sheet(header: reader.header)
  while try reader.advance() {
    sheet.rows.append(
      (0..<reader.fieldCount).map { String(decoding: reader.bytes($0), as: UTF8.self) })
    sheet.lines.append(reader.line)
    sheet.problems.append(reader.rowProblem)
  }
  return sheet
}

func sheet(_ text: String, options: DelimitedOptions = DelimitedOptions()) throws -> Sheet {
  try sheet(Array(text.utf8), options: options)
}

/// Collects what a writer gives away.
final class Collected {
  var bytes: [UInt8] = []
  var text: String { String(decoding: bytes, as: UTF8.self) }
  func sink(_ more: [UInt8]) { bytes += more }
}

func all(_ reader: some DonorIntakeReader) throws -> [IntakeRow] {
  var reader = reader
  var rows: [IntakeRow] = []
  while let row = try reader.next() { rows.append(row) }
  return rows
}

extension IntakeRow {
  var donor: DonorIntake? { try? result.get() }

  var problems: [FieldProblem] {
    if case .failure(let rejected) = result { rejected.problems } else { [] }
  }
}

/// A day written out, for tests alone.
func day(_ iso: String) -> CivilDay { CivilDay(iso: iso) ?? CivilDay(daysSinceEpoch: 0) }
