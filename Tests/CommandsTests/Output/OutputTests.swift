import Foundation
import Testing

@testable import Commands

@Suite struct OutputTests {
  final class Sink {
    var bytes: [UInt8] = []
    var writes = 0
  }

  static func show(
    _ document: Document, _ format: OutputFormat, hasColor: Bool = false
  ) throws -> (text: String, writes: Int) {
    let sink = Sink()
    let style = TerminalStyle(width: nil, hasColor: hasColor)
    try Output(format: format, style: style) { bytes in
      sink.bytes += bytes
      sink.writes += 1
    }.show(document)
    return (String(decoding: sink.bytes, as: UTF8.self), sink.writes)
  }

  static let pair: [Record] = [["donor": .text("A")], ["donor": .text("B")]]

  @Test(arguments: [
    (OutputFormat.table, "donor\nA\nB\n"),
    (.json, "[\n  {\"donor\":\"A\"},\n  {\"donor\":\"B\"}\n]\n"),
    (.ndjson, "{\"donor\":\"A\"}\n{\"donor\":\"B\"}\n"), (.csv, "donor\nA\nB\n"),
  ])
  func `a list in every format`(format: OutputFormat, expected: String) throws {
    #expect(try Self.show(.list(Self.pair, columns: ["donor"]), format).text == expected)
  }

  @Test(arguments: [
    (OutputFormat.table, ""), (.json, "[]\n"), (.ndjson, ""), (.csv, "donor\n"),
  ])
  func `an empty list in every format`(format: OutputFormat, expected: String) throws {
    #expect(try Self.show(.list([], columns: ["donor"]), format).text == expected)
  }

  @Test func `prose replaces a table and nothing else`() throws {
    let document = Document.record(["a": .integer(1)], prose: "one\u{1B}\ntwo")
    #expect(try Self.show(document, .table).text == "one?\ntwo\n")
    #expect(try Self.show(document, .csv).text == "a\n1\n")
  }

  @Test(arguments: OutputFormat.allCases)
  func `a long stream is written in parts and loses nothing`(format: OutputFormat) throws {
    let count = 20_000
    let document = Document(
      content: .stream { emit in
        for number in 0..<count { try emit(["n": .integer(number), "t": .text("xxxxxxxxxx")]) }
      }, columns: ["n", "t"])
    let shown = try Self.show(document, format)
    #expect(shown.writes > 3)
    let numbers = shown.text.split { !$0.isNumber }.compactMap { Int($0) }
    let isWhole = numbers == Array(0..<count)
    #expect(isWhole)
    if format == .json {
      let read = try JSONSerialization.jsonObject(with: Data(shown.text.utf8)) as? [Any]
      #expect(read?.count == count)
    }
  }

  @Test func `headings are bold where colour is allowed, and nothing else is coloured`() throws {
    let text = try Self.show(.list(Self.pair, columns: ["donor"]), .table, hasColor: true).text
    #expect(text == "\u{1B}[1mdonor\u{1B}[0m\nA\nB\n")
    let json = try Self.show(.list(Self.pair, columns: []), .json, hasColor: true).text
    #expect(!json.contains("\u{1B}"))
  }

  @Test(arguments: [(nil, 100), (20, 40), (72, 72), (300, 100)] as [(Int?, Int)])
  func `a terminal is taken as 40 to 100 columns wide`(columns: Int?, width: Int) {
    #expect(TerminalStyle(width: columns, hasColor: false).width == width)
  }

  @Test func `colour needs a terminal and nobody who forbids it`() throws {
    let world = try TestWorld()
    let bold = "\u{1B}[1m"
    let terminal = world.context(terminalWidth: 80)
    #expect(world.run("explain", context: terminal).output.contains(bold))
    #expect(!world.run("explain").output.contains("\u{1B}"))
    #expect(!world.run("explain", "--no-color", context: terminal).output.contains("\u{1B}"))
    let forbidden = world.context(environment: ["NO_COLOR": "1"], terminalWidth: 80)
    #expect(!world.run("explain", context: forbidden).output.contains("\u{1B}"))
    // The same holds for the first word of a failure.
    #expect(world.run("explain", "x", context: terminal).errors.contains("\u{1B}"))
    #expect(!world.run("explain", "x", context: forbidden).errors.contains("\u{1B}"))
    #expect(
      !world.run("explain", "x", "--no-color", context: terminal).errors.contains("\u{1B}"))
  }
}
