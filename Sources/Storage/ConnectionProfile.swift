internal import CSQLiteProfile
internal import GRDB

/// How every connection is set up, and the proof that it is.
///
/// Rollback journal with `synchronous=EXTRA`: an acknowledged commit then survives power loss, the
/// journal's directory entry included. Every setting is read back, because a pragma that does not
/// take is silent.
enum ConnectionProfile {
  /// `TISD` in the file header, so that another program's database is recognised.
  static let applicationID: Int64 = 0x5449_5344

  /// The size of a connection's page cache as SQLite wants it: negative, in KiB.
  static let cache = "-262144"

  /// The size of the cache while a table is read through once.
  static let scanCache = "-8192"

  /// Settings of a connection: pragma, value to set, value that must be read back.
  private static let settings: [(pragma: String, value: String, readBack: String)] = [
    ("synchronous", "EXTRA", "3"),
    ("foreign_keys", "ON", "1"),
    ("recursive_triggers", "ON", "1"),
    ("cell_size_check", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("mmap_size", "0", "0"),
    ("temp_store", "MEMORY", "2"),
    ("cache_size", cache, cache),
  ]

  /// Once for the process, before the first connection.
  private static let isLibraryPrepared = sqlite_profile_prepare() == 0

  /// The settings of a connection.
  /// - Parameters:
  ///   - readOnly: whether nothing is to be written.
  ///   - waitingTime: how long to wait for another connection, in seconds.
  /// - Returns: the configuration.
  static func configuration(
    readOnly: Bool = false, waitingTime: Double = RegistryStore.waitingTime
  ) -> Configuration {
    _ = isLibraryPrepared
    var configuration = Configuration()
    configuration.busyMode = .timeout(waitingTime)
    configuration.readonly = readOnly
    configuration.label = "registry"
    // The profile turns them on, and reads that back.
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { try apply(to: $0) }
    return configuration
  }

  private static func apply(to database: Database) throws {
    let code = unsafe sqlite_profile_harden(database.sqliteConnection)
    guard code == 0 else {
      throw StoreError.profile(setting: "hardening", wanted: "0", found: "\(code)")
    }
    let taught = unsafe sqlite_profile_teach(database.sqliteConnection)
    guard taught == 0 else {
      throw StoreError.profile(setting: "gather", wanted: "0", found: "\(taught)")
    }
    try restore(database)
  }

  /// Makes every setting, and reads it back.
  static func restore(_ database: Database) throws {
    for setting in settings {
      _ = try answer("PRAGMA \(setting.pragma) = \(setting.value)", database)
    }
    try verify(database)
  }

  /// Reads every setting back.
  /// - Throws: ``StoreError/profile(setting:wanted:found:)`` for the first that differs.
  static func verify(_ database: Database) throws {
    for setting in settings {
      // An in-memory database has no file to map and answers mmap_size with no row.
      guard let found = try answer("PRAGMA \(setting.pragma)", database) else { continue }
      guard found == setting.readBack else {
        throw StoreError.profile(
          setting: setting.pragma, wanted: setting.readBack, found: found)
      }
    }
  }

  /// What a pragma answers; nil where it answers with no row.
  ///
  /// Asked of SQLite itself: twenty questions in the words of the library take a third of the time in
  /// which a registry opens.
  static func answer(_ sql: String, _ database: Database) throws -> String? {
    guard let connection = unsafe database.sqliteConnection else {
      throw DatabaseError(resultCode: .SQLITE_MISUSE)
    }
    var found = [UInt8](repeating: 0, count: 64)
    let code = unsafe found.withUnsafeMutableBytes { buffer in
      unsafe sqlite_profile_setting(
        connection, sql, buffer.assumingMemoryBound(to: CChar.self).baseAddress,
        Int32(buffer.count))
    }
    switch code {
    case SQLITE_ROW: return String(decoding: found.prefix { $0 != 0 }, as: UTF8.self)
    case SQLITE_DONE: return nil
    default:
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: unsafe String(cString: sqlite3_errmsg(connection)))
    }
  }

  /// Demands the rollback journal of a database file.
  static func verifyJournal(_ database: Database) throws {
    let mode = try answer("PRAGMA journal_mode", database) ?? ""
    guard mode == "delete" else {
      throw StoreError.profile(setting: "journal_mode", wanted: "delete", found: mode)
    }
  }
}
