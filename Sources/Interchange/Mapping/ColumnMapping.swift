internal import Domain

/// How the columns of a foreign file become the registry's own: a CSV with four columns.
///
/// | target | source | value | becomes | meaning |
/// |---|---|---|---|---|
/// | a column of the registry | a column of the file | | | taken over as it is |
/// | a column of the registry | a column of the file | V | W | V becomes W, an empty W is nothing |
/// | a column of the registry | a column of the file | `*` | W | any other value becomes W; `*` keeps it |
/// | a column of the registry | | | W | W in every row |
/// | `skip` | a column of the file | V | | rows with V are passed over |
/// | `join` | `a:K` | P | F | every row of file F, called `a`, whose K equals column P belongs to the row |
/// | `fallback` | `a:C` | V | | such a joined row gives a tumour only where no other of the donor does |
///
/// Columns of the joined file are written `a:C`. Where a column has translations, a value that none
/// of them covers is a problem of the row, never silently dropped. Lines that begin with `#` before
/// the header are comments.
public struct ColumnMapping: Sendable {
  /// A column that values come from.
  struct Source: Hashable, Sendable {
    var column: String
    var isJoined: Bool
  }

  /// What fills one column of the registry.
  struct Rule: Sendable {
    var source: Source?
    /// What every row gets where there is no source.
    var constant: [UInt8] = []
    var translations: [[UInt8]: [UInt8]] = [:]
    /// What any other value becomes; nil where that is a problem.
    var otherwise: [UInt8]?
  }

  /// A value of a column that says something about its row.
  struct Condition: Hashable, Sendable {
    var source: Source
    var value: [UInt8]
  }

  /// The second file and the columns that connect it.
  struct Join: Sendable {
    var alias: String
    var file: String
    var joinedKey: String
    var key: String
  }

  /// The sign for any value, or for a value unchanged.
  static let wildcard = [UInt8(ascii: "*")]

  /// Rules by their place among the registry's columns.
  var rules: [Int: Rule] = [:]
  var skips: Set<Condition> = []
  var fallbacks: Set<Condition> = []
  var join: Join?

  /// The file that the mapping joins, named relative to the one that is imported; the caller opens
  /// it beside that.
  public var joinedFile: String? { join?.file }

  /// Reads a mapping.
  /// - Parameter source: where the bytes come from.
  /// - Throws: ``MappingError``, ``DelimitedReadError``, ``HeaderError``, or what the source throws.
  public init(source: @escaping ByteSource) throws {
    var reader = try DelimitedReader(
      source: source,
      options: DelimitedOptions(skipsLeadingComments: true, stripsFormulaGuard: false))
    let names = ["target", "source", "value", "becomes"]
    let columns = try reader.bind(known: names, required: names).map { $0 ?? -1 }
    while try reader.advance() {
      let line = reader.line
      if let problem = reader.rowProblem { throw MappingError.row(line: line, problem) }
      let cells = columns.map { Array(reader.bytes($0).trimmed) }
      try add(Entry(line: line, cells: cells))
    }
    try check()
  }

  /// Every column of one of the two files that the mapping speaks of.
  func columns(joined: Bool) -> [String] {
    let sources =
      rules.values.compactMap(\.source) + skips.map(\.source) + fallbacks.map(\.source)
    var names = Set(sources.filter { $0.isJoined == joined }.map(\.column))
    if let join { names.insert(joined ? join.joinedKey : join.key) }
    return names.sorted()
  }
}

/// Why a mapping is not understood.
public enum MappingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A line that cannot be read.
  case row(line: Int, RowProblem)
  /// A target that is no column of the registry.
  case unknownTarget(String, line: Int)
  /// A column that two lines fill in two ways.
  case conflict(String, line: Int)
  /// A line that lacks what its target needs.
  case incomplete(line: Int, needs: String)
  /// A column of a joined file, and no file is joined under that name.
  case notJoined(String)
  /// The mapping joins a file and none was given.
  case fileMissing(String)
  /// A row of the joined file that cannot be read.
  case joinedRow(file: String, line: Int, RowProblem)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .row(let line, let problem): "mapping, line \(line): \(problem)"
    case .unknownTarget(let name, let line):
      "mapping, line \(line): no column '\(FieldProblem.excerpt(name))'; "
        + NearestName.suggestion(for: name, among: IntakeColumn.allNames)
    case .conflict(let name, let line):
      "mapping, line \(line): '\(FieldProblem.excerpt(name))' is filled already; keep one line"
    case .incomplete(let line, let needs): "mapping, line \(line): incomplete; write \(needs)"
    case .notJoined(let name):
      "mapping: the column '\(FieldProblem.excerpt(name))' belongs to a file that is not joined; "
        + "add a join line"
    case .fileMissing(let file):
      "the mapping joins '\(FieldProblem.excerpt(file))'; put it beside the imported file"
    case .joinedRow(let file, let line, let problem):
      "'\(FieldProblem.excerpt(file))', line \(line): \(problem)"
    }
  }
}
