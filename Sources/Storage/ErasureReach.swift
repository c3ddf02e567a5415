internal import GRDB

/// Where the tables name a donor.
///
/// A table that concerns a donor has a column `donor`, and an erasure finds it in the schema. Columns
/// of another name are listed here; a test holds the list against every reference to a donor.
enum ErasureReach {
  /// A column whose rows concern the donor it holds.
  struct Column: Hashable {
    var table: String
    var name: String
  }

  /// Columns of another name.
  static let named = [
    Column(table: "donor", name: "code"),
    Column(table: "consent_event", name: "recorded_under"),
    Column(table: "donor_merge", name: "survivor"), Column(table: "donor_merge", name: "merged"),
    Column(table: "review_case", name: "first"), Column(table: "review_case", name: "second"),
  ]

  /// What remembers that there was an erasure.
  static let kept = "erased_donor"

  /// Every column by which rows of a donor are found.
  static func columns(of database: Database) throws -> [Column] {
    let select = try PreparedStatement(
      database,
      """
      SELECT s.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c
      WHERE s.type = 'table' AND c.name = 'donor' ORDER BY s.name
      """)
    defer { select.reset() }
    var found: [Column] = []
    while try select.next() {
      let table = select.text(0)
      if table != kept { found.append(Column(table: table, name: "donor")) }
    }
    return found + named
  }
}

/// What the schema says about donors, for whoever holds the list against it.
struct SchemaTables {
  /// Every table.
  var tables: Set<String>
  /// Every column by which an erasure finds rows.
  var erased: Set<ErasureReach.Column>
  /// Every column that refers to a donor's row.
  var references: Set<ErasureReach.Column>
}

extension RegistryStore {
  func schemaTables() throws -> SchemaTables {
    try queue.inDatabase { database in
      let tables = try String.fetchSet(
        database,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
          """)
      let references = try Row.fetchAll(
        database,
        sql: """
          SELECT s.name, f."from" FROM sqlite_schema s
          JOIN pragma_foreign_key_list(s.name) f WHERE s.type = 'table' AND f."table" = 'donor'
          """)
      return SchemaTables(
        tables: tables, erased: Set(try ErasureReach.columns(of: database)),
        references: Set(references.map { .init(table: $0[0], name: $0[1]) }))
    }
  }
}
