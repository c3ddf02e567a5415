/// A condition that every class of a release must meet.
///
/// A class is the set of released records that are equal in all quasi-identifiers.
public enum PrivacyModel: Sendable {
  /// Every class has at least `k` records (Sweeney 2002).
  case kAnonymity(Int)
  /// At least `k` people of the population fit every class (k-map; Sweeney 2001, El Emam and Dankar
  /// 2008).
  case kMap(Int)
  /// Of the people of the population who fit a released class a share within the range is in the
  /// table (delta-presence; Nergiz, Atzori and Clifton 2007).
  case deltaPresence(ClosedRange<Double>)
  /// The mean prosecutor risk of the released records, classes by records, is at most a limit
  /// (El Emam 2013). It speaks of the release as a whole, not of any one class.
  case averageRisk(Double)
  /// Every class has at least `l` different values of a column (Machanavajjhala et al. 2007).
  case distinctDiversity(l: Int, of: String)
  /// The entropy of a column in every class is at least log `l` (Machanavajjhala et al. 2007).
  ///
  /// A class of `l` equally frequent values lies on the boundary; `tie` says whether it passes.
  case entropyDiversity(l: Double, of: String, tie: TieRule = .passes)
  /// In every class the most frequent value occurs less often than `c` times the sum of the `l`-th
  /// most frequent and all rarer ones (recursive (c, l)-diversity, Machanavajjhala et al. 2007).
  case recursiveDiversity(c: Double, l: Int, of: String)
  /// The distribution of a column in every class lies within `t` of that in the whole table, where
  /// all values are equally far from each other (Li, Li and Venkatasubramanian 2007).
  case equalCloseness(t: Double, of: String)
  /// The distribution of a column in every class lies within `t` of that in the whole table, where
  /// two values are as far from each other as their lowest common label is high (Li, Li and
  /// Venkatasubramanian 2007).
  case hierarchicalCloseness(t: Double, of: String, hierarchy: Hierarchy)

  /// Whether an entropy within 1e-12 of the boundary passes.
  public enum TieRule: Sendable, Equatable {
    /// As the definition says: at least log l.
    case passes
    /// Only more than log l passes. Programs whose rounding falls below the boundary behave so.
    case fails
  }

  /// The k-anonymity that keeps the prosecutor risk of every record within a limit.
  /// - Parameter risk: the highest risk allowed, above 0 and up to 1.
  /// - Returns: k-anonymity with the smallest `k` whose reciprocal is not above the risk.
  public static func maximumRisk(_ risk: Double) -> PrivacyModel {
    guard risk > 1 / 1e9 else { return .kAnonymity(1_000_000_000) }
    return .kAnonymity(Int((1 / risk - 1e-9).rounded(.up)))
  }

  /// Whether the model speaks of a population.
  public var needsPopulation: Bool {
    switch self {
    case .kMap, .deltaPresence: true
    default: false
    }
  }

  /// The sensitive column that the model speaks of.
  public var sensitiveColumn: String? {
    switch self {
    case .kAnonymity, .kMap, .deltaPresence, .averageRisk: nil
    case .distinctDiversity(_, let column), .entropyDiversity(_, let column, _),
      .recursiveDiversity(_, _, let column), .equalCloseness(_, let column),
      .hierarchicalCloseness(_, let column, _):
      column
    }
  }
}
