/// A walk over the canonical bytes of findings that keeps nothing, for work on millions of donors.
///
/// It takes what ``ClinicalFindings/init(from:)`` takes in the first two forms and gives the same
/// values; for everything else it gives nil, and who wants to know why decodes the bytes.
struct FindingsScan {
  private var at = 0
  private var isSound = true

  /// The form of the findings; nil for one that is read in full only.
  mutating func form(_ bytes: Span<UInt8>) -> UInt8? {
    guard bytes.count >= 4 else { return nil }
    guard bytes[0] == 0xFF else { return 1 }
    guard integer(bytes, UInt32.self) == .max else { return nil }
    return byte(bytes) == 2 ? 2 : nil
  }

  /// The number of entries of a list.
  mutating func count(_ bytes: Span<UInt8>) -> Int {
    let count = Int(integer(bytes, UInt32.self))
    guard count <= bytes.count - at else {
      isSound = false
      return 0
    }
    return count
  }

  /// A tumour in its first form.
  mutating func tumour(_ bytes: Span<UInt8>) -> TumourCodes? {
    let site = Topography(code: integer(bytes, UInt16.self))
    let histology = integer(bytes, UInt16.self)
    let morphology = Morphology(histology: histology, behaviour: byte(bytes))
    guard let site, let morphology, let laterality = Laterality(rawValue: byte(bytes)) else {
      return nil
    }
    var tumour = TumourCodes(site: site, morphology: morphology, laterality: laterality)
    if flag(bytes) { tumour.diagnosedOn = day(bytes) }
    if flag(bytes) { tumour.age = byte(bytes) }
    if flag(bytes) {
      guard let stage = StageGroup(code: byte(bytes)) else { return nil }
      tumour.stage = stage
    }
    if flag(bytes) { tumour.edition = byte(bytes) }
    tumour.t = category(bytes, .tumour)
    tumour.n = category(bytes, .nodes)
    tumour.m = category(bytes, .metastasis)
    for _ in 0..<count(bytes) {
      guard let marker = Biomarker(rawValue: byte(bytes)),
        let result = BiomarkerResult(rawValue: byte(bytes)), marker.canBe(result)
      else { return nil }
      if flag(bytes) { _ = day(bytes) }
      guard tumour.add(result, of: marker) else { return nil }
    }
    return isSound ? tumour : nil
  }

  /// A piece of tissue.
  mutating func specimen(_ bytes: Span<UInt8>, form: UInt8) -> Specimen? {
    let kind = TissueKind(rawValue: byte(bytes))
    let availableOn = flag(bytes) ? day(bytes) : nil
    let matchedNormal = flag(bytes)
    guard let kind, let viability = Viability(rawValue: byte(bytes)), isSound else { return nil }
    guard form > 1 else {
      return Specimen(
        kind: kind, availableOn: availableOn, matchedNormal: matchedNormal, viability: viability)
    }
    let milligrams = flag(bytes) ? Int(integer(bytes, UInt32.self)) : nil
    guard let treatment = TreatmentTiming(rawValue: byte(bytes)), isSound,
      milligrams.map(Specimen.amounts.contains) ?? true
    else { return nil }
    return Specimen(
      kind: kind, availableOn: availableOn, matchedNormal: matchedNormal, viability: viability,
      milligrams: milligrams, treatment: treatment)
  }

  /// A planned procedure, of which nothing is kept.
  mutating func procedure(_ bytes: Span<UInt8>) {
    if ProcedureKind(rawValue: byte(bytes)) == nil { isSound = false }
    _ = day(bytes)
  }

  /// Whether everything was sound and nothing is left.
  func isAtEnd(of bytes: Span<UInt8>) -> Bool { isSound && at == bytes.count }

  private mutating func category(
    _ bytes: Span<UInt8>, _ axis: TNMCategory.Axis
  ) -> TumourCodes.Category? {
    guard flag(bytes) else { return nil }
    let prefix = byte(bytes)
    let major = byte(bytes)
    let length = Int(integer(bytes, UInt32.self))
    guard TNMCategory.isCode(prefix: prefix, major: major, axis: axis),
      length <= TNMCategory.longestSuffix, length <= bytes.count - at
    else {
      isSound = false
      return nil
    }
    for place in 0..<length where !TNMCategory.isSuffix(bytes[at + place], at: place) {
      isSound = false
    }
    defer { at += length }
    return TumourCodes.Category(
      majorCode: major, first: length > 0 ? bytes[at] : 0, second: length > 1 ? bytes[at + 1] : 0)
  }

  private mutating func byte(_ bytes: Span<UInt8>) -> UInt8 {
    guard at < bytes.count else {
      isSound = false
      return 0
    }
    defer { at += 1 }
    return bytes[at]
  }

  private mutating func flag(_ bytes: Span<UInt8>) -> Bool {
    let value = byte(bytes)
    if value > 1 { isSound = false }
    return value == 1
  }

  private mutating func integer<Value: FixedWidthInteger>(
    _ bytes: Span<UInt8>, _ type: Value.Type
  ) -> Value {
    let width = Value.bitWidth / 8
    guard bytes.count - at >= width else {
      isSound = false
      at = bytes.count
      return 0
    }
    var value: Value = 0
    for place in at..<(at + width) { value = value << 8 | Value(truncatingIfNeeded: bytes[place]) }
    at += width
    return value
  }

  private mutating func day(_ bytes: Span<UInt8>) -> CivilDay {
    let day = CivilDay(daysSinceEpoch: Int32(bitPattern: integer(bytes, UInt32.self)))
    if day < .earliest || day > .latest { isSound = false }
    return day
  }
}
