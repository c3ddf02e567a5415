import Domain
import Foundation
import Registry
import Testing

struct ReleaseTests {
  private func rows(_ path: String) throws -> [String] {
    try String(contentsOfFile: path + "/cohort.csv", encoding: .utf8)
      .split(whereSeparator: \.isNewline).map(String.init)
  }

  @Test func `a cohort leaves with k donors alike and its files whole`() throws {
    let world = try World()
    _ = try world.consented(30)
    let release = try world.export("out")
    #expect(release.donors + release.suppressed == 30)
    #expect(release.k >= 11)
    #expect(try rows(world.path("out")).count == release.donors + 1)
    #expect(
      release.files.map(\.name) == [
        "cohort.csv", "datapackage.json", "manifest.json", "manifest.sig",
      ])
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }

  @Test func `no donor code and no identifier stands in a release`() throws {
    let world = try World()
    let donors = try world.consented(20)
    _ = try world.export("out")
    for name in ["cohort.csv", "datapackage.json", "manifest.json"] {
      let text = try String(contentsOfFile: world.path("out/\(name)"), encoding: .utf8)
      for donor in donors {
        #expect(!text.contains(donor))
        #expect(!text.contains(donor.replacingOccurrences(of: "-", with: "")))
      }
      #expect(!text.contains("Fam"))
    }
  }

  @Test func `the withdrawn, the refusing, the lapsed and the never asked are in no cohort`() throws
  {
    let world = try World()
    let donors = try world.consented(24)
    _ = try world.register(100)
    let refusing = try world.register(101)
    try world.withdraw(refusing, level: "no_further_use")
    try world.withdraw(donors[0], level: "no_further_use")
    let count = try world.registry.cohortCount(CohortSelection(expression: "site in C50"))
    #expect(count.donors == 23)
    #expect(count.donorsBeforeConsent == 26)
    let release = try world.export("out")
    #expect(release.donors + release.suppressed == 23)
    world.clock.move(to: try #require(CivilDay(iso: "2056-01-01")))
    #expect(try world.registry.cohortCount(CohortSelection(expression: "site in C50")).donors == 0)
    #expect(failure { _ = try world.export("late") }?.code == .privacyRefused)
    #expect(!FileManager.default.fileExists(atPath: world.path("late")))
  }

  @Test func `a withdrawal after a release is in its recall information`() throws {
    let world = try World()
    let donors = try world.consented(24)
    let release = try world.export("out")
    let held = try donors.first { donor in
      try !world.registry.donor(donor, on: nil).releases.isEmpty
    }
    let outcome = try world.withdraw(try #require(held), level: "no_further_use")
    #expect(outcome.recalls == [release.release])
    let line = try world.registry.release(release.release)
    #expect(line.recall.map(\.donor) == [held])
    let pseudonym = try #require(line.recall.first?.pseudonym)
    #expect(try rows(world.path("out")).contains { $0.hasPrefix(pseudonym) })
    let second = try world.export("again")
    #expect(try !rows(world.path("again")).contains { $0.hasPrefix(pseudonym) })
    #expect(second.donors + second.suppressed == 23)
  }

  @Test func `two releases give one donor two pseudonyms`() throws {
    let world = try World()
    _ = try world.consented(15)
    _ = try world.export("one")
    _ = try world.export("two")
    let one = Set(try rows(world.path("one")).dropFirst().map { $0.prefix(14) })
    let two = Set(try rows(world.path("two")).dropFirst().map { $0.prefix(14) })
    #expect(one.count == 15)
    #expect(one.isDisjoint(with: two))
  }

  @Test func `too few donors, an existing folder and a weaker k are refused`() throws {
    let world = try World()
    _ = try world.consented(10)
    #expect(failure { _ = try world.export("few") }?.code == .privacyRefused)
    try FileManager.default.createDirectory(
      atPath: world.path("there"), withIntermediateDirectories: false)
    #expect(failure { _ = try world.export("there") }?.code == .outputExists)
    let weaker = CohortExportRequest(
      selection: CohortSelection(expression: "site in C50"), recipient: "A",
      out: world.path("weak"), k: 2)
    #expect(
      failure { _ = try world.registry.exportCohort(weaker, ChangeRequest()) }?.code
        == .privacyRefused)
    #expect(try world.registry.releases().isEmpty)
    let left = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
    #expect(Set(left) == ["registry", "there"])
  }

  @Test func `a dry run of a release leaves no file and no event`() throws {
    let world = try World()
    _ = try world.consented(15)
    let summary = try world.registry.exportCohort(
      CohortExportRequest(
        selection: CohortSelection(expression: "site in C50"), recipient: "A",
        out: world.path("dry")),
      ChangeRequest(dryRun: true))
    #expect(summary.donors == 15)
    #expect(try FileManager.default.contentsOfDirectory(atPath: world.folder.path) == ["registry"])
    #expect(try world.registry.releases().isEmpty)
  }
}
