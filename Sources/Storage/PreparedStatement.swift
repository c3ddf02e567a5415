internal import CSQLiteProfile
internal import GRDB
internal import Glibc

/// A statement of the database library driven at SQLite's own level: values are bound and columns
/// read without a detour over existential values, which costs a bulk intake half its time.
///
/// The library owns the statement and its connection; this type only borrows both and is used on
/// the connection's queue alone.
struct PreparedStatement {
  private let statement: Statement
  private var handle: OpaquePointer { unsafe statement.sqliteStatement }

  init(_ database: Database, _ sql: String) throws {
    statement = try database.makeStatement(sql: sql)
  }

  func bind(_ index: Int32, _ value: Int64) { _ = unsafe sqlite3_bind_int64(handle, index, value) }

  func bind(_ index: Int32, _ value: Int) { bind(index, Int64(value)) }

  func bindNull(_ index: Int32) { _ = unsafe sqlite3_bind_null(handle, index) }

  func bind(_ index: Int32, _ value: Int64?) {
    if let value { bind(index, value) } else { bindNull(index) }
  }

  func bind(_ index: Int32, _ value: String) {
    var text = value
    text.withUTF8 { buffer in
      _ = unsafe sqlite_profile_bind_text(handle, index, buffer.baseAddress, Int32(buffer.count))
    }
  }

  func bind(_ index: Int32, _ value: String?) {
    if let value { bind(index, value) } else { bindNull(index) }
  }

  func bind(_ index: Int32, _ value: [UInt8]) {
    unsafe value.withUnsafeBytes { buffer in
      _ = unsafe sqlite_profile_bind_blob(handle, index, buffer.baseAddress, Int32(buffer.count))
    }
  }

  func bind(_ index: Int32, _ value: ArraySlice<UInt8>) {
    unsafe value.withUnsafeBytes { buffer in
      _ = unsafe sqlite_profile_bind_blob(handle, index, buffer.baseAddress, Int32(buffer.count))
    }
  }

  func bind(_ index: Int32, _ value: [UInt8]?) {
    if let value { bind(index, value) } else { bindNull(index) }
  }

  /// Binds what a column of another statement's row holds, whatever its type.
  func bind(_ index: Int32, from other: PreparedStatement, _ column: Int32) {
    _ = unsafe sqlite3_bind_value(handle, index, sqlite3_column_value(other.handle, column))
  }

  /// Runs a statement that returns no row and makes it ready for the next values.
  func run() throws {
    let code = unsafe sqlite3_step(handle)
    let failure = code == SQLITE_DONE ? nil : error(code)
    _ = unsafe sqlite3_reset(handle)
    if let failure { throw failure }
  }

  /// Lends bytes that stay where they are until ``runWithLent()`` has returned.
  @unsafe func lend(_ index: Int32, _ bytes: UnsafeRawBufferPointer) {
    _ = unsafe sqlite_profile_lend_blob(handle, index, bytes.baseAddress, Int32(bytes.count))
  }

  /// Lends a text in the same way.
  @unsafe func lend(_ index: Int32, utf8: UnsafeBufferPointer<UInt8>) {
    _ = unsafe sqlite_profile_lend_text(handle, index, utf8.baseAddress, Int32(utf8.count))
  }

  /// Binds the rows that a statement's `gather` fills; they outlive its last step.
  @unsafe func bind(_ index: Int32, gathering rows: UnsafeMutablePointer<sqlite_profile_rows>) {
    _ = unsafe sqlite_profile_bind_rows(handle, index, rows)
  }

  /// Runs a statement that returns no row and forgets the values that were lent to it.
  func runWithLent() throws {
    defer { _ = unsafe sqlite3_clear_bindings(handle) }
    try run()
  }

  /// Moves to the next row.
  /// - Returns: false after the last one; the statement is then ready to be used again.
  func next() throws -> Bool {
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    let failure = code == SQLITE_DONE ? nil : error(code)
    _ = unsafe sqlite3_reset(handle)
    if let failure { throw failure }
    return false
  }

  func reset() { _ = unsafe sqlite3_reset(handle) }

  /// Ends whatever was under way and forgets the values that were bound.
  func clear() {
    _ = unsafe sqlite3_reset(handle)
    _ = unsafe sqlite3_clear_bindings(handle)
  }

  func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

  func optionalInteger(_ column: Int32) -> Int64? {
    unsafe sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : integer(column)
  }

  /// A position in the ledger.
  ///
  /// No event stands at a negative one, which only damage writes: it reads as 0, where none stands
  /// either.
  func sequence(_ column: Int32) -> UInt64 { UInt64(clamping: integer(column)) }

  func optionalSequence(_ column: Int32) -> UInt64? {
    optionalInteger(column).map(UInt64.init(clamping:))
  }

  func text(_ column: Int32) -> String {
    String(decoding: blob(column), as: UTF8.self)
  }

  func optionalText(_ column: Int32) -> String? {
    unsafe sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : text(column)
  }

  func blob(_ column: Int32) -> [UInt8] {
    guard let start = unsafe sqlite3_column_blob(handle, column) else { return [] }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// The bytes of a column where SQLite holds them, empty for NULL.
  ///
  /// They are there until the statement moves on or is reset, which the caller sees to.
  @unsafe func lent(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    guard let start = unsafe sqlite3_column_blob(handle, column) else {
      return unsafe UnsafeBufferPointer(start: nil, count: 0)
    }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    return unsafe UnsafeBufferPointer(
      start: start.assumingMemoryBound(to: UInt8.self), count: count)
  }

  /// Whether a column holds these bytes, compared where SQLite holds them.
  func holds(_ bytes: ArraySlice<UInt8>, in column: Int32) -> Bool {
    let stored = unsafe lent(column)
    guard stored.count == bytes.count else { return false }
    return unsafe bytes.withUnsafeBytes { wanted in
      guard let left = wanted.baseAddress, let right = stored.baseAddress else {
        return true
      }
      return unsafe memcmp(left, right, wanted.count) == 0
    }
  }

  func optionalBlob(_ column: Int32) -> [UInt8]? {
    unsafe sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : blob(column)
  }

  /// The text of a value of any type, for a comparison of whole rows.
  func rendered(_ column: Int32) -> [UInt8] {
    switch unsafe sqlite3_column_type(handle, column) {
    case SQLITE_NULL: [0]
    case SQLITE_INTEGER: Array("i\(integer(column))".utf8)
    case SQLITE_BLOB: [UInt8(ascii: "b")] + blob(column)
    default: [UInt8(ascii: "t")] + blob(column)
    }
  }

  var columnCount: Int32 { unsafe sqlite3_column_count(handle) }

  /// The error of the connection, taken before anything else can hide it.
  private func error(_ code: Int32) -> DatabaseError {
    let connection = unsafe sqlite3_db_handle(handle)
    let extended = unsafe sqlite3_extended_errcode(connection)
    let message = unsafe String(cString: sqlite3_errmsg(connection))
    return DatabaseError(
      resultCode: ResultCode(rawValue: extended == 0 ? code : extended), message: message)
  }
}
