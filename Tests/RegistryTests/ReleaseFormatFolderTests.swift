import Foundation
import Registry
import Testing

struct ReleaseFormatFolderTests {
  private static let formats = ["cbioportal", "fhir", "phenopackets"]

  private func request(_ world: World, formats: [String] = Self.formats) -> CohortExportRequest {
    CohortExportRequest(
      selection: CohortSelection(expression: "site in C50"), recipient: "Institute A",
      out: world.path("out"), formats: formats)
  }

  private func released() throws -> (World, ReleaseSummary) {
    let world = try World()
    _ = try world.consented(24)
    return (world, try world.registry.exportCohort(request(world), ChangeRequest()))
  }

  private func failed(_ world: World) throws -> [String] {
    try ReleaseVerification.verify(folder: world.path("out")).filter { !$0.ok }.map(\.check)
  }

  @Test func `every file of every format is in the manifest with its digest`() throws {
    let (world, release) = try released()
    let standing = try FileManager.default.subpathsOfDirectory(atPath: world.path("out"))
      .filter { $0.contains(".") }
    #expect(Set(standing) == Set(release.files.map(\.name)))
    #expect(Set(standing.map { $0.prefix { $0 != "/" } }).isSuperset(of: ["fhir", "cbioportal"]))
    #expect(try failed(world).isEmpty)
    let again = try world.registry.release(release.release)
    #expect(again.donors == release.donors)
  }

  @Test func `a changed and a strange file in a folder below are found`() throws {
    let (world, _) = try released()
    try "x".write(
      toFile: world.path("out/fhir/more"), atomically: false, encoding: .utf8)
    #expect(try failed(world) == ["folder"])
    try "{}\n".write(
      toFile: world.path("out/fhir/Patient.ndjson"), atomically: false, encoding: .utf8)
    try FileManager.default.removeItem(
      atPath: world.path("out/cbioportal/case_lists/cases_all.txt"))
    #expect(
      try failed(world) == [
        "file cbioportal/case_lists/cases_all.txt", "file fhir/Patient.ndjson", "folder",
      ])
  }

  @Test func `a dry run and a refusal leave no folder of any format`() throws {
    let world = try World()
    _ = try world.consented(10)
    #expect(
      failure { _ = try world.registry.exportCohort(request(world), ChangeRequest()) }?.code
        == .privacyRefused)
    for number in 10..<24 { try world.grant(try world.register(number)) }
    let summary = try world.registry.exportCohort(request(world), ChangeRequest(dryRun: true))
    #expect(summary.files.count > 8)
    #expect(try FileManager.default.contentsOfDirectory(atPath: world.folder.path) == ["registry"])
  }

  @Test func `a format that is none is refused before anything is made`() throws {
    let world = try World()
    #expect(
      failure {
        _ = try world.registry.exportCohort(request(world, formats: ["fihr"]), ChangeRequest())
      }?.code == .usage)
  }
}
