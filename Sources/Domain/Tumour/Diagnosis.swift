/// One tumour of a donor as the registry keeps it.
public struct Diagnosis: Hashable, Sendable {
  /// ICD-O-3 topography.
  public var site: Topography
  /// ICD-O-3 morphology with behaviour.
  public var morphology: Morphology
  /// Side of a paired organ.
  public var laterality: Laterality
  /// The day of diagnosis, where known.
  public var diagnosedOn: CivilDay?
  /// AJCC stage group.
  public var stage: StageGroup?
  /// Edition of the AJCC manual that stage and categories follow, 5 to 9.
  public var edition: UInt8?
  /// T category.
  public var t: TNMCategory?
  /// N category.
  public var n: TNMCategory?
  /// M category.
  public var m: TNMCategory?
  /// Results of biomarker tests, in the order reported.
  public var biomarkers: [BiomarkerFinding]

  /// Describes a tumour; only site and morphology are always known.
  /// - Parameters:
  ///   - site: ICD-O-3 topography.
  ///   - morphology: ICD-O-3 morphology.
  ///   - laterality: side of a paired organ.
  ///   - diagnosedOn: day of diagnosis.
  ///   - stage: AJCC stage group.
  ///   - edition: edition of the AJCC manual.
  ///   - t: T category.
  ///   - n: N category.
  ///   - m: M category.
  ///   - biomarkers: results of biomarker tests.
  public init(
    site: Topography, morphology: Morphology, laterality: Laterality = .unknown,
    diagnosedOn: CivilDay? = nil, stage: StageGroup? = nil, edition: UInt8? = nil,
    t: TNMCategory? = nil, n: TNMCategory? = nil, m: TNMCategory? = nil,
    biomarkers: [BiomarkerFinding] = []
  ) {
    self.site = site
    self.morphology = morphology
    self.laterality = laterality
    self.diagnosedOn = diagnosedOn
    self.stage = stage
    self.edition = edition
    self.t = t
    self.n = n
    self.m = m
    self.biomarkers = biomarkers
  }
}
