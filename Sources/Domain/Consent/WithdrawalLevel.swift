/// How far a withdrawal goes.
///
/// The levels follow the practice of large biobanks (UK Biobank: "no further contact", "no further
/// access", "no further use"), with one difference: here contact and access are orthogonal. A
/// donor who wants both gives both.
public enum WithdrawalLevel: UInt8, CodedValue {
  /// Named scopes only.
  case scopes = 0
  /// No more outreach; use goes on.
  case noFurtherContact = 1
  /// Nothing new is collected; what is there stays usable.
  case noFurtherAccess = 2
  /// No use any more, for ever, until the donor reinstates it in person.
  case noFurtherUse = 3

  /// `withdrawal level`.
  public static var vocabulary: String { "withdrawal level" }

  /// The scopes that a level takes back; none for ``scopes``, which names its own.
  ///
  /// - ``noFurtherContact``: the outreach scopes `recontact_studies`, `recontact_samples` and
  ///   `return_of_findings`.
  /// - ``noFurtherAccess``: the collecting scopes `tissue_extra_sampling`, `blood_sample`,
  ///   `data_linkage` and `recontact_samples`. `tissue_surplus` and `clinical_data` stay, because
  ///   they also carry the use of what has been collected.
  /// - ``noFurtherUse``: every scope.
  ///
  /// An event stores the scopes that this list gave on the day of recording, so that a later
  /// change of the list never rewrites what a donor signed.
  public var scopes: ScopeSet {
    switch self {
    case .scopes: []
    case .noFurtherContact: [.recontactStudies, .recontactSamples, .returnOfFindings]
    case .noFurtherAccess: [.tissueExtraSampling, .bloodSample, .dataLinkage, .recontactSamples]
    case .noFurtherUse: .all
    }
  }

  /// The name that people write.
  public var name: String {
    switch self {
    case .scopes: "scopes"
    case .noFurtherContact: "no_further_contact"
    case .noFurtherAccess: "no_further_access"
    case .noFurtherUse: "no_further_use"
    }
  }
}

/// What is destroyed on a withdrawal of all use.
public enum Destruction: UInt8, CodedValue {
  /// The sample.
  case sample = 1
  /// The sample and the data about it.
  case sampleAndData = 2

  /// `destruction`.
  public static var vocabulary: String { "destruction" }

  /// The name that people write.
  public var name: String { self == .sample ? "sample" : "sample_and_data" }
}
