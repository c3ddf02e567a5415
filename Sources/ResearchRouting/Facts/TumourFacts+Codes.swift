public import Domain

extension TumourFacts {
  /// Takes up what is known of every tumour of a donor in codes, but for the tumours themselves.
  ///
  /// To be called on ``blank``, and followed by ``take(_:)`` for one tumour after the other.
  /// - Parameter donor: the donor.
  public mutating func take(donor: PackedDonor) {
    sex = donor.sex.rawValue
    birthYear = donor.birthYear.map { Int32(clamping: $0) } ?? Self.missing
    country = CountryCode.pack(donor.country)
    facility = donor.facility
    take(tissue: donor.tissue)
  }

  /// Takes up one tumour in the place of the one before.
  /// - Parameter tumour: the tumour.
  public mutating func take(_ tumour: TumourCodes) {
    site = tumour.site.code
    morphology = MorphologyCode.pack(tumour.morphology)
    laterality = tumour.laterality.rawValue
    t = CategoryCode.pack(tumour.t)
    n = CategoryCode.pack(tumour.n)
    m = CategoryCode.pack(tumour.m)
    stage = StageCode.pack(tumour.stage)
    edition = tumour.edition ?? 0
    age = tumour.age.map { Int32($0) } ?? Self.missing
    diagnosedOn = tumour.diagnosedOn?.daysSinceEpoch ?? Self.missing
    markers = MarkerPacking.pack(tumour.results)
  }

  mutating func take(tissue: [Specimen]) {
    for specimen in tissue {
      self.tissue |= 1 << UInt16(specimen.kind.rawValue)
      if specimen.matchedNormal {
        matchedNormal = 1
      } else if specimen.kind.isSolid, matchedNormal == 2 {
        matchedNormal = 0
      }
    }
  }
}

extension MarkerPacking {
  /// The same of one result of each marker.
  static func pack(_ results: SIMD32<UInt8>) -> SIMD32<UInt8> {
    var codes = results
    let ihc = codes[Int(Biomarker.her2IHC.rawValue)]
    let ish = codes[Int(Biomarker.her2ISH.rawValue)]
    let her2 = Int(Biomarker.her2.rawValue)
    let none = BiomarkerResult.notRecorded.rawValue
    guard ihc != none || ish != none || codes[her2] != none else { return codes }
    codes[her2] =
      HER2Status.combined(
        ihc: MarkerState(code: ihc), ish: MarkerState(code: ish),
        summary: MarkerState(code: codes[her2])
      ).code
    return codes
  }
}

extension CountryCode {
  /// Packs two letters, in either case; ``TumourFacts/missing`` for anything else.
  static func pack(_ country: ShortText) -> Int32 {
    // Two bytes behind the mark before the first.
    guard country.number >> 16 == 1 else { return TumourFacts.missing }
    let upper = Int32(truncatingIfNeeded: country.number) & 0xDFDF
    let letters = Int32(UInt8(ascii: "A"))...Int32(UInt8(ascii: "Z"))
    return letters.contains(upper >> 8) && letters.contains(upper & 0xFF)
      ? upper : TumourFacts.missing
  }
}
