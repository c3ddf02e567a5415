/// A request checked against its table and coded for the search.
struct Problem: Sendable {
  /// The most quasi-identifiers that a request may name.
  static let largestAttributeCount = 32

  let request: AnonymizationRequest
  /// The number of records that are to be anonymised.
  let rowCount: Int
  let attributes: [Attribute]
  let superColumns: [SuperColumn]
  let sensitive: [SensitiveColumn]
  /// The least size of a class.
  let k: Int
  /// The least size of a class that meets every other model too, as far as size decides.
  let leastClassSize: Int
  /// The most records that may be suppressed.
  let suppressionLimit: Int
  /// For each record its unique combination of values at the lowest levels.
  let tupleOfRow: [UInt32]
  /// The unique combinations, in one block.
  var tuples: ClassTable

  init(table: Table, request: AnonymizationRequest) throws(AnonymizationError) {
    try request.validate(table)
    self.request = request
    rowCount = table.rowCount
    var columns: [Column] = []
    for identifier in request.quasiIdentifiers {
      guard let column = table.column(named: identifier.column) else {
        throw .unknownColumn(identifier.column)
      }
      columns.append(column)
    }
    var population: Population?
    if let people = request.population {
      let joined = try Population(people, columns: columns)
      columns = joined.columns
      population = joined
    }
    var attributes: [Attribute] = []
    for (identifier, column) in zip(request.quasiIdentifiers, columns) {
      attributes.append(
        try Attribute(
          identifier, column: column, rowCount: table.rowCount, metric: request.metric))
    }
    var sensitive: [SensitiveColumn] = []
    for name in request.conditionedColumns {
      guard let column = table.column(named: name) else { throw .unknownColumn(name) }
      sensitive.append(try SensitiveColumn(column: column, models: request.models))
    }
    if let population {
      sensitive.append(SensitiveColumn(population, models: request.models))
    }
    self.attributes = attributes
    self.sensitive = sensitive
    k = request.k
    leastClassSize = sensitive.flatMap(\.conditions).reduce(request.k) {
      max($0, $1.leastValues)
    }
    // A share such as 0.02 has no exact binary form: 0.02 of 50 records is one record.
    suppressionLimit = Int((request.suppressionLimit * Double(rowCount) + 1e-9).rounded(.down))
    superColumns = SuperColumn.pack(attributes)
    (tuples, tupleOfRow) = Self.tuples(
      columns: columns, attributes: attributes, superColumns: superColumns, sensitive: sensitive,
      records: table.rowCount)
  }

  /// Groups the records by the values of all attributes at the lowest levels.
  private static func tuples(
    columns: [Column], attributes: [Attribute], superColumns: [SuperColumn],
    sensitive: [SensitiveColumn], records recordCount: Int
  ) -> (ClassTable, [UInt32]) {
    let rows = columns[0].rowCount
    if let numbers = TupleNumbers(attributes, columns: columns, records: recordCount) {
      let count = numbers.counts.count
      let table = ClassTable(
        codes: superColumns.map { numbers.codes(in: $0) }, counts: numbers.counts,
        blocks: [0, count],
        histograms: sensitive.map {
          Histograms(records: $0.column, rows: rows)
            .merged(classes: count, classOf: numbers.numberOfRow)
        })
      let all = numbers.numberOfRow
      return (table, rows == recordCount ? all : Array(all[..<recordCount]))
    }
    let codes = superColumns.map { superColumn in
      var codes = [UInt32](repeating: 0, count: rows)
      for (lane, member) in superColumn.members.enumerated() {
        let stride = UInt32(superColumn.strides[lane])
        let steps = attributes[member].valueOfCode.map { $0 &* stride }
        let source = columns[member].codes
        for row in 0..<rows { codes[row] &+= steps[Int(source[row])] }
      }
      return codes
    }
    // People of a population weigh nothing.
    let counts =
      [UInt32](repeating: 1, count: recordCount)
      + [UInt32](repeating: 0, count: rows - recordCount)
    let records = ClassTable(
      codes: codes, counts: counts, blocks: [0, rows],
      histograms: sensitive.map { Histograms(records: $0.column, rows: rows) })
    let identity = superColumns.map { superColumn in
      Translation(
        superColumn, attributes: attributes, levels: [UInt8](repeating: 0, count: attributes.count))
    }
    var grouper = Grouper(capacity: rows)
    let (table, tupleOfRow) = grouper.rollUp(records, by: identity)
    return (table, rows == recordCount ? tupleOfRow : Array(tupleOfRow[..<recordCount]))
  }
}

extension Histograms {
  /// One record a class; the classes of people beyond the column have no values.
  fileprivate init(records column: Column, rows: Int) {
    values = column.codes
    starts = Array(0...UInt32(values.count))
    starts += repeatElement(UInt32(values.count), count: rows - values.count)
    counts = [UInt32](repeating: 1, count: values.count)
  }
}
