/// The hierarchies that need no file, by the name under which a request may ask for them.
public enum BuiltInHierarchy: String, CaseIterable, Sendable {
  /// Any value, or `*`.
  case flat
  /// Ages in years.
  case age
  /// Days, months, quarters, years, decades.
  case date
  /// Calendar years.
  case year
  /// Postcodes by truncation.
  case postcode
  /// ICD-O-3 topography.
  case topography
  /// ICD-O-3 morphology.
  case morphology
  /// Stage groups.
  case stage

  /// What the law or a policy hides at every level.
  public struct Limits: Sendable {
    /// The first age that is no longer told apart.
    public var ageTopCode: Int
    /// The postcode areas with too few people to be named.
    public var restrictedRegions: Set<String>

    /// States limits.
    /// - Parameters:
    ///   - ageTopCode: the first age that is no longer told apart.
    ///   - restrictedRegions: the postcode areas with too few people to be named.
    public init(ageTopCode: Int = 90, restrictedRegions: Set<String> = []) {
      self.ageTopCode = ageTopCode
      self.restrictedRegions = restrictedRegions
    }
  }

  /// The levels from the finest up, in words.
  public var levels: String {
    switch self {
    case .flat: "value, *"
    case .age: "year, 5, 10 and 20 years, *; ages from 90 on are one"
    case .date: "day, month, quarter, year, 10 years, *"
    case .year: "year, 5 and 10 years, *"
    case .postcode: "first 3 characters, first one, *; 000 for US areas with few people"
    case .topography: "ICD-O-3 site, category, organ system, *"
    case .morphology: "ICD-O-3 code, histology, broad group, *"
    case .stage: "stage with letter, stage, early or advanced, *"
    }
  }

  /// The hierarchy of a column's values.
  /// - Parameters:
  ///   - name: the name used in messages.
  ///   - values: the values of the column.
  ///   - limits: what is hidden at every level.
  /// - Returns: the hierarchy.
  /// - Throws: ``HierarchyError``.
  public func hierarchy(
    name: String, values: ValueDictionary, limits: Limits = Limits()
  ) throws(HierarchyError) -> Hierarchy {
    switch self {
    case .flat: try .flat(name: name, values: values)
    case .age: try .age(name: name, values: values, topCode: limits.ageTopCode)
    case .date: try .date(name: name, values: values)
    case .year: try .year(name: name, values: values)
    case .postcode:
      try .postcode(name: name, values: values, restricted: limits.restrictedRegions)
    case .topography: try .topography(name: name, values: values)
    case .morphology: try .morphology(name: name, values: values)
    case .stage: try .stage(name: name, values: values)
    }
  }
}
