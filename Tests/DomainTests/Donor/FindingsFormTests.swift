import Domain
import TestSupport
import Testing

/// The canonical forms of what is known of a donor.
@Suite struct `Forms of findings` {
  private static let day = CivilDay(daysSinceEpoch: 20_500)

  private func bytes(_ findings: ClinicalFindings) -> [UInt8] {
    var writer = CanonicalWriter()
    findings.encode(into: &writer)
    return writer.bytes
  }

  @Test func `what the first form has a place for keeps the bytes that it always had`() {
    // No tumour; one frozen piece from a day on, with matched normal, nothing known of its cells.
    let specimen = Specimen(kind: .frozen, availableOn: Self.day, matchedNormal: true)
    #expect(
      bytes(ClinicalFindings(tissue: [specimen])) == [
        0, 0, 0, 0, 0, 0, 0, 1, TissueKind.frozen.rawValue, 1, 0, 0, 0x50, 0x14, 1, 9,
      ])
  }

  @Test func `the second form begins with a marker and holds amounts and plans`() {
    let findings = ClinicalFindings(
      tissue: [Specimen(kind: .frozen, milligrams: 250, treatment: .after)],
      procedures: [PlannedProcedure(kind: .resection, plannedOn: Self.day)])
    #expect(
      bytes(findings) == [
        0xFF, 0xFF, 0xFF, 0xFF, 2, 0, 0, 0, 0, 0, 0, 0, 1, TissueKind.frozen.rawValue, 0, 0, 9, 1,
        0,
        0, 0, 250, 2, 0, 0, 0, 1, 1, 0, 0, 0x50, 0x14,
      ])
  }

  @Test func `the third form holds specimens and contradictions behind each tumour`() throws {
    let site = try #require(Topography("C50.4"))
    let morphology = try #require(Morphology("8500/3"))
    let finding = try #require(
      BiomarkerFinding(
        biomarker: .er, result: .positive, specimen: SpecimenReference(value: 0x0102_0304)))
    var tumour = TumourRecord(
      diagnosis: Diagnosis(site: site, morphology: morphology, biomarkers: [finding]))
    var plain = tumour
    plain.diagnosis.biomarkers = try [
      #require(BiomarkerFinding(biomarker: .er, result: .positive))
    ]
    var first = CanonicalWriter()
    plain.encode(into: &first)
    #expect(!plain.needsThirdForm)
    #expect(
      bytes(ClinicalFindings(tumours: [tumour])) == [0xFF, 0xFF, 0xFF, 0xFF, 3, 0, 0, 0, 1]
        + first.bytes + [1, 1, 2, 3, 4, 0, 0, 0, 0] + [0, 0, 0, 0] + [0, 0, 0, 0])
    tumour.contradictions = [Staging()]
    let again = try ClinicalFindings(decoding: bytes(ClinicalFindings(tumours: [tumour])))
    #expect(again.tumours == [tumour])
  }

  private static func tumour(_ random: inout SeededGenerator) throws -> TumourRecord {
    let site = try #require(Topography(random.pick(["C50.4", "C67.9", "C18.2"])))
    let morphology = try #require(Morphology(random.pick(["8500/3", "8130/3"])))
    var tumour = TumourRecord(diagnosis: Diagnosis(site: site, morphology: morphology))
    for _ in 0..<random.below(3) {
      let marker = random.pick(Biomarker.allCases)
      let finding = try #require(
        BiomarkerFinding(
          biomarker: marker, result: random.pick(marker.results), observedOn: random.maybe(day),
          specimen: random.maybe(SpecimenReference(value: UInt32(random.below(1 << 30))))))
      tumour.diagnosis.biomarkers.append(finding)
    }
    for _ in 0..<random.below(3) { tumour.take(StagingTests.staging(&random)) }
    return tumour
  }

  static func findings(_ random: inout SeededGenerator) throws -> ClinicalFindings {
    ClinicalFindings(
      tumours: try (0..<random.below(3)).map { _ in try tumour(&random) },
      tissue: (0..<random.below(4)).map { _ in
        Specimen(
          kind: random.pick(TissueKind.allCases), availableOn: random.maybe(day),
          matchedNormal: random.oneIn(2), viability: random.pick(Viability.allCases),
          milligrams: random.maybe(1 + random.below(10_000_000)),
          treatment: random.pick(TreatmentTiming.allCases))
      },
      procedures: [].replanned(
        (0..<random.below(3)).map { _ in
          PlannedProcedure(
            kind: random.pick(ProcedureKind.allCases),
            plannedOn: day.adding(days: random.below(90)))
        }))
  }

  @Test(arguments: 0..<200)
  func `whatever is written is read again, and one value has one encoding`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let findings = try Self.findings(&random)
    let bytes = bytes(findings)
    let again = try ClinicalFindings(decoding: bytes)
    #expect(again == findings, "seed \(seed)")
    #expect(self.bytes(again) == bytes, "seed \(seed)")
    for cut in bytes.indices {
      #expect(throws: CanonicalReadError.self, "seed \(seed)") {
        try ClinicalFindings(decoding: Array(bytes[..<cut]))
      }
    }
  }

  @Test func `a form of the future and an amount out of range are refused`() {
    let plan = [PlannedProcedure(kind: .biopsy, plannedOn: Self.day)]
    var future = bytes(ClinicalFindings(procedures: plan))
    future[4] = 4
    #expect(throws: CanonicalReadError.self) { try ClinicalFindings(decoding: future) }
    var amount = bytes(ClinicalFindings(tissue: [Specimen(kind: .fresh, milligrams: 1)]))
    amount[18] = 0xFF
    #expect(throws: CanonicalReadError.self) { try ClinicalFindings(decoding: amount) }
  }

  @Test func `a later report moves the plans of the kinds that it names`() {
    let resection = PlannedProcedure(kind: .resection, plannedOn: Self.day)
    let biopsy = PlannedProcedure(kind: .biopsy, plannedOn: Self.day.adding(days: 3))
    let moved = PlannedProcedure(kind: .resection, plannedOn: Self.day.adding(days: 9))
    #expect([resection, biopsy].replanned([moved]) == [biopsy, moved])
    #expect([resection].replanned([]) == [resection])
  }
}
