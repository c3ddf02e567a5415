import TestSupport
import Domain
import Testing

struct `Raw identifiers` {
  @Test func `printing or reflecting them shows nothing`() {
    var identifiers = RawIdentifiers()
    identifiers.family = "Zebulon"
    identifiers.mrn = "Q-77"
    identifiers.birthDate = "1961-02-03"
    let intake = DonorIntake(
      identifiers: identifiers,
      interest: Interest(source: .donor, expressedOn: CivilDay(daysSinceEpoch: 0)))
    var dumped = ""
    dump(identifiers, to: &dumped)
    for text in [
      "\(identifiers)", String(reflecting: identifiers), dumped, "\(intake.identifiers)",
    ] {
      for secret in ["Zebulon", "Q-77", "1961"] { #expect(!text.contains(secret)) }
    }
  }

  @Test func `a whole registration printed shows no identifier either`() {
    var identifiers = RawIdentifiers()
    identifiers.family = "Zebulon"
    let intake = DonorIntake(
      identifiers: identifiers,
      interest: Interest(source: .donor, expressedOn: CivilDay(daysSinceEpoch: 0)))
    var dumped = ""
    dump(intake, to: &dumped)
    #expect(!"\(intake)\(String(reflecting: intake))\(dumped)".contains("Zebulon"))
  }
}

struct `Canonical donor records` {
  private func random(_ generator: inout SeededGenerator) -> DonorRecord {
    func day(_ generator: inout SeededGenerator) -> CivilDay {
      CivilDay(daysSinceEpoch: Int32(generator.below(40_000)) - 10_000)
    }
    func pick<Value: CodedValue>(_ type: Value.Type) -> Value {
      let cases = Array(Value.allCases)
      return cases[generator.below(cases.count)]
    }
    var tumours: [TumourRecord] = []
    for _ in 0..<generator.below(4) {
      guard let site = Topography(code: UInt16(generator.below(810))),
        let morphology = Morphology(histology: UInt16(8000 + generator.below(2000)), behaviour: 3)
      else { continue }
      let marker = pick(Biomarker.self)
      let result = marker.results[generator.below(marker.results.count)]
      let finding = BiomarkerFinding(
        biomarker: marker, result: result, observedOn: generator.maybe(day(&generator)))
      let stages = ["0", "0is", "IA1", "IIIC2", "IV"].compactMap { StageGroup($0) }
      tumours.append(
        TumourRecord(
          diagnosis: Diagnosis(
            site: site, morphology: morphology, laterality: pick(Laterality.self),
            diagnosedOn: generator.maybe(day(&generator)),
            stage: generator.maybe(stages[generator.below(stages.count)]),
            edition: generator.maybe(8),
            t: generator.below(2) == 0 ? nil : TNMCategory("pTis", axis: .tumour),
            n: generator.below(2) == 0 ? nil : TNMCategory("cN1mi", axis: .nodes),
            m: generator.below(2) == 0 ? nil : TNMCategory("M0(i+)", axis: .metastasis),
            biomarkers: [finding].compactMap(\.self)),
          age: generator.maybe(generator.below(120))))
    }
    let interestDay = day(&generator)
    return DonorRecord(
      interest: Interest(source: pick(InterestSource.self), expressedOn: interestDay),
      sex: pick(Sex.self), facility: generator.maybe("Gießen-1"),
      birthYear: generator.maybe(1900 + generator.below(126)),
      majorityDay: generator.maybe(day(&generator)), country: generator.maybe("DE"),
      postcode3: generator.maybe("353"), vitalStatus: pick(VitalStatus.self),
      diedOn: generator.maybe(day(&generator)), noContact: generator.below(2) == 0,
      tumours: tumours,
      tissue: (0..<generator.below(3)).map { _ in
        Specimen(
          kind: pick(TissueKind.self), availableOn: generator.maybe(day(&generator)),
          matchedNormal: generator.below(2) == 0,
          viability: pick(Viability.self))
      })
  }

  @Test func `what is written is read again, and differs where the record does`() throws {
    var seen: [[UInt8]: DonorRecord] = [:]
    for seed in 0..<1000 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let record = random(&generator)
      var writer = CanonicalWriter()
      record.encode(into: &writer)
      var reader = CanonicalReader(writer.bytes)
      #expect(try DonorRecord(from: &reader) == record, "seed \(seed)")
      try reader.finish()
      if let other = seen.updateValue(record, forKey: writer.bytes) {
        #expect(other == record, "seed \(seed)")
      }
    }
  }

  @Test func `any damage is an error or another record, never a crash`() {
    for seed in 0..<2000 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let record = random(&generator)
      var writer = CanonicalWriter()
      record.encode(into: &writer)
      var bytes = writer.bytes
      if generator.below(2) == 0 {
        bytes.removeLast(generator.below(bytes.count))
      } else {
        bytes[generator.below(bytes.count)] ^= UInt8(1 + generator.below(255))
      }
      var reader = CanonicalReader(bytes)
      let read = try? DonorRecord(from: &reader)
      #expect(
        read != record || bytes == writer.bytes || bytes.count < writer.bytes.count, "seed \(seed)")
    }
  }
}
