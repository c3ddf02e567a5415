import Domain
import Foundation
import Registry
import Testing

/// What a hospital's FHIR documents plan and call off, as far as the list of what is due.
struct ReportedPlanTests {
  /// A biopsy asked for or called off, and whatever else a document brings.
  private func bundle(_ status: String, on day: CivilDay, _ more: String = "") -> String {
    FHIRDocuments.person(
      """
      ,{"resource":{"resourceType":"ServiceRequest","status":"\(status)","code":{"text":"biopsy"},
       "subject":{"reference":"Patient/p"},"occurrenceDateTime":"\(day)"}}\(more)
      """)
  }

  private func take(_ text: String, _ world: OfferWorld) throws {
    world.world.clock.tick()
    let file = try world.world.file("report.json", text)
    let summary = try world.registry.importDonors(
      DonorImportRequest(
        input: file, format: .fhir, facility: "site-1",
        documents: [world.world.path("report.json")]), ChangeRequest())
    #expect(summary.accepted == 1 && summary.rejected == 0)
  }

  private func onlyDonor(_ world: OfferWorld) throws -> String {
    var donors: [String] = []
    try world.registry.forEachDonor(on: nil) { donors.append($0.donor) }
    #expect(donors.count == 1)
    return try #require(donors.first)
  }

  @Test func `an order is due, and called off it is not`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let day = world.today.adding(days: 8)
    try take(bundle("active", on: day), world)
    try world.world.grant(try onlyDonor(world), on: world.today)
    #expect(try world.registry.collectionsDue(within: 30).map(\.days) == [8])
    try take(bundle("revoked", on: day.adding(days: 1)), world)
    #expect(try world.registry.collectionsDue(within: 30).map(\.days) == [8])
    try take(bundle("revoked", on: day), world)
    #expect(try world.registry.collectionsDue(within: 30).isEmpty)
    #expect(try world.world.faults().isEmpty)
  }

  /// An offer rests on tissue that is there; a plan gives no tissue yet, so that calling it off takes
  /// none away.
  @Test func `calling a procedure off leaves an offer of tissue that is there`() throws {
    let world = try OfferWorld()
    try world.open("P-1", tissue: "")
    let day = world.today.adding(days: 8)
    let fresh = """
      ,{"resource":{"resourceType":"Specimen","subject":{"reference":"Patient/p"},
       "type":{"text":"fresh"}}}
      """
    try take(bundle("active", on: day), world)
    let donor = try onlyDonor(world)
    try world.world.grant(donor, on: world.today)
    try world.allocate()
    #expect(try world.registry.offers(OfferQuery(donor: donor)).isEmpty)
    try take(bundle("active", on: day, fresh), world)
    try world.allocate()
    #expect(try world.states(donor) == ["proposed"])
    try take(bundle("revoked", on: day), world)
    #expect(try world.registry.collectionsDue(within: 30).isEmpty)
    #expect(try world.states(donor) == ["proposed"])
    #expect(try world.world.faults().isEmpty)
  }
}
