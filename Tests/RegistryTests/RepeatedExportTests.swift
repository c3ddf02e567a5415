import Registry
import Testing

struct RepeatedExportTests {
  @Test func `an export sent twice under one operation id is one release, and answers twice`()
    throws
  {
    let world = try World()
    _ = try world.consented(30)
    world.clock.tick()
    let request = CohortExportRequest(
      selection: CohortSelection(expression: "site in C50"), recipient: "Institute A",
      out: world.path("out"))
    let change = ChangeRequest(operation: "0190b8a0-0000-7000-8000-00000000000b")
    let first = try world.registry.exportCohort(request, change)
    let again = try world.registry.exportCohort(request, change)
    #expect(again.release == first.release)
    #expect(again.donors == first.donors)
    #expect(failure { _ = try world.export("out") }?.code == .outputExists)
    #expect(try world.registry.releases().count == 1)
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }
}
