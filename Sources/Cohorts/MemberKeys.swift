public import Domain

/// A number for each value of a member that a release can have a column of.
///
/// Members with equal numbers have equal values. They are made of a donor's record as of its codes.
public struct MemberKeys: Sendable {
  /// Where the number of a column stands.
  struct Place {
    let index: Int

    static let age = Place(index: 0)
    static let sex = Place(index: 1)
    static let postcode3 = Place(index: 2)
    static let country = Place(index: 3)
    static let vitalStatus = Place(index: 4)
    static let year = Place(index: 5)
    static let site = Place(index: 6)
    static let morphology = Place(index: 7)
    static let stage = Place(index: 8)
    static let edition = Place(index: 9)
    static let t = Place(index: 10)
    static let tissue = Place(index: 11)
    static let count = 12

    static func marker(_ marker: Biomarker) -> Place { Place(index: count + Int(marker.rawValue)) }
  }

  /// Stands where no number tells a value from others.
  static let unknown = UInt64.max
  private static let none = BiomarkerResult.notRecorded.rawValue
  private static let conflicting = UInt8.max

  private var numbers = [UInt64](repeating: 0, count: Place.count)
  /// The result of each marker at its raw value.
  private var results = SIMD32<UInt8>(repeating: none)

  /// Nobody's.
  public init() {}

  /// The numbers of a member.
  init(_ member: CohortMember) {
    let (record, diagnosis) = (member.record, member.tumour.diagnosis)
    take(
      sex: record.sex, vitalStatus: record.vitalStatus, country: ShortText(record.country),
      postcode3: ShortText(record.postcode3), tissue: record.tissue)
    self[.age] = Self.key(member.tumour.age)
    take(
      site: diagnosis.site, morphology: diagnosis.morphology, diagnosedOn: diagnosis.diagnosedOn,
      stage: diagnosis.stage, edition: diagnosis.edition, t: diagnosis.t?.majorCode)
    for finding in diagnosis.biomarkers where finding.result.isFinding {
      let place = Int(finding.biomarker.rawValue)
      let result = finding.result.rawValue
      results[place] =
        results[place] == Self.none || results[place] == result ? result : Self.conflicting
    }
  }

  /// Takes up a member in the place of the one before.
  /// - Parameters:
  ///   - donor: the donor.
  ///   - tumour: which of the donor's tumours it is about.
  public mutating func take(_ donor: PackedDonor, tumour: Int) {
    take(
      sex: donor.sex, vitalStatus: donor.vitalStatus, country: donor.country,
      postcode3: donor.postcode3, tissue: donor.tissue)
    let tumour = donor.tumours[tumour]
    self[.age] = Self.key(tumour.age.map { Int($0) })
    take(
      site: tumour.site, morphology: tumour.morphology, diagnosedOn: tumour.diagnosedOn,
      stage: tumour.stage, edition: tumour.edition, t: tumour.t?.majorCode)
    results = tumour.results
  }

  private mutating func take(
    sex: Sex, vitalStatus: VitalStatus, country: ShortText?, postcode3: ShortText?,
    tissue: [Specimen]
  ) {
    self[.sex] = UInt64(sex.rawValue)
    self[.vitalStatus] = UInt64(vitalStatus.rawValue)
    self[.country] = country?.number ?? Self.unknown
    self[.postcode3] = postcode3?.number ?? Self.unknown
    var kinds: UInt64 = 0
    for specimen in tissue { kinds |= 1 << UInt64(specimen.kind.rawValue) }
    self[.tissue] = kinds
  }

  private mutating func take(
    site: Topography, morphology: Morphology, diagnosedOn: CivilDay?, stage: StageGroup?,
    edition: UInt8?, t: UInt8?
  ) {
    self[.site] = UInt64(site.code)
    self[.morphology] = UInt64(morphology.histology) * 10 + UInt64(morphology.behaviour)
    self[.year] = Self.key(diagnosedOn?.year)
    self[.stage] = Self.key(stage.map { Int($0.code) })
    self[.edition] = Self.key(edition.map { Int($0) })
    self[.t] = Self.key(t.map { Int($0) })
  }

  /// Zero stands for what is not recorded.
  private static func key(_ number: Int?) -> UInt64 {
    number.map { UInt64(bitPattern: Int64($0)) &+ 1 } ?? 0
  }

  private static func isFinding(_ result: UInt8) -> Bool {
    result < BiomarkerResult.notTested.rawValue
  }

  subscript(place: Place) -> UInt64 {
    get {
      guard place.index >= Place.count else { return numbers[place.index] }
      let result = results[place.index - Place.count]
      return Self.isFinding(result) || result == Self.conflicting ? 1 + UInt64(result) : 0
    }
    set { numbers[place.index] = newValue }
  }
}
