/// How a version of a form relates to the one before it.
public enum FormChange: UInt8, CodedValue {
  /// There is none before it.
  case initial = 0
  /// Wording only; what was signed before goes on.
  case editorial = 1
  /// What is asked has changed; donors must be asked again.
  case material = 2

  /// `form change`.
  public static var vocabulary: String { "form change" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .initial: "initial"
    case .editorial: "editorial"
    case .material: "material"
    }
  }
}

/// One question of a form: one scope, with its own words and validity.
public struct FormItem: Hashable, Sendable {
  /// The scope that the question is about.
  public let scope: ConsentScope
  /// The question as the donor reads it.
  public let text: String
  /// How long a yes lasts; nil for as long as the module and the form say.
  public let validity: CivilPeriod?
  /// Data Use Ontology codes, for example `DUO:0000042`.
  public let duoCodes: [String]
  /// Policy codes (OIDs) of the German broad consent.
  public let miiCodes: [String]

  /// Describes a question; the form that takes it up checks it.
  /// - Parameters:
  ///   - scope: the scope that the question is about.
  ///   - text: the question as the donor reads it.
  ///   - validity: how long a yes lasts.
  ///   - duoCodes: Data Use Ontology codes.
  ///   - miiCodes: policy codes of the German broad consent.
  public init(
    scope: ConsentScope, text: String, validity: CivilPeriod? = nil, duoCodes: [String] = [],
    miiCodes: [String] = []
  ) {
    self.scope = scope
    self.text = text
    self.validity = validity
    self.duoCodes = duoCodes
    self.miiCodes = miiCodes
  }
}

/// A part of a form that belongs together.
public struct FormModule: Hashable, Sendable {
  /// The module within its form.
  public let id: String
  /// The heading as the donor reads it.
  public let title: String
  /// Whether the module is permitted whole or declined whole, and must be answered.
  public let isMandatory: Bool
  /// The module that must be permitted before this one can be.
  public let parent: String?
  /// How long a yes lasts at most; nil for as long as the form says.
  public let validity: CivilPeriod?
  /// The questions; none where the module only holds others together.
  public let items: [FormItem]

  /// Describes a module; the form that takes it up checks it.
  /// - Parameters:
  ///   - id: the module within its form.
  ///   - title: the heading.
  ///   - isMandatory: whether it is permitted whole or declined whole.
  ///   - parent: the module that must be permitted first.
  ///   - validity: how long a yes lasts at most.
  ///   - items: the questions.
  public init(
    id: String, title: String, isMandatory: Bool = false, parent: String? = nil,
    validity: CivilPeriod? = nil, items: [FormItem]
  ) {
    self.id = id
    self.title = title
    self.isMandatory = isMandatory
    self.parent = parent
    self.validity = validity
    self.items = items
  }

  /// The scopes that the module asks for.
  public var scopes: ScopeSet { ScopeSet(items.map(\.scope)) }
}
