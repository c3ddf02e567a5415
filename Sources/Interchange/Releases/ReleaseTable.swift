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
    /// For each member the place of its value among the labels.
    public var codes: [UInt32]

    /// Describes a column.
    /// - Parameters:
    ///   - name: name of the column.
    ///   - title: short title.
    ///   - meaning: what stands in it.
    ///   - labels: the distinct values.
    ///   - codes: for each member the place of its value among the labels.
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
  /// Positions of the released members in the columns, in the order of the file.
  public var members: [Int]
  /// The pseudonyms of the released members one behind the other, all of one length.
  public var pseudonyms: [UInt8]

  /// Gathers a release.
  /// - Parameters:
  ///   - columns: the columns.
  ///   - members: positions of the released members, in the order of the file.
  ///   - pseudonyms: their pseudonyms one behind the other, all of one length.
  public init(columns: [Column], members: [Int], pseudonyms: [UInt8]) {
    self.columns = columns
    self.members = members
    self.pseudonyms = pseudonyms
  }

  /// Length of each pseudonym.
  var pseudonymLength: Int { members.isEmpty ? 0 : pseudonyms.count / members.count }

  subscript(name: String) -> Column? { columns.first { $0.name == name } }

  /// The columns that none of the names names, for what has no place of its own in a format.
  func others(than names: Set<String>) -> [Column] {
    columns.filter { !names.contains($0.name) }
  }
}
