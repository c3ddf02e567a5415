public import Domain

/// One consent event as a file states it: texts, whose meaning is judged elsewhere.
public struct ConsentImportRow: Hashable, Sendable {
  /// The line on which it begins.
  public let line: Int
  /// The row as it stands in the input.
  public let rawRow: [UInt8]
  /// What is wrong with the row as a row; where there is anything, the texts may be empty.
  public let problems: [FieldProblem]
  /// Donor code.
  public let donor: String
  /// The verb, for example `grant`.
  public let event: String
  /// Form, `ID` or `ID@VERSION`; nil for the form in force on the day of signature.
  public let form: String?
  /// `all`, or names parted by semicolons.
  public let scopes: String?
  /// Day of signature.
  public let signedOn: String?
  /// Day from which it holds.
  public let effectiveFrom: String?
  /// Who signed.
  public let signer: String?
  /// The reason given.
  public let reason: String?
  /// Evidence, a file or `sha256:HEX`.
  public let evidence: String?
  /// Scopes declined, `all` or names parted by semicolons.
  public var decline: String?
  /// How far a withdrawal goes.
  public var level: String?
  /// What is destroyed on a withdrawal of all use.
  public var destruction: String?
  /// Reference of the signer's mandate.
  public var mandate: String?
  /// Reference of a witness.
  public var witness: String?
  /// `true` where a minor agreed.
  public var assent: String?
}

/// Reads consent events from delimited text.
public struct ConsentImportReader {
  /// The columns that are understood; `donor` and `event` must be there.
  public static let columns = [
    "donor", "event", "form", "scopes", "signed_on", "effective_from", "signer", "reason",
    "evidence", "decline", "level", "destruction", "mandate", "witness", "assent",
  ]

  private var reader: DelimitedReader
  private let places: [Int]

  /// Reads and checks the header line.
  /// - Parameters:
  ///   - source: where the bytes come from.
  ///   - delimited: how the file is read.
  /// - Throws: ``DelimitedReadError``, ``HeaderError``, or what the source throws.
  public init(
    source: @escaping ByteSource, delimited: DelimitedOptions = DelimitedOptions()
  ) throws {
    reader = try DelimitedReader(source: source, options: delimited)
    places = try reader.bind(
      known: Self.columns, required: ["donor", "event"], ignored: RejectsLayout.columns
    ).map { $0 ?? -1 }
  }

  /// The file's own columns behind those of the rejects file.
  public var rejectsLayout: RejectsLayout {
    RejectsLayout(separator: reader.separator, header: reader.headerRow)
  }

  /// Reads the next row that is not blank.
  /// - Returns: the row; nil after the last.
  /// - Throws: ``DelimitedReadError``, or what the source throws.
  public mutating func next() throws -> ConsentImportRow? {
    guard try reader.advance() else { return nil }
    var problems: [FieldProblem] = []
    if let problem = reader.rowProblem {
      problems.append(FieldProblem(field: "row", problem: problem.problem, fix: problem.fix))
    }
    let texts = places.map { problems.isEmpty ? reader.string($0) : "" }
    if problems.isEmpty {
      for place in 0..<2 where texts[place].isEmpty {
        problems.append(
          FieldProblem(
            field: Self.columns[place], problem: "missing",
            fix: place == 0 ? "write the donor code" : "write grant, refuse or withdraw"))
      }
    }
    func text(_ place: Int) -> String? { texts[place].isEmpty ? nil : texts[place] }
    return ConsentImportRow(
      line: reader.line, rawRow: Array(reader.ownRow), problems: problems, donor: texts[0],
      event: texts[1], form: text(2), scopes: text(3), signedOn: text(4), effectiveFrom: text(5),
      signer: text(6), reason: text(7), evidence: text(8), decline: text(9), level: text(10),
      destruction: text(11), mandate: text(12), witness: text(13), assent: text(14))
  }
}
