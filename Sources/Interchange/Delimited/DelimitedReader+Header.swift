internal import Domain

extension DelimitedReader {
  /// Passes over a byte order mark and, where the options say so, over comment lines.
  mutating func skipPreamble() throws {
    while buffer.count < 4, !ended { try refill() }
    if Compression.isCompressed(buffer) { throw DelimitedReadError.compressed }
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.removeSubrange(..<3) }
    guard options.skipsLeadingComments else { return }
    while true {
      let first = try firstLine()
      guard first.first == ASCII.hash else { return }
      nextLine += 1
      buffer.removeSubrange(..<min(buffer.count, first.endIndex + 1))
    }
  }

  /// The first line of the buffer, without its end.
  mutating func firstLine() throws -> ArraySlice<UInt8> {
    var searched = 0
    while true {
      if let end = buffer[searched...].firstIndex(of: ASCII.lineFeed) { return buffer[..<end] }
      if ended { return buffer[...] }
      searched = buffer.count
      guard searched <= options.maximumRowLength else {
        throw DelimitedReadError.rowTooLong(line: nextLine, limit: options.maximumRowLength)
      }
      try refill()
    }
  }

  /// Finds the columns that are known.
  ///
  /// Names compare without case, and a hyphen or space counts as an underscore.
  /// - Parameters:
  ///   - known: the names that are understood.
  ///   - required: those of them that must be there.
  ///   - ignored: names that are passed over.
  ///   - unknown: what becomes of names beside these.
  /// - Returns: for each known name its column, nil where the file has none such.
  /// - Throws: ``HeaderError``.
  public func bind(
    known: [String], required: [String] = [], ignored: [String] = [],
    unknown: UnknownColumns = .refused
  ) throws(HeaderError) -> [Int?] {
    let names = header.map(Self.folded)
    let foldedKnown = known.map(Self.folded)
    let foldedIgnored = Set(ignored.map(Self.folded))
    if unknown == .refused {
      // A file without a header line begins with a person: quote nothing of it.
      guard names.contains(where: { foldedKnown.contains($0) }) else { throw .noKnownColumn }
      for (column, name) in names.enumerated()
      where !foldedKnown.contains(name) && !foldedIgnored.contains(name) {
        throw .unknownColumn(
          header[column], column: column + 1, known: known)
      }
    }
    var found: [Int?] = []
    for (place, name) in foldedKnown.enumerated() {
      let columns = names.indices.filter { names[$0] == name }
      if columns.count > 1 {
        throw .duplicateColumn(known[place], first: columns[0] + 1, second: columns[1] + 1)
      }
      if columns.isEmpty, required.contains(where: { Self.folded($0) == name }) {
        throw .missingColumn(known[place])
      }
      found.append(columns.first)
    }
    return found
  }

  /// A column name as it is compared.
  static func folded(_ name: String) -> String {
    String(
      decoding: name.utf8.map { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
        case UInt8(ascii: "-"), UInt8(ascii: " "): UInt8(ascii: "_")
        default: byte
        }
      }, as: UTF8.self)
  }
}

/// What becomes of columns that nobody knows.
public enum UnknownColumns: Sendable {
  /// The file is refused.
  case refused
  /// They are passed over.
  case ignored
}

/// Why a header line is not understood.
public enum HeaderError: Error, Equatable, Sendable, CustomStringConvertible {
  /// None of the known columns is there: most likely the header line is missing.
  case noKnownColumn
  /// A column that nobody knows.
  case unknownColumn(String, column: Int, known: [String])
  /// A column that is there twice.
  case duplicateColumn(String, first: Int, second: Int)
  /// A column that has to be there and is not.
  case missingColumn(String)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .noKnownColumn:
      "the first line names no known column; begin the file with a line that names its columns"
    case .unknownColumn(let name, let column, let known):
      "column \(column), '\(FieldProblem.excerpt(name))', is not known; "
        + NearestName.suggestion(for: name, among: known)
    case .duplicateColumn(let name, let first, let second):
      "columns \(first) and \(second) are both '\(FieldProblem.excerpt(name))'; keep one of them"
    case .missingColumn(let name):
      "the column '\(FieldProblem.excerpt(name))' is missing; add it to the header line"
    }
  }
}
