internal import GRDB

/// Whether one table of current state equals what the ledger says.
public struct ProjectionComparison: Sendable {
  /// Name of the table.
  public let table: String
  /// Rows compared.
  public let rows: Int
  /// The first difference in words, nil where there is none.
  public let difference: String?

  /// Every table of current state with the order of its key.
  static let tables: [(name: String, key: String)] = [
    ("consent_form", "seq"), ("programme", "id"), ("donor", "code"),
    ("donor_codes", "donor"), ("donor_event", "donor, seq"), ("strong_identifier", "high, low"),
    ("match_token", "token, donor"), ("consent_event", "donor, seq"),
    ("consent_timeline", "donor"), ("data_release", "seq"),
    ("release_item", "donor, release_seq"),
    ("recall_obligation", "donor, release_seq, cause_seq"), ("donor_merge", "seq"),
    ("merge_member", "donor"), ("offer", "seq"),
    ("review_case", "first, second"),
    ("release_policy", "version"), ("recipient", "key"), ("recipient_share", "giver, taker"),
    ("release_request", "seq"), ("release_terms", "release_seq"),
    ("release_class", "release_seq, class"), ("release_sensitive", "donor, release_seq"),
    ("programme_termination", "programme"), ("count_answer", "seq"),
    ("witness", "name"), ("erased_donor", "donor"), ("erased_recall", "cause_seq, release_seq"),
    ("operator", "name"), ("key_rotation", "seq"), ("forgotten_pseudonyms", "seq"),
  ]

  /// Walks every table of both databases in the order of its key.
  static func compare(live: Database, rebuilt: Database) throws -> [ProjectionComparison] {
    try tables.map { table in
      let sql = "SELECT * FROM \(table.name) ORDER BY \(table.key)"
      let left = try PreparedStatement(live, sql)
      let right = try PreparedStatement(rebuilt, sql)
      defer {
        left.reset()
        right.reset()
      }
      var rows = 0
      var difference: String?
      while difference == nil {
        let (hasLeft, hasRight) = (try left.next(), try right.next())
        guard hasLeft || hasRight else { break }
        rows += 1
        if !hasRight {
          difference = "row \(rows) stands in the table and not in the ledger"
        } else if !hasLeft {
          difference = "row \(rows) stands in the ledger and not in the table"
        } else if let column = (0..<left.columnCount).first(where: {
          left.rendered($0) != right.rendered($0)
        }) {
          difference = "row \(rows) differs in column \(column + 1)"
        }
      }
      return ProjectionComparison(table: table.name, rows: rows, difference: difference)
    }
  }
}
