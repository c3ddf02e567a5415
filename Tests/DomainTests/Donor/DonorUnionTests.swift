import Domain
import Testing

struct `One person registered twice` {
  private func record(_ edit: (inout DonorRecord) -> Void = { _ in }) throws -> DonorRecord {
    var record = DonorRecord(
      interest: Interest(source: .clinician, expressedOn: try #require(CivilDay(iso: "2026-01-02")))
    )
    edit(&record)
    return record
  }

  private func tumour(
    _ site: String, on day: String? = nil, _ findings: [BiomarkerFinding?] = []
  ) throws -> TumourRecord {
    TumourRecord(
      diagnosis: Diagnosis(
        site: try Topography.parse(site, field: "site"),
        morphology: try Morphology.parse("8500/3", field: "morphology"),
        diagnosedOn: day.flatMap { CivilDay(iso: $0) }, biomarkers: findings.compactMap(\.self)))
  }

  @Test func `one tumour counts once, with the results of both`() throws {
    let her2 = BiomarkerFinding(biomarker: .her2IHC, result: .score3)
    let receptor = BiomarkerFinding(biomarker: .er, result: .positive)
    let one = try record()
    var first = one
    first.tumours = [try tumour("C50.4", on: "2025-01-01", [her2])]
    var second = one
    second.tumours = [
      try tumour("C50.4", on: "2025-01-01", [receptor, her2]), try tumour("C50.4"),
      try tumour("C50.4"),
    ]
    let union = first.combined(with: second)
    #expect(union.tumours.count == 2)
    #expect(union.tumours[0].diagnosis.biomarkers == [her2, receptor].compactMap(\.self))
    #expect(union.combined(with: second) == union)
  }

  @Test func `what one does not know the other tells, and the first is believed`() throws {
    let first = try record {
      $0.sex = .female
      $0.postcode3 = "350"
    }
    let second = try record {
      $0.sex = .male
      $0.postcode3 = "900"
      $0.country = "US"
      $0.facility = "site-2"
      $0.noContact = true
      $0.vitalStatus = .dead
      $0.diedOn = CivilDay(iso: "2026-02-01")
      $0.tissue = [Specimen(kind: .frozen, availableOn: nil, matchedNormal: true)]
    }
    let union = first.combined(with: second)
    #expect(union.sex == .female)
    #expect(union.postcode3 == "350")
    #expect(union.country == "US")
    #expect(union.facility == "site-2")
    #expect(union.noContact)
    #expect(union.vitalStatus == .dead)
    #expect(union.diedOn == CivilDay(iso: "2026-02-01"))
    #expect(union.tissue.count == 1)
  }
}
