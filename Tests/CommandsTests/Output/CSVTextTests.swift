import Testing

@testable import Commands

@Suite struct CSVTextTests {
  static func row(_ record: Record) -> String {
    String(decoding: CSVText.row(record), as: UTF8.self)
  }

  @Test func `cells with commas, quotes and line feeds are quoted`() {
    #expect(
      Self.row(["a": .text("x,y"), "b": .text("say \"x\""), "c": .text("1\n2"), "d": .text("z")])
        == "\"x,y\",\"say \"\"x\"\"\",\"1\n2\",z\n")
  }

  @Test(arguments: ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "\0a", "＝1", "＋1", "－1", "＠a"])
  func `text that a spreadsheet takes for a formula is neutralised`(text: String) {
    #expect(CSVText.neutralised(text) == "'" + text)
    #expect(Self.row(["a": .text(text)]).contains("'"))
  }

  @Test func `typed numbers are left alone`() {
    #expect(
      Self.row(["a": .integer(-5), "b": .decimal(-0.5), "c": .text("a=b")]) == "-5,-0.5,a=b\n")
  }

  @Test func `nested records become columns and lists one cell`() {
    let record: Record = [
      "donor": .text("D"), "interest": .record(["source": .text("donor"), "on": .none]),
      "permitted": .texts(["a", "b"]), "ok": .flag(true),
      "tissue": .records([
        Record(fields: []).summarised(as: "frozen"), ["kind": .text("ffpe"), "n": .integer(2)],
      ]),
    ]
    #expect(
      String(decoding: CSVText.header(record), as: UTF8.self)
        == "donor,interest_source,interest_on,permitted,ok,tissue\n")
    #expect(Self.row(record) == "D,donor,,a;b,true,frozen;ffpe 2\n")
  }
}
