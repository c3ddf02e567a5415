public import Domain

/// A scope and days on which it is permitted.
public struct ConsentDays: Hashable, Sendable {
  /// The scope.
  public let scope: ConsentScope
  /// The first day.
  public let first: CivilDay
  /// The last day; nil where there is none.
  public let last: CivilDay?

  /// Pairs a scope with days.
  /// - Parameters:
  ///   - scope: the scope.
  ///   - first: the first day.
  ///   - last: the last day; nil where there is none.
  public init(scope: ConsentScope, first: CivilDay, last: CivilDay?) {
    self.scope = scope
    self.first = first
    self.last = last
  }
}

/// One consent event as a FHIR `Consent` states it.
public struct FHIRConsentRow: Hashable, Sendable {
  /// What the Consent says, in the words of the consent file; its line is the line of NDJSON or the
  /// number of the entry, its raw row the resource.
  public let row: ConsentImportRow
  /// The days on which it permits scopes; nothing may be permitted beyond them on its account.
  public let days: [ConsentDays]
  /// Whether it states every answer; otherwise what it does not permit it declines.
  public let isWhole: Bool
  /// Whether it is said to be over.
  public let isInactive: Bool
  /// Whether it was entered in error.
  public let isEnteredInError: Bool
  /// Where it states every answer, the scopes that the form asked for, those left open included.
  public let answered: ScopeSet
  /// What it permits that no scope of the registry stands for.
  public let notices: [FieldProblem]

  /// Every scope that it permits on some day.
  public var permitted: ScopeSet { days.reduce(into: ScopeSet()) { $0.insert($1.scope) } }
}

/// Why a document holds no Consent that can be read.
public enum FHIRDocumentError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Something other than an object that names its resource type.
  case noResource
  /// A resource that neither is a Consent nor holds any.
  case otherResource(String)
  /// A bundle of a type whose entries are not current statements.
  case bundleType(String)
  /// Larger than can be held.
  case tooLarge(limit: Int)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .noResource:
      "the document is no FHIR resource; give a resource, a Bundle or NDJSON of them"
    case .otherResource(let type):
      "a '\(FieldProblem.excerpt(type))' holds no consent; give a Consent, a Bundle or NDJSON of them"
    case .bundleType(let type):
      "a Bundle of type '\(FieldProblem.excerpt(type))' does not say what holds now; give a Bundle"
        + " of type \(FHIREntries.bundleTypes.joined(separator: ", "))"
    case .tooLarge(let limit):
      "the document is larger than \(limit >> 20) MiB; give NDJSON, one resource a line"
    }
  }
}
