public import Domain

/// What the caller of a reader knows and the file does not say.
public struct IntakeOptions {
  /// The site whose patient numbers these are: for rows that name none; over the registry of a
  /// NAACCR file.
  public var facility: String?
  /// The interest of rows that state none.
  public var interest: Interest?
  /// The present day, after which nothing in a row can have happened; nil leaves that to the caller.
  public var today: CivilDay?
  /// Whether a pair of site and morphology is in the list of valid ICD-O-3 pairs; a pair that is
  /// not is a warning, never a rejection.
  public var isListedPair: ((Topography, Morphology) -> Bool)?
  /// What is kept of a laboratory's number of a specimen; nil where it cannot be kept.
  ///
  /// By default a digest without a key, from which anybody can tell the number: for reading alone.
  public var specimenReference: (String) -> SpecimenReference? = { label in
    SpecimenReference(
      value: label.uppercased().utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 })
  }

  /// States what is known.
  /// - Parameters:
  ///   - facility: the site whose patient numbers these are.
  ///   - interest: the interest of rows that state none.
  ///   - today: the present day.
  ///   - isListedPair: whether a pair of site and morphology is listed.
  public init(
    facility: String? = nil, interest: Interest? = nil, today: CivilDay? = nil,
    isListedPair: ((Topography, Morphology) -> Bool)? = nil
  ) {
    self.facility = facility
    self.interest = interest
    self.today = today
    self.isListedPair = isListedPair
  }
}
