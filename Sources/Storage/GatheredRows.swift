internal import CSQLiteProfile
internal import GRDB

/// Rows in the order of a donor key, as ``RowCursor`` gives them, for rows that say no more than some
/// integers and the bytes of one column.
///
/// SQLite gathers some hundred of them in its own loop before it hands them over, which costs half of
/// what a step for each row costs. How many depends on how many of the last ones were asked for; a gap
/// is leapt over.
@safe final class GatheredRows {
  private static let fewest: Int32 = 8
  private static let most: Int32 = 512

  private let statement: PreparedStatement
  private let rows: UnsafeMutablePointer<sqlite_profile_rows>
  private let width: Int
  /// The row that stands next; those before it were taken or passed over.
  private(set) var place = 0
  private var count = 0
  private var taken = 0
  private var isOpen = false
  private var isAtEnd = false

  /// Prepares the reading of rows.
  /// - Parameters:
  ///   - database: where they stand.
  ///   - columns: integers, the donor's code first, and at the end the column that is read as bytes.
  ///   - width: how many integers.
  ///   - source: the table, with a condition where need be.
  ///   - key: the column that holds the code; the rows of a code come in the order of `order`.
  ///   - order: what else the rows are ordered by.
  /// - Throws: what SQLite says of the statement.
  init(
    _ database: Database, _ columns: String, width: Int, from source: String,
    key: String = "donor", order: String = ""
  ) throws {
    guard let rows = unsafe sqlite_profile_make_rows(Self.most, Int32(width)) else {
      throw DatabaseError(resultCode: .SQLITE_NOMEM)
    }
    unsafe self.rows = rows
    self.width = width
    let condition = source.contains(" WHERE ") ? "AND" : "WHERE"
    do {
      statement = try PreparedStatement(
        database,
        """
        SELECT 1 FROM \(source) \(condition) \(key) >= ?1 AND gather(?2, \(columns))
        ORDER BY \(key)\(order)
        """)
    } catch {
      unsafe sqlite_profile_free_rows(rows)
      throw error
    }
  }

  deinit {
    statement.clear()
    unsafe sqlite_profile_free_rows(rows)
  }

  /// Moves to the first row of a donor.
  /// - Parameter donor: the donor's code, not smaller than the one asked for before.
  /// - Returns: whether there is a row.
  /// - Throws: what SQLite says.
  func move(to donor: Int64) throws -> Bool {
    if !isOpen { try open(at: donor) }
    while true {
      while place < count {
        let current = integer(0)
        if current >= donor {
          if current == donor { taken += 1 }
          return current == donor
        }
        place += 1
      }
      if isAtEnd { return false }
      // A leap costs as much as some dozen rows.
      if taken * 16 < count { try open(at: donor) } else { try fill() }
    }
  }

  /// Moves to the first row there is from a code on.
  /// - Parameter code: the code.
  /// - Returns: whether there is one.
  /// - Throws: what SQLite says.
  func begin(at code: Int64) throws -> Bool {
    try open(at: code)
    return place < count
  }

  /// Moves to the next row.
  /// - Returns: whether there is one.
  /// - Throws: what SQLite says.
  func next() throws -> Bool {
    place += 1
    taken += 1
    if place < count { return true }
    if !isAtEnd { try fill() }
    return place < count
  }

  /// An integer of the row.
  func integer(_ column: Int) -> Int64 {
    unsafe rows.pointee.integers[place * width + column]
  }

  /// The bytes of the row, until another is moved to.
  @unsafe func lent() -> UnsafeBufferPointer<UInt8> {
    let begin = place == 0 ? 0 : Int(unsafe rows.pointee.ends[place - 1])
    let end = Int(unsafe rows.pointee.ends[place])
    guard end > begin, let bytes = unsafe rows.pointee.bytes else {
      return unsafe UnsafeBufferPointer(start: nil, count: 0)
    }
    return unsafe UnsafeBufferPointer(start: bytes + begin, count: end - begin)
  }

  private func open(at donor: Int64) throws {
    statement.reset()
    statement.bind(1, donor)
    unsafe statement.bind(2, gathering: rows)
    isOpen = true
    taken = 0
    unsafe rows.pointee.room = Self.fewest
    try fill()
  }

  private func fill() throws {
    let room = unsafe rows.pointee.room
    if taken > 0 { unsafe rows.pointee.room = min(room * 2, Self.most) }
    unsafe rows.pointee.count = 0
    unsafe rows.pointee.used = 0
    (place, count, taken) = (0, 0, 0)
    isAtEnd = try !statement.next()
    count = Int(unsafe rows.pointee.count)
  }
}
