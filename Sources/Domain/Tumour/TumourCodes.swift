/// A tumour in codes of fixed width, for work on millions of donors: what its record says, without
/// memory of its own and without the days of its results.
public struct TumourCodes: Hashable, Sendable {
  /// A T, N or M category: its major category, and the first two bytes of its suffix.
  public struct Category: Hashable, Sendable {
    /// Number of the major category, as ``TNMCategory/majorCode``.
    public var majorCode: UInt8
    /// First byte of the suffix; 0 where there is none.
    public var first: UInt8
    /// Second byte of the suffix; 0 where there is none.
    public var second: UInt8

    /// Describes a category.
    /// - Parameters:
    ///   - majorCode: number of the major category.
    ///   - first: first byte of the suffix, or 0.
    ///   - second: second byte of the suffix, or 0.
    public init(majorCode: UInt8, first: UInt8 = 0, second: UInt8 = 0) {
      self.majorCode = majorCode
      self.first = first
      self.second = second
    }
  }

  /// ICD-O-3 topography.
  public var site: Topography
  /// ICD-O-3 morphology.
  public var morphology: Morphology
  /// Side of a paired organ.
  public var laterality: Laterality
  /// The day of diagnosis, where known.
  public var diagnosedOn: CivilDay?
  /// Age at diagnosis in years, where known.
  public var age: UInt8?
  /// AJCC stage group.
  public var stage: StageGroup?
  /// Edition of the AJCC manual.
  public var edition: UInt8?
  /// T category.
  public var t: Category?
  /// N category.
  public var n: Category?
  /// M category.
  public var m: Category?
  /// At the raw value of each marker the raw value of its only result, `not_recorded` where it has
  /// none.
  public private(set) var results = SIMD32<UInt8>(
    repeating: BiomarkerResult.notRecorded.rawValue)
  /// One bit for each marker that has a result.
  private var reported: UInt32 = 0

  init(site: Topography, morphology: Morphology, laterality: Laterality) {
    self.site = site
    self.morphology = morphology
    self.laterality = laterality
  }

  /// Packs a tumour; nil where it says more than there is room for: two results of one marker, or
  /// reports that contradict each other.
  /// - Parameter tumour: the tumour.
  public init?(_ tumour: TumourRecord) {
    let diagnosis = tumour.diagnosis
    guard tumour.contradictions.isEmpty else { return nil }
    self.init(
      site: diagnosis.site, morphology: diagnosis.morphology, laterality: diagnosis.laterality)
    diagnosedOn = diagnosis.diagnosedOn
    age = tumour.age.map { UInt8(clamping: $0) }
    stage = diagnosis.stage
    edition = diagnosis.edition
    t = diagnosis.t.map(Category.init)
    n = diagnosis.n.map(Category.init)
    m = diagnosis.m.map(Category.init)
    for finding in diagnosis.biomarkers where !add(finding.result, of: finding.biomarker) {
      return nil
    }
  }

  /// Every marker that has a result, with it, by raw value.
  var reportedResults: [(marker: UInt8, result: UInt8)] {
    (0..<UInt8(UInt32.bitWidth)).filter { reported >> UInt32($0) & 1 == 1 }
      .map { ($0, results[Int($0)]) }
  }

  /// Takes in a result; false where the marker has one already.
  mutating func add(_ result: BiomarkerResult, of marker: Biomarker) -> Bool {
    let bit = UInt32(1) << UInt32(marker.rawValue)
    guard reported & bit == 0 else { return false }
    reported |= bit
    results[Int(marker.rawValue)] = result.rawValue
    return true
  }
}

extension TumourCodes.Category {
  /// Packs a category.
  /// - Parameter category: the category.
  public init(_ category: TNMCategory) {
    var suffix = category.suffix.utf8.makeIterator()
    self.init(
      majorCode: category.majorCode, first: suffix.next() ?? 0, second: suffix.next() ?? 0)
  }
}
