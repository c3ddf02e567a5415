/// What every release has to fulfil, whatever was asked for.
public struct ReleasePolicy: Hashable, Sendable {
  /// Smallest class of donors who look alike.
  public var k: Int
  /// Share of donors that may be left out to protect the others, 0 to 1.
  public var suppressionLimit: Double
  /// Age from which all ages are one.
  public var ageTopCode: Int
  /// Three-digit postcode areas with too few people to be named.
  public var restrictedRegions: Set<String>
  /// Names of the columns that others may know of a person.
  public var quasiIdentifiers: [String]

  /// Describes a policy.
  /// - Parameters:
  ///   - k: smallest class of donors who look alike.
  ///   - suppressionLimit: share of donors that may be left out.
  ///   - ageTopCode: age from which all ages are one.
  ///   - restrictedRegions: areas with too few people to be named.
  ///   - quasiIdentifiers: names of the columns that others may know of a person.
  public init(
    k: Int, suppressionLimit: Double, ageTopCode: Int, restrictedRegions: Set<String>,
    quasiIdentifiers: [String]
  ) {
    self.k = k
    self.suppressionLimit = suppressionLimit
    self.ageTopCode = ageTopCode
    self.restrictedRegions = restrictedRegions
    self.quasiIdentifiers = quasiIdentifiers
  }
}
