/// One column of a table: a code for each row, and the values that the codes stand for.
public struct Column: Sendable {
  /// The name in the table's head.
  public let name: String
  /// The distinct values.
  public let values: ValueDictionary
  /// The code of the value in each row.
  public let codes: [UInt32]

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

  init(checkedName name: String, values: ValueDictionary, codes: [UInt32]) {
    self.name = name
    self.values = values
    self.codes = codes
  }

  /// The number of rows.
  public var rowCount: Int { codes.count }

  /// The value of a row as text.
  /// - Parameter row: a row, from zero.
  public subscript(row: Int) -> String { values[codes[row]] }
}

extension Column {
  /// How often each code occurs in the first rows.
  ///
  /// Neighbouring rows count in different places: to add to what was just written is to wait for it.
  /// - Parameter rows: the number of rows.
  /// - Returns: for each code its frequency.
  func frequencies(ofFirst rows: Int) -> [Int] {
    var lanes = [SIMD4<UInt32>](repeating: .zero, count: values.count)
    for row in 0..<rows { lanes[Int(codes[row])][row & 3] &+= 1 }
    return lanes.map { Int($0.wrappedSum()) }
  }
}
