internal import Domain

/// What is known of many tumours, one packed column for each field.
public struct TumourColumns: Sendable {
  /// The number of tumours.
  public private(set) var count = 0

  private var site = DictionaryColumn<UInt16>()
  private var morphology = DictionaryColumn<UInt16>()
  private var staging = DictionaryColumn<Staging>()
  private var age = DictionaryColumn<Int32>()
  private var birthYear = DictionaryColumn<Int32>()
  private var diagnosedOn = DictionaryColumn<Int32>()
  private var country = DictionaryColumn<Int32>()
  private var tissue = DictionaryColumn<UInt16>()
  private var facility = DictionaryColumn<String?>()
  private var laterality = ByteColumn()
  private var sex = ByteColumn()
  private var t = ByteColumn()
  private var n = ByteColumn()
  private var m = ByteColumn()
  private var matchedNormal = ByteColumn()
  private var markers = [ByteColumn](repeating: ByteColumn(), count: TumourColumns.markerCount)

  private static let markerCount = 1 + Int(Biomarker.allCases.map(\.rawValue).max() ?? 0)

  /// A stage means nothing without its edition, so that the two are one column.
  private struct Staging: Hashable, Sendable {
    var stage: UInt8
    var edition: UInt8
  }

  /// No tumour.
  public init() {}

  /// Adds a tumour.
  /// - Parameter facts: what is known of it.
  public mutating func append(_ facts: TumourFacts) {
    count += 1
    site.append(facts.site)
    morphology.append(facts.morphology)
    staging.append(Staging(stage: facts.stage, edition: facts.edition))
    age.append(facts.age)
    birthYear.append(facts.birthYear)
    diagnosedOn.append(facts.diagnosedOn)
    country.append(facts.country)
    tissue.append(facts.tissue)
    facility.append(facts.facility)
    laterality.append(facts.laterality)
    sex.append(facts.sex)
    t.append(facts.t)
    n.append(facts.n)
    m.append(facts.m)
    matchedNormal.append(facts.matchedNormal)
    for marker in markers.indices { markers[marker].append(facts.markers[marker]) }
  }

  /// The columns in the order in which ``place(of:marker:)`` numbers them.
  var codes: [ColumnCodes] {
    [
      .places(site.codes), .places(morphology.codes), .places(staging.codes), .places(age.codes),
      .places(birthYear.codes), .places(diagnosedOn.codes), .places(country.codes),
      .places(tissue.codes), .places(facility.codes), .bytes(laterality.codes), .bytes(sex.codes),
      .bytes(t.codes), .bytes(n.codes), .bytes(m.codes), .bytes(matchedNormal.codes),
    ] + markers.map { .bytes($0.codes) }
  }

  /// The number of the column that holds a field.
  static func place(of slot: Instruction.Slot, marker: UInt8) -> Int {
    switch slot {
    case .site: 0
    case .morphology, .histology, .behaviour: 1
    case .stage, .edition: 2
    case .age: 3
    case .birthYear: 4
    case .diagnosedOn: 5
    case .country: 6
    case .tissue: 7
    case .facility: 8
    case .laterality: 9
    case .sex: 10
    case .t: 11
    case .n: 12
    case .m: 13
    case .matchedNormal: 14
    case .marker: 15 + Int(marker)
    }
  }

  /// Every distinct value of a field, each as a tumour of which nothing else is known.
  /// - Parameters:
  ///   - slot: the field.
  ///   - marker: the marker, where it is one.
  /// - Returns: the code of each value and the tumour.
  func samples(of slot: Instruction.Slot, marker: UInt8) -> (codes: [Int], facts: [TumourFacts]) {
    func places<Value>(
      _ column: DictionaryColumn<Value>, _ set: (inout TumourFacts, Value) -> Void
    ) -> (codes: [Int], facts: [TumourFacts]) {
      let facts = column.values.map { value in
        var facts = TumourFacts.blank
        set(&facts, value)
        return facts
      }
      return (Array(facts.indices), facts)
    }
    func bytes(
      _ column: ByteColumn, _ set: (inout TumourFacts, UInt8) -> Void
    ) -> (codes: [Int], facts: [TumourFacts]) {
      let values = column.values
      let facts = values.map { value in
        var facts = TumourFacts.blank
        set(&facts, value)
        return facts
      }
      return (values.map { Int($0) }, facts)
    }
    switch slot {
    case .site: return places(site) { $0.site = $1 }
    case .morphology, .histology, .behaviour: return places(morphology) { $0.morphology = $1 }
    case .stage, .edition:
      return places(staging) { facts, staging in
        facts.stage = staging.stage
        facts.edition = staging.edition
      }
    case .age: return places(age) { $0.age = $1 }
    case .birthYear: return places(birthYear) { $0.birthYear = $1 }
    case .diagnosedOn: return places(diagnosedOn) { $0.diagnosedOn = $1 }
    case .country: return places(country) { $0.country = $1 }
    case .tissue: return places(tissue) { $0.tissue = $1 }
    case .facility: return places(facility) { $0.facility = $1 }
    case .laterality: return bytes(laterality) { $0.laterality = $1 }
    case .sex: return bytes(sex) { $0.sex = $1 }
    case .t: return bytes(t) { $0.t = $1 }
    case .n: return bytes(n) { $0.n = $1 }
    case .m: return bytes(m) { $0.m = $1 }
    case .matchedNormal: return bytes(matchedNormal) { $0.matchedNormal = $1 }
    case .marker:
      return bytes(markers[Int(marker)]) { $0.markers[Int(marker)] = $1 }
    }
  }
}

extension TumourFacts {
  /// A tumour of which nothing at all is known.
  public static let blank = TumourFacts(
    site: 0, morphology: 0, laterality: Laterality.unknown.rawValue, sex: Sex.unknown.rawValue,
    t: CategoryCode.missing, n: CategoryCode.missing, m: CategoryCode.missing,
    stage: StageCode.missing, edition: 0, matchedNormal: 2, tissue: 0, age: missing,
    birthYear: missing, diagnosedOn: missing, country: missing, markers: MarkerPacking.empty,
    facility: nil)

  private init(
    site: UInt16, morphology: UInt16, laterality: UInt8, sex: UInt8, t: UInt8, n: UInt8, m: UInt8,
    stage: UInt8, edition: UInt8, matchedNormal: UInt8, tissue: UInt16, age: Int32,
    birthYear: Int32, diagnosedOn: Int32, country: Int32, markers: SIMD32<UInt8>, facility: String?
  ) {
    self.site = site
    self.morphology = morphology
    self.laterality = laterality
    self.sex = sex
    self.t = t
    self.n = n
    self.m = m
    self.stage = stage
    self.edition = edition
    self.matchedNormal = matchedNormal
    self.tissue = tissue
    self.age = age
    self.birthYear = birthYear
    self.diagnosedOn = diagnosedOn
    self.country = country
    self.markers = markers
    self.facility = facility
  }
}
