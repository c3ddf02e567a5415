internal import Anonymization
internal import Domain
internal import Interchange

/// A folder of generalisation hierarchies, one file a column: `*_COLUMN.csv` or `COLUMN.csv`.
///
/// A file has no header; each line is a value and what stands for it at every level, up to `*`.
struct HierarchyFolder {
  private static let largestFile = 256 << 20

  private let path: String
  private let files: [String]

  /// Lists a folder.
  /// - Parameter path: where it stands.
  /// - Throws: ``RegistryError``.
  init(_ path: String) throws {
    guard FolderWork.exists(path) else {
      throw RegistryError(
        .notFound, "there is no folder of hierarchies", at: [.init("folder", path)],
        fix: "name the folder that holds a file '*_COLUMN.csv' for every quasi-identifier, or name "
          + "each hierarchy with --hierarchy")
    }
    self.path = path
    files = try FolderWork.entries(of: path).filter { $0.hasSuffix(".csv") }
  }

  /// Reads the hierarchy of a column.
  /// - Parameter column: the column.
  /// - Returns: the hierarchy.
  /// - Throws: ``RegistryError``.
  func hierarchy(of column: String) throws -> Hierarchy {
    try Self.hierarchy(of: column, file: try file(of: column))
  }

  /// Reads the hierarchy of a column from a file.
  /// - Parameters:
  ///   - column: the column.
  ///   - file: where it stands.
  /// - Returns: the hierarchy.
  /// - Throws: ``RegistryError``.
  static func hierarchy(of column: String, file: String) throws -> Hierarchy {
    do {
      let bytes = try InputFile.path(file).contents(limit: Self.largestFile)
      return try parse(bytes, column: column)
    } catch let error as HierarchyError {
      throw RegistryError(
        .inputMalformed, error.words.problem,
        at: [.init("file", file)] + (error.line.map { [.init("line", "\($0)")] } ?? []),
        fix: error.words.fix)
    } catch {
      throw Registry.malformed(error, file: file)
    }
  }

  /// The file of a column.
  func file(of column: String) throws(RegistryError) -> String {
    let matching = files.filter { $0 == "\(column).csv" || $0.hasSuffix("_\(column).csv") }
    // The file of 'old_age' ends in '_age.csv' too; that of 'age' has the shorter name.
    let shortest = matching.map(\.utf8.count).min()
    let nearest = matching.filter { $0.utf8.count == shortest }
    guard let file = nearest.first else {
      throw RegistryError(
        .notFound, "no hierarchy for column '\(FieldProblem.excerpt(column))'",
        at: [.init("folder", path)],
        fix: "add a file '*_\(FieldProblem.excerpt(column)).csv' of lines value;level 1;...;*, or "
          + "name one of the program's own with --hierarchy")
    }
    guard nearest.count == 1 else {
      throw RegistryError(
        .inputMalformed,
        "both '\(nearest[0])' and '\(nearest[1])' could be the hierarchy of column "
          + "'\(FieldProblem.excerpt(column))'",
        at: [.init("folder", path)], fix: "keep one of them in the folder")
    }
    return "\(path)/\(file)"
  }

  /// Parses a hierarchy.
  ///
  /// The separator is the first of semicolon, tabulator and comma that the first line holds outside
  /// of quotes: labels such as `[0, 10[` hold commas.
  static func parse(_ bytes: [UInt8], column: String) throws -> Hierarchy {
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes[mark...].prefix { $0 != 0x0A }
    var counts: [UInt8: Int] = [:]
    var inQuotes = false
    for byte in first {
      if byte == 0x22 { inQuotes.toggle() }
      if !inQuotes { counts[byte, default: 0] += 1 }
    }
    let separator =
      [Separator.semicolon, .tab, .comma].first { counts[$0.rawValue] != nil } ?? .semicolon
    let width = (counts[separator.rawValue] ?? 0) + 1
    // The reader wants a header, which a hierarchy has not.
    let header = (0..<width).map { _ in "v" }
      .joined(separator: String(decoding: [separator.rawValue], as: UTF8.self))
    var reader = try DelimitedReader(
      source: ByteSources.memory(Array((header + "\n").utf8) + bytes[mark...]),
      options: DelimitedOptions(separator: separator))
    var builder = HierarchyBuilder(name: column)
    let columns = Array(0..<width)
    while try reader.advance() {
      let line = reader.line - 1
      if case .ragged(let found, let expected) = reader.rowProblem {
        throw HierarchyError.raggedLevels(
          hierarchy: column, line: line, found: found, expected: expected)
      }
      if let problem = reader.rowProblem {
        throw RegistryError(
          .inputMalformed, problem.problem, at: [.init("line", "\(line)")], fix: problem.fix)
      }
      reader.forEachField(of: columns) { _, field in
        let range = field.rangeWithoutBlanks
        builder.append(field.extracting(range))
      }
      try builder.endRow()
    }
    return try builder.build()
  }
}

extension HierarchyError {
  /// The line that is to blame.
  fileprivate var line: Int? {
    switch self {
    case .empty: nil
    case .raggedLevels(_, let line, _, _), .duplicateValue(_, _, let line),
      .notMonotone(_, _, _, let line), .unreadableValue(_, _, let line, _):
      line
    }
  }

  /// What is wrong and what helps, without the place, which is told beside.
  fileprivate var words: (problem: String, fix: String) {
    switch self {
    case .empty:
      ("the hierarchy has no lines", "give one line for each value of the column")
    case .raggedLevels(_, _, let found, let expected):
      (
        "the line has \(found) cells but the first one \(expected)",
        "give every value the same number of levels"
      )
    case .duplicateValue(_, let value, _):
      ("the value '\(FieldProblem.excerpt(value))' stands there twice", "remove one of its lines")
    case .notMonotone(_, let value, let level, _):
      (
        "'\(FieldProblem.excerpt(value))' of level \(level) has another parent than on an earlier "
          + "line: the hierarchy is not monotone",
        "let values that are equal at one level stay equal at every level above"
      )
    case .unreadableValue(_, let value, _, let expected):
      ("the value '\(FieldProblem.excerpt(value))' cannot be read", "give \(expected)")
    }
  }
}
