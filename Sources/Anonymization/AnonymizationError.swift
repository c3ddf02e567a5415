/// Why a table cannot be anonymised as asked.
public enum AnonymizationError: Error, Equatable, CustomStringConvertible {
  /// The table has no rows.
  case emptyTable
  /// No quasi-identifier was named.
  case noQuasiIdentifiers
  /// More quasi-identifiers were named than the search can pack.
  case tooManyQuasiIdentifiers(found: Int, limit: Int)
  /// The table has no column of this name.
  case unknownColumn(String)
  /// A column was named as quasi-identifier twice.
  case repeatedQuasiIdentifier(String)
  /// A column was named as quasi-identifier and as sensitive.
  case quasiIdentifierIsSensitive(String)
  /// A value of the data has no row in the hierarchy.
  case missingValue(column: String, value: String, record: Int)
  /// The levels asked for lie outside the hierarchy.
  case levelsOutOfRange(column: String, upper: Int, levelCount: Int)
  /// The scheme to follow has no level for a column.
  case schemeLacksColumn(String)
  /// A class of k records cannot exist.
  case kExceedsTable(k: Int, rows: Int)
  /// A number of the request makes no sense.
  case invalidParameter(name: String, value: Double, expected: String)
  /// A model speaks of a population and none is given.
  case noPopulation(model: String)
  /// A population can be compared with one scheme for all records alone.
  case localPopulation
  /// No transformation meets the conditions within the suppression limit.
  case noSolution(suppressionLimit: Double)

  /// The sentence shown to people.
  public var description: String {
    switch self {
    case .emptyTable:
      "the table has no records; nothing can be anonymised"
    case .noQuasiIdentifiers:
      "no quasi-identifier is named; name the columns by which a record could be recognised"
    case .tooManyQuasiIdentifiers(let found, let limit):
      "\(found) quasi-identifiers are named but the search takes \(limit); "
        + "combine columns or release fewer"
    case .unknownColumn(let name):
      "the table has no column '\(name)'; name one of its columns"
    case .repeatedQuasiIdentifier(let name):
      "column '\(name)' is named as quasi-identifier twice; name it once"
    case .quasiIdentifierIsSensitive(let name):
      "column '\(name)' is named both as quasi-identifier and as sensitive; choose one of the two"
    case .missingValue(let column, let value, let record):
      "value '\(value)' of column '\(column)' in record \(record) has no row in the hierarchy; "
        + "add the value to the hierarchy or correct the record"
    case .levelsOutOfRange(let column, let upper, let levelCount):
      "level \(upper) of column '\(column)' does not exist; its hierarchy has levels 0 to "
        + "\(levelCount - 1)"
    case .schemeLacksColumn(let column):
      "the scheme has no level for column '\(column)'; name the quasi-identifiers of the release "
        + "that it comes from"
    case .kExceedsTable(let k, let rows):
      "a class of \(k) records cannot be formed from \(rows); lower k or add records"
    case .invalidParameter(let name, let value, let expected):
      "\(name) is \(value); give \(expected)"
    case .noPopulation(let model):
      "\(model) speaks of a population and none is given; give a table of all people concerned"
    case .localPopulation:
      "a population is compared with one scheme for all records; leave local recoding out"
    case .noSolution(let limit):
      "no transformation meets the conditions when \(limit * 100) % of the records may be "
        + "suppressed; raise the limit, weaken a condition or give coarser hierarchies"
    }
  }
}
