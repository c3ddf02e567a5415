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
    append(member.donor, pseudonym: member.pseudonym, MemberKeys(member)) { member }
  }

  /// Takes a member in by the numbers of its values.
  /// - Parameters:
  ///   - donor: the code of a donor whose consent permits it.
  ///   - pseudonym: the donor's pseudonym.
  ///   - keys: the numbers.
  ///   - member: gives the member itself, where a value was not met before.
  /// - Throws: what `member` throws.
  public mutating func append(
    _ donor: Int64, pseudonym: Int64, _ keys: MemberKeys, member: () throws -> CohortMember
  ) rethrows {
    donors.append(donor)
    pseudonyms.append(pseudonym)
    for index in columns.indices { try columns[index].append(keys, member) }
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
  /// What the last members have, which are not among ``codes`` yet: most have nothing to say of most
  /// markers.
  private var last = (key: MemberKeys.unknown, code: none, members: 0)
  /// The code of each small number; ``none`` where it was not met.
  private var small: [UInt32] = []
  private var known: [UInt64: UInt32] = [:]
  /// What was looked up last at each place.
  private var recent = [(key: UInt64, code: UInt32)](
    repeating: (MemberKeys.unknown, none), count: GatheredColumn.places)

  private static let places = 256
  private static let smallest = 1 << 15
  private static let none = UInt32.max

  init(_ column: ReleaseColumn) {
    self.column = column
  }

  mutating func append(_ keys: MemberKeys, _ member: () throws -> CohortMember) rethrows {
    let key = keys[column.key]
    if key == last.key, key != MemberKeys.unknown {
      last.members += 1
      return
    }
    endRun()
    last = (key, try code(of: key, member), 1)
  }

  private mutating func endRun() {
    guard last.members > 1 else {
      if last.members == 1 { codes.append(last.code) }
      last.members = 0
      return
    }
    codes.append(contentsOf: repeatElement(last.code, count: last.members))
    last.members = 0
  }

  private mutating func code(
    of key: UInt64, _ member: () throws -> CohortMember
  ) rethrows -> UInt32 {
    if key < small.count, case let code = small[Int(key)], code != Self.none { return code }
    let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 56)
    if recent[place].key == key, key != MemberKeys.unknown { return recent[place].code }
    let code = try newCode(of: key, member)
    recent[place] = (key, code)
    return code
  }

  private mutating func newCode(
    of key: UInt64, _ member: () throws -> CohortMember
  ) rethrows -> UInt32 {
    guard key != MemberKeys.unknown else {
      return values.code(adding: column.value(try member()))
    }
    if let code = known[key] { return code }
    let code = values.code(adding: column.value(try member()))
    if key < Self.smallest {
      let missing = Int(key) + 1 - small.count
      if missing > 0 { small += repeatElement(Self.none, count: missing) }
      small[Int(key)] = code
    } else {
      known[key] = code
    }
    return code
  }

  mutating func append(_ other: GatheredColumn) {
    let own = (0..<UInt32(other.values.count)).map { code in
      let bytes = Array(other.values.utf8(code))
      return values.code(adding: bytes.span)
    }
    endRun()
    codes.reserveCapacity(codes.count + other.codes.count + other.last.members)
    for code in other.codes { codes.append(own[Int(code)]) }
    if other.last.members > 0 {
      codes.append(
        contentsOf: repeatElement(own[Int(other.last.code)], count: other.last.members))
    }
  }

  func recorded() throws(TableError) -> RecordedColumn {
    // Codes that are complete are shared, not copied.
    let codes =
      last.members == 0 ? codes : codes + repeatElement(last.code, count: last.members)
    return RecordedColumn(
      column: column, values: try Column(name: column.name, values: values, codes: codes))
  }
}
