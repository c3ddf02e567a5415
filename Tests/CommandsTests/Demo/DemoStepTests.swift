import Domain
import Testing

@testable import Commands

@Suite struct DemoStepTests {
  @Test(arguments: [40, 72, 100])
  func `no line is wider than the terminal`(width: Int) {
    var step = DemoStep(
      on: CivilDay(daysSinceEpoch: 0), "A title",
      String(repeating: "many words that go on ", count: 12))
    step.number = 3
    step.commands = ["tissuectl import --rejects some/file.csv --facility site --interest-on today"]
    step.figures = (0..<12).map { ("figure_\($0)", .integer($0 * 1000)) }
    step.notes = [String(repeating: "a note ", count: 30)]
    let lines = step.text(width: width).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines[0] == " 3  1970-01-01  A title")
  }

  @Test func `a long command goes on with its options whole`() {
    let lines = DemoStep.commandLines(
      "tissuectl cohort export --programme HER2-TARGETED --out ./a/b --k 11", width: 40)
    #expect(
      lines == [
        "$ tissuectl cohort export \\", "    --programme HER2-TARGETED \\",
        "    --out ./a/b --k 11",
      ])
    #expect(DemoStep.commandLines("tissuectl stats", width: 40) == ["$ tissuectl stats"])
  }

  @Test func `a step shows no control characters`() {
    let step = DemoStep(on: CivilDay(daysSinceEpoch: 0), "A \u{1B}[31mtitle", "text")
    #expect(!step.text(width: 80).utf8.contains(0x1B))
  }

  @Test func `a step is a record with the same facts`() {
    var step = DemoStep(on: CivilDay(daysSinceEpoch: 0), "A title", "text")
    step.figures = [("read", .integer(4))]
    step.notes = ["so it is"]
    #expect(step.record["on"] == .text("1970-01-01"))
    #expect(step.record["notes"] == .texts(["so it is"]))
    guard case .list(let figures) = step.record["figures"], case .record(let first)? = figures.first
    else {
      Issue.record("no figures")
      return
    }
    #expect(first["name"] == .text("read") && first["value"] == .integer(4))
  }
}
