/// One column of a published table: an entry of the data dictionary.
///
/// Source: Frictionless Data, Table Schema, version 1.
public struct DataField: Hashable, Sendable {
  /// The kind of value.
  public enum Kind: String, Sendable {
    /// Text.
    case string
    /// Whole number.
    case integer
    /// Number.
    case number
    /// `true` or `false`.
    case boolean
    /// `YYYY-MM-DD`.
    case date
    /// `YYYY`.
    case year
  }

  /// What the values of a column have to fulfil.
  public struct Constraints: Hashable, Sendable {
    /// Whether every row has a value.
    public var required: Bool
    /// Whether no value occurs twice.
    public var unique: Bool
    /// The values that occur.
    public var allowed: [String]
    /// A regular expression for the whole value.
    public var pattern: String?
    /// The smallest number.
    public var minimum: Int?
    /// The largest number.
    public var maximum: Int?

    /// States constraints; by default there are none.
    /// - Parameters:
    ///   - required: whether every row has a value.
    ///   - unique: whether no value occurs twice.
    ///   - allowed: the values that occur.
    ///   - pattern: a regular expression for the whole value.
    ///   - minimum: the smallest number.
    ///   - maximum: the largest number.
    public init(
      required: Bool = false, unique: Bool = false, allowed: [String] = [],
      pattern: String? = nil, minimum: Int? = nil, maximum: Int? = nil
    ) {
      self.required = required
      self.unique = unique
      self.allowed = allowed
      self.pattern = pattern
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// The column's name.
  public var name: String
  /// The kind of value.
  public var type: Kind
  /// A name for people.
  public var title: String?
  /// What it means, by which code system.
  public var description: String?
  /// What the values have to fulfil.
  public var constraints: Constraints

  /// Describes a column.
  /// - Parameters:
  ///   - name: the column's name.
  ///   - type: the kind of value.
  ///   - title: a name for people.
  ///   - description: what it means.
  ///   - constraints: what the values have to fulfil.
  public init(
    name: String, type: Kind, title: String? = nil, description: String? = nil,
    constraints: Constraints = Constraints()
  ) {
    self.name = name
    self.type = type
    self.title = title
    self.description = description
    self.constraints = constraints
  }
}
