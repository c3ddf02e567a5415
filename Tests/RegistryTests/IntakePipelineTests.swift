import Domain
import Testing

@testable import Interchange
@testable import Registry

struct IntakePipelineTests {
  private struct Failure: Error {}

  /// Gives numbered rejected rows, and then ends or fails.
  private struct Rows: DonorIntakeReader {
    var left: Int
    var line = 0
    var failsAtEnd = false
    var rejectsLayout: RejectsLayout { .quoted }

    mutating func next() throws -> IntakeRow? {
      guard left > 0 else {
        if failsAtEnd { throw Failure() }
        return nil
      }
      left -= 1
      line += 1
      let problem = FieldProblem(field: "site", problem: "none", fix: "write one")
      return IntakeRow(
        line: line, result: .failure(RejectedIntake(problems: [problem])), warnings: [],
        rawRow: [])
    }
  }

  private func pipeline(_ rows: Rows) -> IntakePipeline {
    IntakePipeline(rows) { _ in throw Failure() }
  }

  @Test(arguments: [0, 1, 255, 256, 257, 5000])
  func `every row arrives once and in order`(count: Int) throws {
    let pipeline = pipeline(Rows(left: count))
    defer { pipeline.stop() }
    var lines: [Int] = []
    while let rows = try pipeline.next() { lines += rows.map(\.line) }
    #expect(lines == Array(1...max(count, 1)).filter { $0 <= count })
  }

  @Test func `a failure comes after the rows before it`() throws {
    let pipeline = pipeline(Rows(left: 300, failsAtEnd: true))
    defer { pipeline.stop() }
    #expect(try pipeline.next()?.count == 256)
    #expect(throws: Failure.self) { _ = try pipeline.next() }
  }

  @Test func `an intake that is given up ends its reading thread`() throws {
    for taken in 0..<4 {
      let pipeline = pipeline(Rows(left: 100_000))
      for _ in 0..<taken { _ = try pipeline.next() }
      pipeline.stop()
    }
  }
}
