import Domain
import Foundation
import Registry
import Testing

/// What a hospital's FHIR documents plan and call off, as far as the list of what is due.
struct ReportedPlanTests {
  private static let icdO3 = "http://terminology.hl7.org/CodeSystem/icd-o-3"

  /// One person with a tumour of the breast, and a biopsy asked for or called off.
  private func bundle(_ status: String, on day: CivilDay, _ more: String = "") -> String {
    """
    {"resourceType":"Bundle","type":"collection","entry":[{"resource":
     {"resourceType":"Patient","id":"p","identifier":[{"value":"A1"}],"gender":"female",
      "birthDate":"1961-02-03","name":[{"family":"Example","given":["Ada"]}]}},{"resource":
     {"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},
      "bodySite":[{"coding":[{"system":"\(Self.icdO3)","code":"C50.4"}]}],"extension":[{"url":
      "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior",
      "valueCodeableConcept":{"coding":[{"system":"\(Self.icdO3)","code":"8500/3"}]}}],
      "onsetDateTime":"2025-01-05"}},{"resource":
     {"resourceType":"ServiceRequest","status":"\(status)","subject":{"reference":"Patient/p"},
      "code":{"text":"biopsy"},"occurrenceDateTime":"\(day)"}}\(more)]}
    """
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
