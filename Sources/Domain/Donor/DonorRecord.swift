/// What the registry keeps of a donor in the clear, after validation: no identifier among it.
///
/// Birth is a year, and the majority day for those who were under age when they were registered.
public struct DonorRecord: Hashable, Sendable {
  /// The site that registered the donor.
  public var facility: String?
  /// Calendar year of birth.
  public var birthYear: Int?
  /// The day on which a donor who was under age comes of age.
  public var majorityDay: CivilDay?
  /// Administrative sex.
  public var sex: Sex
  /// ISO 3166-1 alpha-2 country of residence.
  public var country: String?
  /// First three characters of the postcode.
  public var postcode3: String?
  /// The interest that brought the donor here.
  public var interest: Interest
  /// Whether the donor is known to live.
  public var vitalStatus: VitalStatus
  /// The day of death, where known.
  public var diedOn: CivilDay?
  /// Whether the donor may not be contacted at all.
  public var noContact: Bool
  /// Tumours, in the order reported.
  public var tumours: [TumourRecord]
  /// Tissue, in the order reported.
  public var tissue: [Specimen]
  /// Procedures that are planned, by day.
  public var procedures: [PlannedProcedure]

  /// States the facts.
  /// - Parameters:
  ///   - interest: the interest that brought the donor here.
  ///   - sex: administrative sex.
  ///   - facility: the site that registered the donor.
  ///   - birthYear: calendar year of birth.
  ///   - majorityDay: the day on which a minor comes of age.
  ///   - country: ISO 3166-1 alpha-2 country of residence.
  ///   - postcode3: first three characters of the postcode.
  ///   - vitalStatus: whether the donor is known to live.
  ///   - diedOn: the day of death.
  ///   - noContact: whether the donor may not be contacted.
  ///   - tumours: tumours.
  ///   - tissue: tissue.
  ///   - procedures: procedures that are planned.
  public init(
    interest: Interest, sex: Sex = .unknown, facility: String? = nil, birthYear: Int? = nil,
    majorityDay: CivilDay? = nil, country: String? = nil, postcode3: String? = nil,
    vitalStatus: VitalStatus = .alive, diedOn: CivilDay? = nil, noContact: Bool = false,
    tumours: [TumourRecord] = [], tissue: [Specimen] = [], procedures: [PlannedProcedure] = []
  ) {
    self.interest = interest
    self.sex = sex
    self.facility = facility
    self.birthYear = birthYear
    self.majorityDay = majorityDay
    self.country = country
    self.postcode3 = postcode3
    self.vitalStatus = vitalStatus
    self.diedOn = diedOn
    self.noContact = noContact
    self.tumours = tumours
    self.tissue = tissue
    self.procedures = procedures
  }
}

/// A tumour as it is kept: the diagnosis and the donor's age at it.
public struct TumourRecord: Hashable, Sendable {
  /// The diagnosis as reported.
  public var diagnosis: Diagnosis
  /// Whole years of age at diagnosis, where birth and diagnosis are known.
  public var age: Int?
  /// What later reports said of its stage that contradicts the diagnosis, in the order reported.
  public var contradictions: [Staging]

  /// Keeps a diagnosis.
  /// - Parameters:
  ///   - diagnosis: the diagnosis as reported.
  ///   - age: whole years of age at diagnosis.
  ///   - contradictions: what later reports said of its stage that contradicts the diagnosis.
  public init(diagnosis: Diagnosis, age: Int? = nil, contradictions: [Staging] = []) {
    self.diagnosis = diagnosis
    self.age = age
    self.contradictions = contradictions
  }
}
