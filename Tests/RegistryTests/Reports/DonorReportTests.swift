import Domain
import Foundation
import Registry
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

struct DonorReportTests {
  /// A donor with a grant, a release to a recipient with markup in its name, and a withdrawal.
  private func told(_ world: World) throws -> String {
    let donors = try world.consented(24)
    world.clock.tick()
    _ = try world.registry.exportCohort(
      CohortExportRequest(
        selection: CohortSelection(expression: "site in C50"),
        recipient: "A <b>&amp; \"Söhne\" *GmbH*\u{202E}", out: world.path("out")),
      ChangeRequest())
    let donor = try #require(
      try donors.first { try !world.registry.donor($0, on: nil).releases.isEmpty })
    world.clock.move(to: World.firstDay.adding(days: 10))
    try world.withdraw(donor, level: "no_further_use")
    return donor
  }

  @Test func `it tells what was permitted when, who signed, what left and what is recalled`() throws
  {
    let world = try World()
    let donor = try told(world)
    let report = try world.registry.report(donor, on: nil, knownAt: nil)
    #expect(report.decisions.map(\.signer) == ["the donor", "the donor"])
    #expect(report.decisions.last?.what == "withdrew every further use")
    #expect(report.releases.count == 1)
    #expect(report.releases.first?.recall?.since == CivilDay(iso: "2026-01-11"))
    #expect(report.permissions.flatMap(\.scopes).count == 16)
    let first = try #require(report.permissions.first)
    #expect(first.periods.map(\.permits) == [true, false])
    #expect(first.periods.first?.through == CivilDay(iso: "2026-01-10"))
    #expect(first.periods.last?.through == nil)
  }

  @Test func `what was known earlier is told again for ever`() throws {
    let world = try World()
    let donor = try told(world)
    let known = Instant(startOf: World.firstDay.adding(days: 5))
    let day = World.firstDay.adding(days: 5)
    let before = try world.registry.report(donor, on: day, knownAt: known)
    #expect(before.decisions.count == 1)
    #expect(before.releases.first?.recall == nil)
    world.clock.move(to: World.firstDay.adding(days: 900))
    #expect(
      try world.registry.report(donor, on: day, knownAt: known).markdown == before.markdown)
    let early = failure {
      _ = try world.registry.report(
        donor, on: day, knownAt: Instant(startOf: World.firstDay.adding(days: -1)))
    }
    #expect(early?.code == .notFound)
  }

  @Test func `nothing in it identifies the donor`() throws {
    let world = try World()
    let donor = try told(world)
    let report = try world.registry.report(donor, on: nil, knownAt: nil)
    let manifest = try String(contentsOfFile: world.path("out/cohort.csv"), encoding: .utf8)
    let pseudonyms = manifest.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: ",").first
    }
    for text in [report.markdown, report.html] {
      for word in ["Fam", "Ada", "35063", "M0", "-03-1", "-03-2"] { #expect(!text.contains(word)) }
      for pseudonym in pseudonyms { #expect(!text.contains(pseudonym)) }
    }
  }

  @Test func `its Markdown keeps to 100 columns and escapes what comes from outside`() throws {
    let world = try World()
    let text = try world.registry.report(told(world), on: nil, knownAt: nil).markdown
    for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    #expect(text.contains("A \\<b\\>\\&amp; \"Söhne\" \\*GmbH\\*?"))
    #expect(text.hasPrefix("# "))
    #expect(text.hasSuffix("\n"))
  }

  @Test func `its HTML is well formed and escapes what comes from outside`() throws {
    let world = try World()
    let html = try world.registry.report(told(world), on: nil, knownAt: nil).html
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(html.contains("A &lt;b&gt;&amp;amp; &quot;Söhne&quot; *GmbH*?"))
    #expect(html.contains("@media print"))
    #expect(!html.contains("http") && !html.contains("<script"))
    // Without the elements that HTML leaves open it is XML, which a parser checks strictly.
    var xml = html.replacingOccurrences(of: "<br>", with: "<br/>")
    for open in [
      "<meta charset=\"utf-8\">", "<meta name=\"viewport\" content=\"width=device-width\">",
    ] {
      xml = xml.replacingOccurrences(of: open, with: "")
    }
    let parser = XMLParser(data: Data(xml.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
  }

  @Test func `a merged person has one report, under either code`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    try world.grant(first)
    try world.withdraw(second, scopes: ["clinical_data"])
    try world.merge(first, second)
    let report = try world.registry.report(second, on: nil, knownAt: nil)
    #expect(report.donor == first)
    #expect(report.merged == [second])
    #expect(report.decisions.count == 2)
    #expect(
      report.markdown == (try world.registry.report(first, on: nil, knownAt: nil)).markdown)
  }

  @Test func `a file is written once and never over another`() throws {
    let world = try World()
    let path = world.path("report.md")
    #expect(try world.registry.write(report: "one\n", to: path).count == 64)
    #expect(
      failure { _ = try world.registry.write(report: "two\n", to: path) }?.code == .outputExists)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "one\n")
    let names = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
    #expect(names.sorted() == ["registry", "report.md"])
  }
}
