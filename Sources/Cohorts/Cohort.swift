internal import Anonymization
internal import Domain

/// The members of a cohort as columns of small numbers, taken in one by one.
///
/// A member is turned into columns at once, so that a cohort of a million donors holds numbers and
/// not a million records.
public struct Cohort: Sendable {
  /// The donors' codes.
  public private(set) var donors: [Int64] = []
  /// The donors' pseudonyms in this release, as a store keeps them.
  public private(set) var pseudonyms: [Int64] = []
  private var columns = ReleaseColumn.all.map { GatheredColumn($0) }
  private var markers = MarkerKeys()

  /// Nobody.
  public init() {}

  /// Gathers members.
  /// - Parameter members: the donors whose consent permits it.
  public init(_ members: some Sequence<CohortMember>) {
    for member in members { append(member) }
  }

  /// The number of members.
  public var count: Int { donors.count }

  /// Takes a member in.
  /// - Parameter member: a donor whose consent permits it.
  public mutating func append(_ member: CohortMember) {
    donors.append(member.donor)
    pseudonyms.append(member.pseudonym)
    markers.read(member.tumour.diagnosis)
    for index in columns.indices { columns[index].append(member, markers) }
  }

  /// Every column that a cohort can have, as recorded.
  func recorded() throws(TableError) -> [RecordedColumn] {
    var recorded: [RecordedColumn] = []
    for column in columns { recorded.append(try column.recorded()) }
    return recorded
  }
}

/// A column with what was recorded in it.
struct RecordedColumn {
  let column: ReleaseColumn
  let values: Column
}

/// A column while members are taken in.
private struct GatheredColumn: Sendable {
  private let column: ReleaseColumn
  private var values = ValueDictionary()
  private var codes: [UInt32] = []
  private var known: [UInt64: UInt32] = [:]
  /// The key before this one: most columns say the same of one member after the other.
  private var last: (key: UInt64, code: UInt32)?

  init(_ column: ReleaseColumn) {
    self.column = column
  }

  mutating func append(_ member: CohortMember, _ markers: MarkerKeys) {
    guard let key = column.marker.map({ markers[$0] }) ?? column.key(member) else {
      codes.append(values.code(adding: column.value(member)))
      return
    }
    if let last, last.key == key {
      codes.append(last.code)
      return
    }
    let code = known[key] ?? values.code(adding: column.value(member))
    known[key] = code
    last = (key, code)
    codes.append(code)
  }

  func recorded() throws(TableError) -> RecordedColumn {
    RecordedColumn(
      column: column, values: try Column(name: column.name, values: values, codes: codes))
  }
}
