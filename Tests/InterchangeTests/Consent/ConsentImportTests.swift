import Domain
import Interchange
import Testing

struct ConsentImportTests {
  private func rows(_ text: String) throws -> [ConsentImportRow] {
    var reader = try ConsentImportReader(source: ByteSources.text(text))
    var rows: [ConsentImportRow] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  @Test func `every column is taken as a text`() throws {
    let row = try #require(
      try rows(
        "donor,event,form,scopes,signed_on,effective_from,signer,reason,evidence\n"
          + "AB-12,grant,broad@2,a;b,2026-01-01,2026-01-02,donor,why not,sha256:00\n"
      ).first)
    #expect(row.line == 2)
    #expect(row.problems.isEmpty)
    #expect([row.donor, row.event] == ["AB-12", "grant"])
    #expect(
      [row.form, row.scopes, row.signedOn, row.effectiveFrom, row.signer, row.reason, row.evidence]
        == ["broad@2", "a;b", "2026-01-01", "2026-01-02", "donor", "why not", "sha256:00"])
  }

  @Test func `absent columns and empty cells are left to the defaults`() throws {
    let row = try #require(try rows("event;donor;form\ngrant;AB-12; \n").first)
    #expect(row.form == nil)
    #expect(row.scopes == nil)
    #expect(row.problems.isEmpty)
  }

  @Test func `a row without donor or event, and a ragged one, are told with their line`() throws {
    let read = try rows("donor,event\n,grant\nAB-12,\nAB-12\nAB-12,grant\n")
    #expect(read.map { $0.problems.map(\.field) } == [["donor"], ["event"], ["row"], []])
    #expect(read.map(\.line) == [2, 3, 4, 5])
  }

  @Test func `donor and event have to be columns, and others have to be known`() {
    #expect(throws: HeaderError.missingColumn("donor")) { try rows("event\n") }
    #expect(throws: HeaderError.self) { try rows("donor,event,scope\n") }
  }

  @Test func `its rejects can be corrected and imported`() throws {
    var reader = try ConsentImportReader(source: ByteSources.text("donor,event\n,grant\n"))
    let row = try #require(try reader.next())
    let collected = Collected()
    var writer = try RejectsWriter(layout: reader.rejectsLayout, sink: collected.sink)
    try writer.reject(line: row.line, problems: row.problems, rawRow: row.rawRow)
    try writer.finish()
    #expect(collected.text.hasPrefix("line,field,problem,fix,donor,event\n2,donor,missing,"))
    #expect(try rows(collected.text).first?.event == "grant")
  }
}
