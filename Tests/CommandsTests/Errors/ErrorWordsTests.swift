import Registry
import Testing

@testable import Commands

@Suite struct ErrorWordsTests {
  static let plain = TerminalStyle(width: nil, hasColor: false)

  @Test func `words name what, where, why and what to do`() {
    let error = RegistryError(
      .inputMalformed, "the file ends in the middle of a record",
      at: [.init("file", "a.xml"), .init("line", "7")], why: "it was cut", fix: "copy it again")
    #expect(
      ErrorWords.lines(error, style: Self.plain) == [
        "error: the file ends in the middle of a record (file a.xml, line 7)", "why: it was cut",
        "fix: copy it again",
      ])
  }

  @Test func `what is wrong with a field is said of the field`() {
    let error = RegistryError(
      .inputMalformed, "is empty", at: [.init("file", "p.json"), .init("field", "identifiers.mrn")])
    #expect(
      ErrorWords.lines(error, style: Self.plain)
        == ["error: identifiers.mrn: is empty (file p.json)"])
  }

  @Test func `long words are wrapped below themselves`() {
    let error = RegistryError(.usage, String(repeating: "word ", count: 60), fix: "none")
    let lines = ErrorWords.lines(error, style: Self.plain)
    #expect(lines.count == 5)
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines[1].hasPrefix("       word"))
  }

  @Test func `no escape of the data reaches the terminal`() {
    let error = RegistryError(.notFound, "a\u{1B}[31mb", at: [.init("file", "c\u{202E}d\n")])
    let text = ErrorWords.lines(error, style: Self.plain).joined()
    #expect(text == "error: a?[31mb (file c?d?)")
    #expect(!ErrorWords.json(error).contains(0x1B))
  }

  @Test func `JSON has every key and a line as a number`() {
    let error = RegistryError(.rowsRejected, "x", at: [.init("line", "7"), .init("field", "a")])
    #expect(
      String(decoding: ErrorWords.json(error), as: UTF8.self)
        == #"{"error":{"code":"rows_rejected","exit":3,"message":"x","#
        + #""where":{"line":7,"field":"a"},"why":null,"fix":null}}"#)
  }

  @Test func `only the label is coloured, and only where colour is allowed`() {
    let colored = TerminalStyle(width: 80, hasColor: true)
    let lines = ErrorWords.lines(RegistryError(.usage, "x"), style: colored)
    #expect(lines == ["\u{1B}[1;31merror\u{1B}[0m: x"])
  }
}
