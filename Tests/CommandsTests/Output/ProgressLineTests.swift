import Registry
import Testing

@testable import Commands

@Suite struct ProgressLineTests {
  @Test(arguments: [
    (
      Progress(what: "rows", done: 500, total: 1000), 2.0,
      "rows: 500 of 1000 (50 %), 250/s, 2 s left"
    ),
    (Progress(what: "rows", done: 500, total: nil), 2.0, "rows: 500, 250/s"),
    (Progress(what: "rows", done: 0, total: 10), 0.0, "rows: 0 of 10 (0 %)"),
    (Progress(what: "a\u{1B}", done: 0, total: 0), 0.0, "a?: 0"),
  ])
  func `the line tells amount, share, rate and time left`(
    progress: Progress, seconds: Double, expected: String
  ) {
    #expect(ProgressLine.text(progress, seconds: seconds, width: 80) == expected)
  }

  @Test func `the line never exceeds the terminal`() {
    let progress = Progress(what: String(repeating: "x", count: 200), done: 5, total: 10)
    #expect(ProgressLine.text(progress, seconds: 1, width: 40).count == 40)
  }
}
