/// Administrative sex, the value set of FHIR `administrative-gender`.
public enum Sex: UInt8, CodedValue {
  /// Female.
  case female = 1
  /// Male.
  case male = 2
  /// Other.
  case other = 3
  /// Not known.
  case unknown = 9

  /// `sex`.
  public static var vocabulary: String { "sex" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .female: "female"
    case .male: "male"
    case .other: "other"
    case .unknown: "unknown"
    }
  }
}

/// Whether a donor is known to live.
public enum VitalStatus: UInt8, CodedValue {
  /// Alive when last heard of.
  case alive = 1
  /// Dead.
  case dead = 2

  /// `vital status`.
  public static var vocabulary: String { "vital status" }

  /// The name that people write.
  public var name: String { self == .alive ? "alive" : "dead" }
}
