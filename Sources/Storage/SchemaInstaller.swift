internal import Domain
internal import GRDB
internal import Ledger
internal import Schema

/// Applies the schema's steps and recognises a database that has them.
enum SchemaInstaller {
  static func install(in database: Database) throws {
    try database.execute(
      sql: "PRAGMA application_id = \(ConnectionProfile.applicationID)")
    try database.execute(
      sql: """
        CREATE TABLE schema_step (
          name TEXT PRIMARY KEY NOT NULL,
          digest BLOB NOT NULL CHECK (length(digest) = 32)
        ) STRICT
        """)
    for step in SchemaSteps.all {
      try apply(step, in: database)
      let insert = try PreparedStatement(
        database, "INSERT INTO schema_step (name, digest) VALUES (?1, ?2)")
      insert.bind(1, step.name)
      insert.bind(2, try digest(of: step))
      try insert.run()
    }
    try database.execute(sql: "PRAGMA user_version = \(SchemaSteps.all.count)")
  }

  static func installProjections(in database: Database) throws {
    for step in SchemaSteps.projections { try apply(step, in: database) }
  }

  private static func apply(_ step: SchemaStep, in database: Database) throws {
    try database.execute(sql: String(decoding: step.sql, as: UTF8.self))
  }

  private static func digest(of step: SchemaStep) throws -> [UInt8] {
    try LogState.leafHash(of: step.sql)
  }

  /// Refuses another program's database and a schema of another version.
  static func check(_ database: Database, path: String) throws {
    let application = try ConnectionProfile.answer("PRAGMA application_id", database)
    guard application == "\(ConnectionProfile.applicationID)" else {
      throw StoreError.foreign(path: path)
    }
    let version =
      try ConnectionProfile.answer("PRAGMA user_version", database).flatMap { Int($0) } ?? 0
    guard version == SchemaSteps.all.count else {
      throw StoreError.schemaVersion(found: version, known: SchemaSteps.all.count)
    }
    let select = try PreparedStatement(
      database, "SELECT digest FROM schema_step WHERE name = ?1 ORDER BY name")
    for step in SchemaSteps.all {
      select.bind(1, step.name)
      let found = try select.next() ? select.blob(0) : nil
      select.reset()
      guard found == (try digest(of: step)) else {
        throw StoreError.schemaStepChanged(name: step.name)
      }
    }
  }

  /// What stands in a database's schema and not in that of the steps, or the other way round.
  static func differences(of database: Database) throws -> [String] {
    let found = try objects(of: database)
    let wanted = try fresh.get()
    return Set(found.keys).union(wanted.keys).sorted()
      .filter { found[$0] != wanted[$0] && !$0.contains("sqlite_stat") }
      .map { "the schema differs in \($0)" }
  }

  /// Everything that the schema of a database consists of.
  private static func objects(of database: Database) throws -> [String: String] {
    // Quoted, since SQLite reads a statement that was made a BLOB as if nothing had happened to it.
    let list = """
      SELECT type || ' ' || name, quote(type) || quote(name) || quote(tbl_name) || quote(sql)
      FROM sqlite_schema ORDER BY 1, 2
      """
    return try Dictionary(
      Row.fetchAll(database, sql: list).map { ($0[0] as String, $0[1] as String) },
      uniquingKeysWith: +)
  }

  /// What the steps make of an empty database, made once in a process.
  private static let fresh = Result<[String: String], any Error> {
    try DatabaseQueue(configuration: ConnectionProfile.configuration()).inDatabase { scratch in
      try scratch.beginTransaction(.immediate)
      try install(in: scratch)
      try scratch.commit()
      return try objects(of: scratch)
    }
  }

  /// Tells damage from a defect: a statement that the database cannot carry out is the database's fault
  /// where its tables are no longer those that the steps make.
  static func explained(_ error: any Error, in database: Database) -> any Error {
    guard error is DatabaseError || error is StoreError else { return error }
    let failure = StoreError(error)
    switch failure {
    case .unexpected, .constraint:
      guard let found = try? differences(of: database), let first = found.first else {
        return failure
      }
      return StoreError.corrupt(detail: first)
    default: return failure
    }
  }
}
