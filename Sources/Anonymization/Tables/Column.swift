/// One column of a table: a code for each row, and the values that the codes stand for.
///
/// Where rows are numbered, each number has a code and the rows have none of their own.
public struct Column: Sendable {
  /// The name in the table's head.
  public let name: String
  /// The distinct values.
  public let values: ValueDictionary
  /// The code of each number, or of each row where these are not numbered.
  let distinctCodes: [UInt32]
  /// The numbers of the rows.
  let rows: RowNumbers?

  /// The code of the value in each row.
  ///
  /// Ask once, not in a loop: where rows are numbered the codes are put together each time.
  public var codes: [UInt32] {
    rows.map { distinctCodes.gathered($0.numberOfRow) } ?? distinctCodes
  }

  /// Makes a column of values that are already coded.
  /// - Parameters:
  ///   - name: the name in the table's head.
  ///   - values: the distinct values.
  ///   - codes: the code of the value in each row.
  /// - Throws: ``TableError/unknownCode(column:record:)`` when a code has no value.
  public init(name: String, values: ValueDictionary, codes: [UInt32]) throws(TableError) {
    if let record = codes.firstIndex(where: { Int($0) >= values.count }) {
      throw .unknownCode(column: name, record: record + 1)
    }
    self.init(checkedName: name, values: values, codes: codes)
  }

  /// Makes a column from the text of each row.
  /// - Parameters:
  ///   - name: the name in the table's head.
  ///   - strings: the value of each row.
  public init(name: String, strings: some Sequence<String>) {
    var values = ValueDictionary()
    let codes = strings.map { values.code(adding: $0) }
    self.init(checkedName: name, values: values, codes: codes)
  }

  init(
    checkedName name: String, values: ValueDictionary, codes: [UInt32], rows: RowNumbers? = nil
  ) {
    self.name = name
    self.values = values
    self.rows = rows
    distinctCodes = codes
  }

  /// The number of rows.
  public var rowCount: Int { rows?.numberOfRow.count ?? distinctCodes.count }

  /// The code of the value in a row.
  /// - Parameter row: a row, from zero.
  /// - Returns: the code.
  @inline(__always)
  public func code(of row: Int) -> UInt32 {
    guard let rows else { return distinctCodes[row] }
    return distinctCodes[Int(rows.numberOfRow[row])]
  }

  /// The value of a row as text.
  /// - Parameter row: a row, from zero.
  public subscript(row: Int) -> String { values[code(of: row)] }
}

extension Column {
  /// How often each code occurs in the first rows.
  ///
  /// Neighbouring rows count in different places: to add to what was just written is to wait for it.
  /// - Parameter count: the number of rows.
  /// - Returns: for each code its frequency.
  func frequencies(ofFirst count: Int) -> [Int] {
    var lanes = [SIMD4<UInt32>](repeating: .zero, count: values.count)
    if let rows, count == rowCount {
      for (number, code) in distinctCodes.enumerated() {
        lanes[Int(code)][number & 3] &+= rows.counts[number]
      }
    } else {
      let codes = codes
      for row in 0..<count { lanes[Int(codes[row])][row & 3] &+= 1 }
    }
    return lanes.map { Int($0.wrappedSum()) }
  }
}
