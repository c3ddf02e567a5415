public import Domain

/// A version of a form, published or not.
public enum FormSource: Sendable {
  /// A published version, `id` for the latest or `id@version`.
  case published(String)
  /// A YAML document.
  case file(InputFile)
}

/// How two versions of a form differ, and who would have to sign again for the newer one.
public struct FormComparison: Sendable {
  /// The older version, `id@version`.
  public var old: String
  /// The newer version, `id@version`.
  public var new: String
  /// What the newer version calls itself.
  public var change: String
  /// Everything that differs.
  public var differences: [FormDifference]
  /// Why the newer version cannot be published; nil where it can or is.
  public var problem: String?
  /// Who would have to sign again.
  public var reconsent: FormReconsent

  /// Whether something changes what a signature permits.
  public var isMaterial: Bool { differences.contains(where: \.isMaterial) }
}

/// Who has to sign again because of a version of a form.
public struct FormReconsent: Sendable {
  /// The donors of one facility.
  public struct Facility: Sendable {
    /// The facility; nil for donors of none.
    public var facility: String?
    /// How many of its donors have to sign again.
    public var donors: Int
  }

  /// A donor who has to sign again.
  public struct Donor: Sendable {
    /// The donor's code.
    public var donor: String
    /// The facility that registered the donor.
    public var facility: String?
    /// The scopes that are permitted now and would not be, by name.
    public var scopes: [String]
  }

  /// The first day on which what was signed before no longer permits; nil where all of it goes on.
  public var from: CivilDay?
  /// How many donors have to sign again.
  public var donors = 0
  /// The same by facility, in the order of their names.
  public var facilities: [Facility] = []
  /// The donors by facility and code.
  public var list: [Donor] = []
}

/// What publishing a form did.
public struct FormPublication: Sendable {
  /// The version, `id@version`.
  public var form: String
  /// Whether it is new; a version that is published already with the same content changes nothing.
  public var isNew: Bool
  /// What the version calls itself.
  public var change: String
  /// Ledger sequence of the publication.
  public var sequence: UInt64
  /// Who has to sign again.
  public var reconsent: FormReconsent
}
