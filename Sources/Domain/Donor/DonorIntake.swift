/// The identifiers of a person as a site wrote them, before they are checked.
///
/// Printing or reflecting a value shows that there are identifiers, never what they are.
public struct RawIdentifiers: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  /// The site that the patient number belongs to, in the clear everywhere.
  public var facility: String?
  /// Patient number at the facility.
  public var mrn: String?
  /// Family name.
  public var family: String?
  /// Given name or names.
  public var given: String?
  /// Birth date, `YYYY-MM-DD`.
  public var birthDate: String?
  /// Administrative sex.
  public var sex: String?
  /// Postcode.
  public var postcode: String?
  /// Telephone number.
  public var phone: String?
  /// System of the national number, for example `nhs`.
  public var nationalSystem: String?
  /// National number.
  public var nationalValue: String?

  /// No identifier at all, to be filled.
  public init() {}

  /// Says nothing.
  public var description: String { "identifiers (not shown)" }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Where a donor lives, as research may see it.
public struct Residence: Hashable, Sendable {
  /// Postcode as the site wrote it; only its first three characters are kept in the clear.
  public var postcode: String?
  /// ISO 3166-1 alpha-2 country.
  public var country: String?

  /// States a residence.
  /// - Parameters:
  ///   - postcode: postcode as written.
  ///   - country: ISO 3166-1 alpha-2 country.
  public init(postcode: String? = nil, country: String? = nil) {
    self.postcode = postcode
    self.country = country
  }
}

/// Everything that one registration brings: what `donor register` and every bulk reader produce.
public struct DonorIntake: Hashable, Sendable {
  /// Identifiers as written.
  public var identifiers: RawIdentifiers
  /// Calendar year of birth where the day is not known; the birth date among the identifiers wins.
  public var birthYear: Int?
  /// Place of residence.
  public var residence: Residence
  /// Tumours, in the order reported.
  public var diagnoses: [Diagnosis]
  /// Tissue, in the order reported.
  public var tissue: [Specimen]
  /// Procedures that are planned.
  public var procedures: [PlannedProcedure]
  /// Procedures that were planned and are given up.
  public var struckPlans: [PlannedProcedure] = []
  /// The interest that brought the donor here.
  public var interest: Interest
  /// Whether the donor is known to live.
  public var vitalStatus: VitalStatus
  /// The day of death, where known.
  public var diedOn: CivilDay?
  /// Whether the site reports that the patient may not be contacted (NAACCR 1854).
  public var noContact: Bool

  /// Describes a registration.
  /// - Parameters:
  ///   - identifiers: identifiers as written.
  ///   - interest: the interest that brought the donor here.
  ///   - residence: place of residence.
  ///   - diagnoses: tumours.
  ///   - tissue: tissue.
  ///   - vitalStatus: whether the donor is known to live.
  ///   - diedOn: day of death.
  ///   - noContact: whether the patient may not be contacted.
  ///   - birthYear: calendar year of birth where the day is not known.
  ///   - procedures: procedures that are planned.
  public init(
    identifiers: RawIdentifiers, interest: Interest, residence: Residence = Residence(),
    diagnoses: [Diagnosis] = [], tissue: [Specimen] = [], vitalStatus: VitalStatus = .alive,
    diedOn: CivilDay? = nil, noContact: Bool = false, birthYear: Int? = nil,
    procedures: [PlannedProcedure] = []
  ) {
    self.identifiers = identifiers
    self.interest = interest
    self.residence = residence
    self.diagnoses = diagnoses
    self.tissue = tissue
    self.vitalStatus = vitalStatus
    self.diedOn = diedOn
    self.noContact = noContact
    self.birthYear = birthYear
    self.procedures = procedures
  }
}
