public import Anonymization
public import Domain

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
  /// Names of the columns that nobody should learn of a class as a whole.
  public var sensitive: [String]
  /// Fewest different values of a sensitive column in a class; 1 asks for none.
  public var l: Int
  /// How far the values of a sensitive column in a class may lie from those in the cohort; nil asks for
  /// nothing.
  public var t: Double?
  /// Highest mean risk of being recognised, over all donors released; nil asks for nothing.
  public var averageRisk: Double?
  /// The level below which a column may not go, because an earlier release of the family did not.
  public var coarserThan: [String: Int]
  /// Whether all donors have one scheme, or each class one of its own.
  public var recoding: CohortRecoding

  /// Describes a policy.
  /// - Parameters:
  ///   - k: smallest class of donors who look alike.
  ///   - suppressionLimit: share of donors that may be left out.
  ///   - ageTopCode: age from which all ages are one.
  ///   - restrictedRegions: areas with too few people to be named.
  ///   - quasiIdentifiers: names of the columns that others may know of a person.
  ///   - sensitive: names of the columns that nobody should learn of a class as a whole.
  ///   - l: fewest different values of a sensitive column in a class.
  ///   - t: how far the values of a class may lie from those of the cohort.
  ///   - averageRisk: highest mean risk of being recognised.
  ///   - coarserThan: the level below which a column may not go.
  ///   - recoding: whether all donors have one scheme, or each class one of its own.
  public init(
    k: Int, suppressionLimit: Double, ageTopCode: Int, restrictedRegions: Set<String>,
    quasiIdentifiers: [String], sensitive: [String] = [], l: Int = 1, t: Double? = nil,
    averageRisk: Double? = nil, coarserThan: [String: Int] = [:],
    recoding: CohortRecoding = .fullDomain
  ) {
    self.k = k
    self.suppressionLimit = suppressionLimit
    self.ageTopCode = ageTopCode
    self.restrictedRegions = restrictedRegions
    self.quasiIdentifiers = quasiIdentifiers
    self.sensitive = sensitive
    self.l = l
    self.t = t
    self.averageRisk = averageRisk
    self.coarserThan = coarserThan
    self.recoding = recoding
  }

  /// What every group of donors has to fulfil that somebody can tell apart.
  public var jointRule: JointClasses.Rule { JointClasses.Rule(k: k, l: l) }

  /// Whether anything is asked of the sensitive columns.
  public var asksForDiversity: Bool { !sensitive.isEmpty && (l > 1 || t != nil) }

  /// The sensitive columns of which something is asked.
  public var protected: [String] { asksForDiversity ? sensitive : [] }

  /// What every class has to meet, and the release as a whole.
  public var models: [PrivacyModel] {
    [.kAnonymity(k)]
      + protected.flatMap { column -> [PrivacyModel] in
        (l > 1 ? [.distinctDiversity(l: l, of: column)] : [])
          + (t.map { [.equalCloseness(t: $0, of: column)] } ?? [])
      } + (averageRisk.map { [.averageRisk($0)] } ?? [])
  }
}
