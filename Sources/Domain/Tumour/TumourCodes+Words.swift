extension TumourCodes {
  /// What is known, one bit each, in the order of the fields.
  private enum Known {
    static let day: UInt64 = 1
    static let age: UInt64 = 2
    static let stage: UInt64 = 4
    static let edition: UInt64 = 8
    static let t: UInt64 = 16
    static let n: UInt64 = 32
    static let m: UInt64 = 64
  }

  private static let markersInWord = 4
  private static let noMarker: UInt64 = 0xFFFF

  func append(to words: inout WordWriter) {
    words.put(site.code, 16)
    words.put(morphology.histology, 16)
    words.put(UInt32(bitPattern: diagnosedOn?.daysSinceEpoch ?? 0), 32)
    words.put(morphology.behaviour, 8)
    words.put(laterality.rawValue, 8)
    words.put(age ?? 0, 8)
    words.put(stage?.code ?? 0, 8)
    words.put(edition ?? 0, 8)
    words.put(t?.majorCode ?? 0, 8)
    words.put(n?.majorCode ?? 0, 8)
    words.put(m?.majorCode ?? 0, 8)
    put(suffix: t, to: &words)
    put(suffix: n, to: &words)
    put(suffix: m, to: &words)
    words.put(known, 8)
    let results = reportedResults
    words.put(results.count, 8)
    for (marker, result) in results {
      words.put(marker, 8)
      words.put(result, 8)
    }
    for _ in 0..<(-results.count & (Self.markersInWord - 1)) { words.put(Self.noMarker, 16) }
  }

  private func put(suffix category: Category?, to words: inout WordWriter) {
    words.put(category?.first ?? 0, 8)
    words.put(category?.second ?? 0, 8)
  }

  private var known: UInt64 {
    (diagnosedOn == nil ? 0 : Known.day) | (age == nil ? 0 : Known.age)
      | (stage == nil ? 0 : Known.stage) | (edition == nil ? 0 : Known.edition)
      | (t == nil ? 0 : Known.t) | (n == nil ? 0 : Known.n) | (m == nil ? 0 : Known.m)
  }

  /// Reads what ``append(to:)`` wrote; nil for codes that stand for nothing.
  init?(_ words: inout WordReader, _ bytes: Span<UInt8>) {
    let (place, second, third) = (words.next(bytes), words.next(bytes), words.next(bytes))
    func byte(_ word: UInt64, _ shift: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> shift) }
    guard let site = Topography(code: UInt16(truncatingIfNeeded: place)),
      let morphology = Morphology(
        histology: UInt16(truncatingIfNeeded: place >> 16), behaviour: byte(second, 0)),
      let laterality = Laterality(rawValue: byte(second, 8))
    else { return nil }
    self.init(site: site, morphology: morphology, laterality: laterality)
    let known = third >> 48
    if known & Known.day != 0 {
      diagnosedOn = CivilDay(
        daysSinceEpoch: Int32(bitPattern: UInt32(truncatingIfNeeded: place >> 32)))
    }
    if known & Known.age != 0 { age = byte(second, 16) }
    if known & Known.stage != 0 {
      guard let stage = StageGroup(code: byte(second, 24)) else { return nil }
      self.stage = stage
    }
    if known & Known.edition != 0 { edition = byte(second, 32) }
    func category(_ bit: UInt64, _ shift: UInt64, _ suffix: UInt64) -> Category? {
      guard known & bit != 0 else { return nil }
      return Category(
        majorCode: byte(second, shift), first: byte(third, suffix), second: byte(third, suffix + 8))
    }
    t = category(Known.t, 40, 0)
    n = category(Known.n, 48, 16)
    m = category(Known.m, 56, 32)
    var left = third >> 56
    while left > 0 {
      var word = words.next(bytes)
      for _ in 0..<min(left, UInt64(Self.markersInWord)) {
        guard let marker = Biomarker(rawValue: byte(word, 0)),
          let result = BiomarkerResult(rawValue: byte(word, 8)), add(result, of: marker)
        else { return nil }
        word >>= 16
        left -= 1
      }
    }
  }
}

extension Specimen {
  private static let hasDay: UInt64 = 1
  private static let hasAmount: UInt64 = 2
  private static let hasNormal: UInt64 = 4

  func append(to words: inout WordWriter) {
    let known =
      (availableOn == nil ? 0 : Self.hasDay) | (milligrams == nil ? 0 : Self.hasAmount)
      | (matchedNormal ? Self.hasNormal : 0)
    words.put(kind.rawValue, 8)
    words.put(viability.rawValue, 8)
    words.put(treatment.rawValue, 8)
    words.put(known, 8)
    words.put(UInt32(bitPattern: availableOn?.daysSinceEpoch ?? 0), 32)
    if let milligrams { words.put(milligrams, 64) }
  }

  /// Reads what ``append(to:)`` wrote; nil for codes that stand for nothing.
  init?(_ words: inout WordReader, _ bytes: Span<UInt8>) {
    let word = words.next(bytes)
    func byte(_ shift: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> shift) }
    guard let kind = TissueKind(rawValue: byte(0)), let viability = Viability(rawValue: byte(8)),
      let treatment = TreatmentTiming(rawValue: byte(16))
    else { return nil }
    let known = word >> 24
    var milligrams: Int?
    if known & Self.hasAmount != 0 {
      guard let amount = Int(exactly: words.next(bytes)), Self.amounts.contains(amount) else {
        return nil
      }
      milligrams = amount
    }
    self.init(
      kind: kind,
      availableOn: known & Self.hasDay == 0
        ? nil
        : CivilDay(daysSinceEpoch: Int32(bitPattern: UInt32(truncatingIfNeeded: word >> 32))),
      matchedNormal: known & Self.hasNormal != 0, viability: viability, milligrams: milligrams,
      treatment: treatment)
  }
}
