import Foundation
import Testing

@testable import Commands
@testable import Registry

@Suite struct ReportCommandTests {
  @Test func `the page of the registry loads nothing and is never overwritten`() throws {
    let world = try TestWorld()
    let donor = try world.registered()
    let path = world.folder + "/report.html"
    let run = world.run("report", "--out", path, "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["file"] as? String == path)
    let page = try String(contentsOfFile: path, encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("<svg role=\"img\""))
    for part in ["<script", "href=", "src=", donor] { #expect(!page.contains(part), "\(part)") }
    #expect(world.run("report", "--out", path).status == 6)
  }

  @Test func `a preview draws what it says`() {
    let preview = CohortPreview(
      purpose: "HER2 <b>", members: 40,
      lost: [.init(rule: "earlier_releases", reason: "2 groups", donors: 7)],
      before: .init(donors: 40, classes: 40, k: 1, highestRisk: 1, averageRisk: 1),
      after: .init(donors: 33, classes: 3, k: 11, highestRisk: 1.0 / 11, averageRisk: 1.0 / 11),
      classSizes: [.init(size: "11-20", classes: 3, donors: 33)],
      levels: [.init(column: "age", level: 2, lowest: 1, highest: 4, loss: 0.5)], loss: 0.25)
    let page = preview.html
    for part in [
      "HER2 &lt;b&gt;", "earlier releases: 2 groups", "33 of 40", "classes of 11-20", "33 in 3",
      "1-2/4", "0.0909",
    ] { #expect(page.contains(part), "\(part)") }
    #expect(!page.contains("<b>"))
  }

  @Test func `bars are as long as their figures, and the smallest is seen`() {
    let chart = BarChart(
      title: "a chart",
      bars: [
        .init(name: "all", value: 1000, figure: "1000"),
        .init(name: "half", value: 500, figure: "500"), .init(name: "one", value: 1, figure: "1"),
        .init(name: "none", value: 0, figure: "0"),
      ])
    for width in ["width=\"340\"", "width=\"170\"", "width=\"2\"", "width=\"0\""] {
      #expect(chart.svg.contains(width), "\(width)")
    }
    #expect(BarChart(title: "empty", bars: []).svg.isEmpty)
  }
}
