/// The people among whom the records of a table are looked for, behind the records in every column.
///
/// They are grouped with the records but weigh nothing: no metric and no size of a class counts
/// them. A column of its own tells the two apart, so that conditions may compare their numbers.
struct Population {
  /// The codes of the membership column.
  static let record = 0
  static let person = 1

  /// The quasi-identifiers, records first.
  let columns: [Column]
  /// For each row whether it is a record or a person.
  let membership: Column
  /// How many rows are records.
  let recordCount: Int

  /// Joins a population to the records.
  /// - Parameters:
  ///   - people: the population.
  ///   - columns: the quasi-identifiers of the records.
  /// - Throws: ``AnonymizationError/unknownColumn(_:)`` where the population lacks one.
  init(_ people: Table, columns: [Column]) throws(AnonymizationError) {
    var joined: [Column] = []
    for column in columns {
      guard let other = people.column(named: column.name) else {
        throw .unknownColumn(column.name)
      }
      var values = column.values
      let codes = (0..<UInt32(other.values.count)).map { code in
        let bytes = Array(other.values.utf8(code))
        return values.code(adding: bytes.span)
      }
      joined.append(
        Column(
          checkedName: column.name, values: values,
          codes: column.codes + other.codes.map { codes[Int($0)] }))
    }
    recordCount = columns.first?.rowCount ?? 0
    self.columns = joined
    membership = Column(
      checkedName: "", values: ValueDictionary(["record", "person"]),
      codes: [UInt32](repeating: UInt32(Self.record), count: recordCount)
        + [UInt32](repeating: UInt32(Self.person), count: people.rowCount))
  }
}
