import Domain
import Interchange
import Testing

struct ConsentWriterTests {
  private func rows(_ text: String) throws -> [ConsentImportRow] {
    var reader = try ConsentImportReader(source: ByteSources.text(text))
    var rows: [ConsentImportRow] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  private func written(_ statements: [ConsentStatement]) throws -> String {
    let collected = Collected()
    var writer = try ConsentWriter(sink: collected.sink)
    for statement in statements { try writer.write(statement) }
    try writer.finish()
    return collected.text
  }

  @Test func `what is written reads back, texts that are hard for a table included`() throws {
    let facts = try ConsentFacts(
      kind: .grant, form: FHIRSamples.form, permitted: [.clinicalData, .xenograft],
      declined: [.animalWork], signedOn: day("2026-01-10"), effectiveFrom: day("2026-02-10"),
      signer: .parent, mandate: "=1+1", witness: "a \"b\", c", assent: true,
      evidence: DocumentHash(bytes: Array(repeating: 7, count: 32)), reason: "-said; so")
    let row = try #require(
      try rows(try written([ConsentStatement(donor: "AB-12", sequence: 4, facts: facts)])).first)
    #expect(row.problems.isEmpty)
    #expect([row.donor, row.event, row.signer] == ["AB-12", "grant", "parent"])
    #expect(
      [row.form, row.scopes, row.decline] == [
        "broad@2", "clinical_data;xenograft", "animal_work",
      ])
    #expect([row.signedOn, row.effectiveFrom] == ["2026-01-10", "2026-02-10"])
    #expect([row.mandate, row.witness, row.reason] == ["=1+1", "a \"b\", c", "-said; so"])
    #expect(row.assent == "true")
    #expect(row.evidence == facts.evidence?.description)
  }

  @Test func `a level stands for its scopes, and what was voided has no row`() throws {
    let facts = try ConsentFacts(
      kind: .refusal, level: .noFurtherUse, destruction: .sampleAndData,
      signedOn: day("2026-01-10"))
    var statement = ConsentStatement(donor: "AB-12", sequence: 4, facts: facts)
    let row = try #require(try rows(try written([statement])).first)
    #expect(
      [row.event, row.level, row.destruction] == [
        "withdrawal", "no_further_use", "sample_and_data",
      ])
    #expect(row.scopes == nil)
    statement.isVoided = true
    #expect(try rows(try written([statement])).isEmpty)
  }
}
