internal import Anonymization

/// How the values of a column lose detail.
enum Generalisation: Sendable {
  /// Released as recorded.
  case none
  /// Known or not.
  case flat
  /// Bands of years, the oldest ages one value.
  case age
  /// Bands of calendar years.
  case year
  /// Three characters, then one.
  case postcode
  /// Site, category, organ system.
  case topography
  /// Code, histology group, broad group.
  case morphology
  /// Group, stage, early or advanced.
  case stage

  /// The hierarchy of a column's values.
  func hierarchy(
    _ name: String, _ values: ValueDictionary, _ policy: ReleasePolicy
  ) throws -> Hierarchy {
    switch self {
    case .none, .flat: try .flat(name: name, values: values)
    case .age: try .age(name: name, values: values, topCode: policy.ageTopCode)
    case .year: try .year(name: name, values: values)
    case .postcode:
      try .postcode(
        name: name, values: values, lengths: [3, 1], restricted: policy.restrictedRegions)
    case .topography: try .topography(name: name, values: values)
    case .morphology: try .morphology(name: name, values: values)
    case .stage: try .stage(name: name, values: values)
    }
  }
}
