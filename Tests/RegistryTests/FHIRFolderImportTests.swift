import Domain
import Foundation
import Registry
import Testing

struct FHIRFolderImportTests {
  private func take(_ world: World, dryRun: Bool = false) throws -> ImportSummary {
    world.clock.tick()
    let documents = try InputFile.documents(below: world.path("in"), endings: [".json"])
    return try world.registry.importDonors(
      DonorImportRequest(
        input: try InputFile.path(try #require(documents.first)), format: .fhir,
        facility: "site-1", documents: documents), ChangeRequest(dryRun: dryRun))
  }

  private func world(_ documents: [String: String]) throws -> World {
    let world = try World()
    try FileManager.default.createDirectory(
      atPath: world.path("in/below"), withIntermediateDirectories: true)
    for (name, text) in documents {
      try text.write(toFile: world.path("in/\(name)"), atomically: false, encoding: .utf8)
    }
    return world
  }

  @Test func `the second document of a person adds to the donor of the first`() throws {
    let blood = """
      ,{"resource":{"resourceType":"Specimen","subject":{"reference":"Patient/p"},
       "type":{"text":"blood"}}}
      """
    let world = try world([
      "a.json": FHIRDocuments.person(), "below/b.json": FHIRDocuments.person(blood),
      "note.txt": "x",
    ])
    #expect(try take(world, dryRun: true).read == 2)
    let summary = try take(world)
    #expect(summary.accepted == 2 && summary.duplicates == 1 && summary.rejected == 0)
    #expect(try take(world).duplicates == 2)
    var donors: [String] = []
    try world.registry.forEachDonor(on: nil) { donors.append($0.donor) }
    #expect(donors.count == 1)
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }

  @Test func `one document that is no FHIR leaves nothing of any`() throws {
    let world = try world([
      "a.json": FHIRDocuments.person(), "b.json": #"{"resourceType":"Bundle","#,
    ])
    #expect(failure { _ = try take(world) }?.code == .inputMalformed)
    var count = 0
    try world.registry.forEachDonor(on: nil) { _ in count += 1 }
    #expect(count == 0)
  }

  @Test func `a folder without documents is named, and a file is none`() throws {
    let world = try world(["note.txt": "x"])
    #expect(failure { _ = try take(world) }?.code == .inputOutput)
    #expect(try InputFile.documents(below: world.path("in/note.txt"), endings: [".json"]).isEmpty)
  }
}
