public import Domain

/// A policy code of the German broad consent.
///
/// Source of the table: MII Consent Policy CodeSystem 1.0.5 and the validity periods of the
/// implementation guide, Kerndatensatz Modul Consent 2025.0.1 (Medizininformatik-Initiative,
/// TMF e. V., CC BY 4.0).
public struct MIIPolicyCode: Hashable, Sendable {
  /// The last arc of the code's object identifier, 1 to 124.
  public let number: Int

  /// The code system as it stands in `Coding.system`.
  public static let system = "urn:oid:" + arc
  private static let arc = "2.16.840.1.113883.3.1937.777.24.5.3"

  /// Every code.
  public static let all = table.indices.map { MIIPolicyCode(number: $0 + 1) }

  /// A code by its last arc; nil outside of the table.
  /// - Parameter number: the last arc.
  public init?(_ number: Int) {
    guard Self.table.indices.contains(number - 1) else { return nil }
    self.number = number
  }

  /// A code by its whole object identifier; nil for any other.
  /// - Parameter code: what stands in `Coding.code`.
  public init?(code: String) {
    guard code.hasPrefix(Self.arc + "."),
      let number = Int(code.dropFirst(Self.arc.utf8.count + 1)),
      code == "\(Self.arc).\(number)"
    else { return nil }
    self.init(number)
  }

  private init(number: Int) { self.number = number }

  /// The whole object identifier.
  public var code: String { "\(Self.arc).\(number)" }

  /// The module that the code belongs to; nil for a module itself.
  public var module: MIIPolicyCode? {
    let parent = Self.table[number - 1].module
    return parent == 0 ? nil : MIIPolicyCode(number: parent)
  }

  /// Whether it only groups others and permits nothing by itself.
  public var isModule: Bool { module == nil }

  /// How long a yes lasts; nil for modules and for what is done once.
  public var validity: CivilPeriod? {
    let years = Self.table[number - 1].years
    return years == 0 ? nil : CivilPeriod(years: years)
  }

  /// The scopes that need this code.
  public var scopes: ScopeSet {
    Self.needs.reduce(into: ScopeSet()) { scopes, need in
      if need.codes.contains(number) { scopes.insert(need.scope) }
    }
  }

  /// What the German broad consent must permit, all of it, for a scope to be permitted.
  struct Need: Sendable {
    let scope: ConsentScope
    let codes: [Int]
    /// The codes whose ends decide how long the scope is permitted.
    ///
    /// Collecting ends after five years and use after thirty; a scope that is about use goes on
    /// until storing and using end.
    let lasting: [Int]

    init(_ scope: ConsentScope, _ codes: [Int], lasting: [Int]? = nil) {
      self.scope = scope
      self.codes = codes
      self.lasting = lasting ?? codes
    }
  }

  /// The default consent form states the same codes.
  static let needs = [
    Need(.tissueSurplus, [19, 20, 22], lasting: [20, 22]),
    Need(.tissueExtraSampling, [25]),
    Need(.bloodSample, [19, 25]),
    Need(.clinicalData, [6, 7, 8], lasting: [7, 8]),
    Need(.dataLinkage, [9]),
    Need(.internationalTransfer, [49, 55]),
    Need(.recontactStudies, [29]),
    Need(.recontactSamples, [28]),
    Need(.returnOfFindings, [31, 37]),
  ]

  /// Module (0 for a module itself) and years of validity (0 for none) of the codes 1 to 124.
  private static let table: [(module: Int, years: Int)] = [
    (0, 0), (1, 30), (1, 30), (1, 30), (1, 30), (1, 5), (1, 30), (1, 30), (1, 30), (0, 0),
    (10, 0), (10, 30), (10, 30), (0, 0), (14, 5), (14, 30), (14, 30), (0, 0), (18, 5), (18, 30),
    (18, 5), (18, 30), (18, 30), (0, 0), (24, 5), (0, 0), (26, 30), (26, 30), (26, 30), (0, 0),
    (30, 30), (0, 0), (32, 0), (32, 30), (0, 0), (35, 30), (1, 30), (10, 0), (14, 5), (32, 0),
    (32, 30), (32, 30), (32, 30), (0, 0), (44, 30), (44, 30), (44, 30), (0, 0), (48, 30), (0, 0),
    (50, 30), (50, 30), (50, 30), (0, 0), (54, 30), (32, 30), (0, 0), (57, 5), (0, 0), (59, 5),
    (0, 0), (61, 5), (0, 0), (63, 5), (63, 30), (63, 30), (0, 0), (67, 30), (67, 30), (67, 30),
    (67, 5), (67, 30), (67, 30), (67, 30), (67, 30), (67, 30), (67, 30), (0, 0), (78, 5),
    (78, 5), (78, 30), (0, 0), (82, 30), (82, 30), (0, 0), (85, 0), (85, 0), (0, 0), (88, 5),
    (88, 5), (0, 0), (91, 30), (91, 30), (0, 0), (94, 30), (0, 0), (96, 30), (96, 30), (0, 0),
    (99, 30), (99, 30), (0, 0), (102, 5), (102, 30), (102, 30), (102, 30), (102, 5), (102, 30),
    (102, 30), (102, 30), (0, 0), (111, 5), (111, 30), (111, 30), (111, 30), (111, 5), (111, 30),
    (111, 30), (111, 30), (0, 0), (120, 5), (120, 30), (120, 30), (120, 30),
  ]
}
