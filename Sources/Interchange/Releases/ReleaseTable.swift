/// What leaves in a release: the anonymised columns and nothing else.
///
/// Every format of a release is made from this table alone, so none can say more than another.
public struct ReleaseTable: Sendable {
  /// A column after it was generalised.
  public struct Column: Sendable {
    /// Name of the column, as in the data dictionary.
    public var name: String
    /// Short title.
    public var title: String
    /// What stands in it.
    public var meaning: String
    /// The distinct values; an empty one is not known.
    public var labels: [String]
    /// For each row of the file the place of its value among the labels.
    public var codes: [UInt32]

    /// Describes a column.
    /// - Parameters:
    ///   - name: name of the column.
    ///   - title: short title.
    ///   - meaning: what stands in it.
    ///   - labels: the distinct values.
    ///   - codes: for each row of the file the place of its value among the labels.
    public init(
      name: String, title: String, meaning: String, labels: [String], codes: [UInt32]
    ) {
      self.name = name
      self.title = title
      self.meaning = meaning
      self.labels = labels
      self.codes = codes
    }
  }

  /// What stands where a value was generalised away; formats leave it out like an unknown one.
  public static let suppressed = "*"

  /// The columns.
  public var columns: [Column]
  /// How many donors were released.
  public let rowCount: Int
  /// Their pseudonyms one behind the other, all of one length.
  public let pseudonyms: [UInt8]

  /// Gathers a release.
  /// - Parameters:
  ///   - columns: the columns.
  ///   - rowCount: how many donors were released.
  ///   - pseudonyms: their pseudonyms one behind the other, all of one length.
  public init(columns: [Column], rowCount: Int, pseudonyms: [UInt8]) {
    self.columns = columns
    self.rowCount = rowCount
    self.pseudonyms = pseudonyms
  }

  /// Length of each pseudonym.
  var pseudonymLength: Int { rowCount == 0 ? 0 : pseudonyms.count / rowCount }

  subscript(name: String) -> Column? { columns.first { $0.name == name } }

  /// The columns that none of the names names, for what has no place of its own in a format.
  func others(than names: Set<String>) -> [Column] {
    columns.filter { !names.contains($0.name) }
  }
}
