import TestSupport
import Domain
import Interchange
import Testing

struct DelimitedWriterTests {
  private func written(
    separator: Separator = .comma, guardsFormulas: Bool = true,
    _ body: (inout DelimitedWriter) throws -> Void
  ) throws -> String {
    let collected = Collected()
    var writer = DelimitedWriter(
      separator: separator, guardsFormulas: guardsFormulas, sink: collected.sink)
    try body(&writer)
    try writer.finish()
    return collected.text
  }

  @Test func `typed fields are written in their own form`() throws {
    let text = try written { writer in
      writer.integer(-5)
      writer.integer(.min)
      writer.number(0.25)
      writer.number(.nan)
      writer.day(CivilDay(iso: "2026-02-03"))
      writer.flag(true)
      writer.code(Sex.female)
      writer.text(nil)
      try writer.endRow()
    }
    #expect(text == "-5,-9223372036854775808,0.25,,2026-02-03,true,female,\n")
  }

  @Test func `only fields that need quotes get them`() throws {
    let text = try written {
      try $0.row(["plain", "a,b", "say \"x\"", "two\nlines", " padded", "a;b"])
    }
    #expect(text == "plain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\" padded\",a;b\n")
  }

  @Test func `a lone empty field is no blank line`() throws {
    #expect(try written { try $0.row([""]) } == "\"\"\n")
    #expect(try written { try $0.row(["", ""]) } == ",\n")
  }

  @Test func `a text that a spreadsheet would run gets an apostrophe, a number does not`() throws {
    #expect(
      try written { try $0.row(["=1+1", "-5", "+49", "@x", "\tx"]) }
        == "'=1+1,'-5,'+49,'@x,'\tx\n")
    #expect(try written(guardsFormulas: false) { try $0.row(["=1+1"]) } == "=1+1\n")
  }

  @Test func `bytes leave in portions, and none is lost`() throws {
    var portions = 0
    var count = 0
    var writer = DelimitedWriter(flushSize: 100) { bytes in
      portions += 1
      count += bytes.count
    }
    for _ in 0..<100 { try writer.row(["12345", "6789"]) }
    try writer.finish()
    #expect(portions > 5)
    #expect(count == 1100)
  }

  @Test func `a full disk is not swallowed`() {
    struct Full: Error {}
    #expect(throws: Full.self) {
      var writer = DelimitedWriter(flushSize: 1) { _ in throw Full() }
      try writer.row(["x"])
    }
  }
}

struct FormulaGuardTests {
  private func guarded(_ text: String) -> Bool { FormulaGuard.needsGuard(Array(text.utf8)[...]) }

  @Test(arguments: [
    "=x", "+1", "-1", "@a", "\tx", "\rx", "\nx", "\u{0}", "＝x", "＋x", "－x", "＠x", "'=x",
  ])
  func `these are guarded`(_ text: String) {
    #expect(guarded(text))
  }

  @Test(arguments: ["", "x", "'", "'x", "O'Neill", "1-2", "ａ", "ï", "é=", " =x"])
  func `these are not`(_ text: String) {
    #expect(!guarded(text))
  }

  @Test func `stripping undoes guarding and nothing else`() {
    for seed in 0..<2000 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let text = Array(generator.awkwardText(upTo: 6).utf8)[...]
      let written = FormulaGuard.needsGuard(text) ? [0x27] + text : text
      #expect(FormulaGuard.stripped(written).elementsEqual(text), "seed \(seed)")
    }
  }
}
