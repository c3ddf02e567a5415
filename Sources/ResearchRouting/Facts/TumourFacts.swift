public import Domain

/// What is known of one tumour and its donor, packed for the evaluation of rules over millions.
///
/// Every coded field is a small integer, and what is missing has a code of its own, so that a rule
/// is a few bit tests.
public struct TumourFacts: Sendable {
  /// The number that stands for a missing number.
  static let missing = Int32.min

  var site: UInt16
  var morphology: UInt16
  var laterality: UInt8
  var sex: UInt8
  var t: UInt8
  var n: UInt8
  var m: UInt8
  var stage: UInt8
  /// 0 where it is not known.
  var edition: UInt8
  /// 0 no, 1 yes, 2 where nothing is listed of the tumour.
  var matchedNormal: UInt8
  /// Bit n stands for the tissue kind with raw value n.
  var tissue: UInt16
  var age: Int32
  var birthYear: Int32
  var diagnosedOn: Int32
  var country: Int32
  /// The code of every marker at its raw value.
  var markers: SIMD32<UInt8>
  var facility: String?

  /// Packs one tumour of a donor.
  /// - Parameters:
  ///   - donor: the donor.
  ///   - tumour: one of the donor's tumours.
  public init(donor: DonorRecord, tumour: TumourRecord) {
    self.init(diagnosis: tumour.diagnosis)
    for part in tumour.contradictedParts {
      switch part {
      case .stage: stage = StageCode.conflicting
      case .t: t = CategoryCode.conflicting
      case .n: n = CategoryCode.conflicting
      case .m: m = CategoryCode.conflicting
      }
    }
    sex = donor.sex.rawValue
    age = tumour.age.map { Int32(clamping: $0) } ?? Self.missing
    birthYear = donor.birthYear.map { Int32(clamping: $0) } ?? Self.missing
    country = donor.country.flatMap(CountryCode.pack) ?? Self.missing
    facility = donor.facility
    take(tissue: donor.tissue)
  }

  /// Packs a tumour of whose donor nothing is known.
  /// - Parameter diagnosis: the tumour.
  public init(diagnosis: Diagnosis) {
    site = diagnosis.site.code
    morphology = MorphologyCode.pack(diagnosis.morphology)
    laterality = diagnosis.laterality.rawValue
    sex = Sex.unknown.rawValue
    t = CategoryCode.pack(diagnosis.t)
    n = CategoryCode.pack(diagnosis.n)
    m = CategoryCode.pack(diagnosis.m)
    stage = StageCode.pack(diagnosis.stage)
    edition = diagnosis.edition ?? 0
    matchedNormal = 2
    tissue = 0
    age = Self.missing
    birthYear = Self.missing
    diagnosedOn = diagnosis.diagnosedOn?.daysSinceEpoch ?? Self.missing
    country = Self.missing
    markers = MarkerPacking.pack(diagnosis.biomarkers)
    facility = nil
  }

  /// Packs every tumour of a donor.
  /// - Parameter donor: the donor.
  /// - Returns: one element for each tumour, in the donor's order.
  public static func all(of donor: DonorRecord) -> [TumourFacts] {
    donor.tumours.map { TumourFacts(donor: donor, tumour: $0) }
  }

  /// What the results of a biomarker amount to; for `her2`, IHC and ISH are taken into account.
  /// - Parameter biomarker: the marker.
  /// - Returns: the state.
  public func state(of biomarker: Biomarker) -> MarkerState {
    MarkerState(code: markers[Int(biomarker.rawValue)])
  }
}

/// Packs the findings of a tumour, one byte for each marker.
enum MarkerPacking {
  /// Nothing recorded of any marker.
  static let empty = SIMD32<UInt8>(repeating: BiomarkerResult.notRecorded.rawValue)

  static func pack(_ findings: [BiomarkerFinding]) -> SIMD32<UInt8> {
    var codes = empty
    guard !findings.isEmpty else { return codes }
    for (place, finding) in findings.enumerated() {
      let marker = finding.biomarker
      guard !findings[..<place].contains(where: { $0.biomarker == marker }) else { continue }
      let results = findings[place...].lazy.filter { $0.biomarker == marker }.map(\.result)
      codes[Int(marker.rawValue)] = MarkerState(combining: results, of: marker).code
    }
    func state(_ marker: Biomarker) -> MarkerState {
      MarkerState(code: codes[Int(marker.rawValue)])
    }
    codes[Int(Biomarker.her2.rawValue)] =
      HER2Status.combined(ihc: state(.her2IHC), ish: state(.her2ISH), summary: state(.her2)).code
    return codes
  }
}

/// Morphologies as numbers: histology from 8000 times ten plus behaviour.
enum MorphologyCode {
  /// One more than the greatest code.
  static let bound = 20_000

  static func pack(_ morphology: Morphology) -> UInt16 {
    (morphology.histology - 8000) * 10 + UInt16(morphology.behaviour)
  }
}

/// Countries as numbers: the two letters of ISO 3166-1.
enum CountryCode {
  /// Packs two letters, in either case; nil for anything else.
  static func pack(_ country: String) -> Int32? {
    var code: Int32 = 0
    guard country.utf8.count == 2 else { return nil }
    for byte in country.utf8 {
      let upper = byte & 0xDF
      guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(upper) else { return nil }
      code = code << 8 | Int32(upper)
    }
    return code
  }

  /// The two letters.
  static func words(_ code: Int32) -> String {
    String(
      decoding: [UInt8(truncatingIfNeeded: code >> 8), UInt8(truncatingIfNeeded: code)],
      as: UTF8.self)
  }
}
