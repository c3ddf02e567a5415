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

  /// Takes in the members of another cohort, after those that are here.
  /// - Parameter other: members, none of whom is here.
  public mutating func append(_ other: Cohort) {
    donors += other.donors
    pseudonyms += other.pseudonyms
    for index in columns.indices { columns[index].append(other.columns[index]) }
  }

  /// Gives every member a pseudonym.
  /// - Parameter pseudonyms: one for each of ``donors``, in their order.
  public mutating func name(_ pseudonyms: [Int64]) { self.pseudonyms = pseudonyms }

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
  /// What was looked up last at each place: most columns have few values.
  private var recent = [(key: UInt64, code: UInt32)](
    repeating: (0, .max), count: GatheredColumn.places)

  private static let places = 256

  init(_ column: ReleaseColumn) {
    self.column = column
  }

  mutating func append(_ member: CohortMember, _ markers: MarkerKeys) {
    guard let key = column.marker.map({ markers[$0] }) ?? column.key(member) else {
      codes.append(values.code(adding: column.value(member)))
      return
    }
    let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 56)
    // No value has the greatest code: it says that nothing was looked up at the place yet.
    if recent[place].key == key, recent[place].code != .max {
      codes.append(recent[place].code)
      return
    }
    let code = known[key] ?? values.code(adding: column.value(member))
    known[key] = code
    recent[place] = (key, code)
    codes.append(code)
  }

  mutating func append(_ other: GatheredColumn) {
    let own = (0..<UInt32(other.values.count)).map { code in
      let bytes = Array(other.values.utf8(code))
      return values.code(adding: bytes.span)
    }
    codes.reserveCapacity(codes.count + other.codes.count)
    for code in other.codes { codes.append(own[Int(code)]) }
  }

  func recorded() throws(TableError) -> RecordedColumn {
    RecordedColumn(
      column: column, values: try Column(name: column.name, values: values, codes: codes))
  }
}
