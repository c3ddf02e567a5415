internal import Domain

/// Reads registrations from delimited text with the registry's own columns, one tumour and one
/// piece of tissue a row.
///
/// Rows of the same person stay rows of their own: the registry knows by the identifiers that they
/// belong together. Columns may come in any order and be left out; an unknown one refuses the file.
public struct DelimitedIntakeReader: DonorIntakeReader {
  /// The columns that are understood.
  public static var columns: [String] { IntakeColumn.allNames }

  private var reader: DelimitedReader
  private let flat: FlatIntake
  /// For each column of the registry its column in the file, or -1.
  private let places: [Int]
  /// The registry's columns that the file has.
  private let present: [Int]
  private var cells: FlatIntake.Cells

  /// Reads and checks the header line.
  /// - Parameters:
  ///   - source: where the bytes come from.
  ///   - options: what the caller knows.
  ///   - delimited: how the file is read.
  /// - Throws: ``DelimitedReadError``, ``HeaderError``, or what the source throws.
  public init(
    source: @escaping ByteSource, options: IntakeOptions = IntakeOptions(),
    delimited: DelimitedOptions = DelimitedOptions()
  ) throws {
    reader = try DelimitedReader(source: source, options: delimited)
    let required =
      options.interest == nil
      ? [IntakeColumn.interestSource.name, IntakeColumn.interestOn.name] : []
    let bound = try reader.bind(
      known: Self.columns, required: required, ignored: RejectsLayout.columns)
    places = bound.map { $0 ?? -1 }
    present = bound.indices.filter { bound[$0] != nil }
    cells = FlatIntake.Cells(repeating: [], count: Self.columns.count)
    flat = FlatIntake(options: options, names: Self.columns) { bound[$0] != nil }
  }

  /// Reads the next row that is not blank.
  /// - Returns: the row; nil after the last.
  /// - Throws: ``DelimitedReadError``, or what the source throws.
  public mutating func next() throws -> IntakeRow? {
    forgetCells()
    guard try reader.advance() else { return nil }
    let rawRow = Array(reader.ownRow)
    if let problem = reader.rowProblem {
      return IntakeRow(
        line: reader.line,
        result: .failure(
          RejectedIntake(problems: [
            FieldProblem(field: "row", problem: problem.problem, fix: problem.fix)
          ])), warnings: [], rawRow: rawRow)
    }
    flat.begin()
    readCells()
    flat.readDonor(cells)
    if let diagnosis = flat.diagnosis(cells) { flat.draft.diagnoses.append(diagnosis) }
    if let specimen = flat.specimen(cells) { flat.draft.tissue.append(specimen) }
    flat.readProcedure(cells)
    return flat.finish(line: reader.line, rawRow: rawRow)
  }

  /// Takes the cells of the present row; they go before the next, or the buffer would be copied.
  private mutating func readCells() {
    for column in present { cells[column] = reader.bytes(places[column]).trimmed }
  }

  private mutating func forgetCells() {
    for column in present { cells[column] = [] }
  }

  /// The columns of the file.
  public var names: IntakeNames { flat.fieldNames }

  /// The file's own columns behind those of the rejects file.
  public var rejectsLayout: RejectsLayout {
    RejectsLayout(separator: reader.separator, header: reader.headerRow)
  }
}
