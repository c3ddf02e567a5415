/// Everything a command puts on standard output.
struct Document {
  /// The data, the same in every format.
  enum Content {
    /// One record.
    case record(Record)
    /// A list of records.
    case list([Record])
    /// Nothing: the command wrote its data itself.
    case nothing
    /// A list too long to hold; the closure hands over one record after the other.
    case stream((_ emit: (Record) throws -> Void) throws -> Void)
  }

  /// The data.
  var content: Content
  /// The columns that a table of records shows; empty for all.
  var columns: [String] = []
  /// What a reader at the terminal sees in place of a table: sentences or a document's own text.
  var prose: String?

  /// One record.
  static func record(_ record: Record, prose: String? = nil) -> Document {
    Document(content: .record(record), prose: prose)
  }

  /// A list of records and the columns that a table shows of it.
  static func list(_ records: [Record], columns: [String], prose: String? = nil) -> Document {
    Document(content: .list(records), columns: columns, prose: prose)
  }
}
