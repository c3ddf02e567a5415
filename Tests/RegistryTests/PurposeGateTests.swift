import Domain
import Registry
import Testing

/// A donor's recorded permissions against the purpose of a programme, in cohort and release.
struct PurposeGateTests {
  private func cohort(_ purpose: String, donors: Int = 12) throws -> OfferWorld {
    let world = try OfferWorld()
    for number in 0..<donors { try world.donor(number) }
    world.world.clock.tick()
    _ = try world.registry.addProgramme(
      try world.world.file(
        "p.yaml",
        """
        id: P-1
        version: 1
        title: a programme
        state: open
        purpose:
          \(purpose)
        eligibility: "site in C50"
        tissue:
          accept: [viable, fresh]
        consent_scopes: [tissue_surplus, clinical_data]
        approval:
          reference: "EC 1"
          from: 2020-01-01
        """), ChangeRequest())
    return world
  }

  private func export(_ world: OfferWorld) throws -> ReleaseSummary {
    world.world.clock.tick()
    return try world.registry.exportCohort(
      CohortExportRequest(
        selection: CohortSelection(programme: "P-1"), recipient: "lab",
        out: world.world.path("out")), ChangeRequest())
  }

  @Test func `a purpose that donors permit is counted, previewed and released`() throws {
    let world = try cohort("permission: hmb")
    #expect(try world.registry.cohortCount(CohortSelection(programme: "P-1")).donors == 12)
    let request = CohortPreviewRequest(selection: CohortSelection(programme: "P-1"))
    #expect(try world.registry.cohortPreview(request).members == 12)
    #expect(try export(world).donors == 12)
  }

  @Test func `a wider purpose than what was permitted leaves nobody`() throws {
    let world = try cohort("permission: gru")
    let selection = CohortSelection(programme: "P-1")
    let count = try world.registry.cohortCount(selection)
    #expect((count.donors, count.donorsBeforeConsent) == (0, 12))
    #expect(count.lost.map(\.reason) == ["purpose not permitted"])
    let preview = try world.registry.cohortPreview(CohortPreviewRequest(selection: selection))
    #expect(preview.members == 0)
    #expect(failure { _ = try export(world) }?.code == .privacyRefused)
  }

  @Test func `a sensitive purpose needs a person to decide and is not exported`() throws {
    let world = try cohort("permission: hmb\n  sensitive: [stigmatised disease]")
    let count = try world.registry.cohortCount(CohortSelection(programme: "P-1"))
    #expect(count.donors == 0)
    #expect(count.lost.map(\.reason) == ["purpose needs review"])
    #expect(failure { _ = try export(world) }?.code == .privacyRefused)
    let donor = try #require(try world.registry.routeCandidates(programme: "P-1", on: nil).first)
    #expect(donor.verdict == "needs_review")
  }

  @Test func `a void takes the permission of its document away`() throws {
    let world = try cohort("permission: hmb", donors: 13)
    let donor = try world.donor(20)
    let granted = try #require(
      try world.registry.consentHistory(donor, knownAt: nil).last?.sequence)
    world.world.clock.tick()
    var request = ConsentRequest(donor: donor, kind: "void")
    request.target = granted
    _ = try world.registry.consent(request, ChangeRequest(reason: "wrong person"))
    #expect(try world.registry.cohortCount(CohortSelection(programme: "P-1")).donors == 13)
    #expect(try export(world).donors == 13)
  }
}
