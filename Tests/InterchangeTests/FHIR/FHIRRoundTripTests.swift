import TestSupport
import Domain
import Interchange
import Testing

struct FHIRRoundTripTests {
  /// What has to come back: everything but the texts that stay sealed at the source.
  private func expect(_ row: FHIRConsentRow, says statement: ConsentStatement, _ note: Comment) {
    let facts = statement.facts
    func names(_ scopes: ScopeSet) -> String? {
      scopes.isEmpty ? nil : scopes.map(\.name).joined(separator: ";")
    }
    let hasLevel = facts.level.map { $0 != .scopes } ?? false
    let read = row.row
    #expect(read.problems.isEmpty, note)
    #expect([read.donor, read.event] == [statement.donor, statement.event.name], note)
    #expect(read.form == facts.form?.description, note)
    #expect(
      read.scopes
        == names(facts.kind.carriesAnswers ? facts.permitted : hasLevel ? [] : facts.scopes), note)
    #expect(read.decline == names(facts.declined), note)
    #expect(read.signedOn == facts.signedOn.description, note)
    #expect(read.effectiveFrom == facts.effectiveFrom.description, note)
    #expect(read.signer == facts.signer.name, note)
    #expect(read.evidence == facts.evidence?.description, note)
    #expect([read.level, read.destruction] == [facts.level?.name, facts.destruction?.name], note)
    #expect(read.assent == (facts.assent ? "true" : nil), note)
    #expect((read.mandate == nil) == (facts.mandate == nil), note)
    #expect((read.witness == nil) == (facts.witness == nil), note)
    #expect(row.isWhole, note)
    #expect(row.answered == facts.permitted.union(facts.declined).union(facts.notChosen), note)
    #expect(row.isEnteredInError == statement.isVoided, note)
    #expect(Set(row.days) == Set(statement.days), note)
  }

  @Test(arguments: [FHIRConsentWriter.Version.r4, .r5], [FHIRConsentWriter.Layout.bundle, .lines])
  func `what is written reads back as the same events`(
    version: FHIRConsentWriter.Version, layout: FHIRConsentWriter.Layout
  ) throws {
    let seed: UInt64 = 20_261_123
    var generator = SeededGenerator(seed: seed)
    for round in 0..<150 {
      let statements = try (0..<generator.below(4)).map { _ in
        try FHIRSamples.statement(using: &generator)
      }
      let bytes = try written(statements, version, layout)
      let rows = bytes.isEmpty ? [] : try consents(bytes, piece: 1 + generator.below(900))
      #expect(rows.count == statements.count, "seed \(seed) round \(round)")
      for (row, statement) in zip(rows, statements) {
        expect(row, says: statement, "seed \(seed) round \(round)")
      }
    }
  }

  @Test func `texts that may name a person stay at the source`() throws {
    let facts = try ConsentFacts(
      kind: .refusal, scopes: [.xenograft], signedOn: day("2026-01-10"),
      signer: .legalRepresentative, mandate: "Order 17 of Dr Example", witness: "Nurse Example",
      reason: "told Dr Example")
    let statement = ConsentStatement(donor: "AB-12", sequence: 9, facts: facts)
    for version in [FHIRConsentWriter.Version.r4, .r5] {
      let bytes = try written([statement], version)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("Example"))
      let row = try #require(try consents(bytes).first?.row)
      #expect([row.mandate, row.witness] == ["event-9", "event-9"])
    }
  }

  @Test func `a status says what holds on its day`() throws {
    let granted = try FHIRSamples.grant([
      FHIRSamples.days(.clinicalData, "2026-01-10", "2030-01-09")
    ])
    func status(_ statement: ConsentStatement, on day: CivilDay) throws -> String? {
      let bytes = try written([statement], .r4, .lines, on: day)
      return try JSONValue(parsing: bytes[...])["status"]?.text
    }
    #expect(try status(granted, on: day("2030-01-09")) == "active")
    #expect(try status(granted, on: day("2030-01-10")) == "inactive")
    var voided = granted
    voided.isVoided = true
    #expect(try status(voided, on: day("2026-02-01")) == "entered-in-error")
    let declined = try FHIRSamples.grant([], declined: [.xenograft])
    #expect(try status(declined, on: day("2026-02-01")) == "rejected")
    let withdrawal = ConsentStatement(
      donor: "AB-12", sequence: 3,
      facts: try ConsentFacts(
        kind: .withdrawal, level: .noFurtherContact, signedOn: day("2026-02-01")))
    #expect(try status(withdrawal, on: day("2026-02-01")) == "inactive")
  }

  @Test func `policy codes never say more than the scopes beside them`() throws {
    let seed: UInt64 = 4711
    var generator = SeededGenerator(seed: seed)
    for round in 0..<200 {
      let statement = try FHIRSamples.statement(using: &generator)
      guard statement.facts.kind.carriesAnswers, !statement.isVoided else { continue }
      let foreign = try JSONValue(parsing: written([statement], .r4, .lines)[...])
        .keepingPolicyCodesAlone()
      var writer = JSONWriter()
      writer.value(foreign)
      let row = try #require(try consents(writer.bytes).first)
      #expect(
        row.permitted.isSubset(of: statement.facts.permitted), "seed \(seed) round \(round)")
      for held in row.days {
        let isWithin = statement.days.contains {
          $0.scope == held.scope && $0.first <= held.first
            && ($0.last == nil || held.last.map { [end = $0.last] in $0 <= end ?? $0 } ?? false)
        }
        #expect(isWithin, "seed \(seed) round \(round)")
      }
    }
  }

  @Test func `an empty file is a Bundle without entries`() throws {
    #expect(try consents(written([], .r4)).isEmpty)
    #expect(try JSONValue(parsing: written([], .r5)[...])["entry"] == nil)
  }
}

extension JSONValue {
  /// The Consent as somebody reads it who knows the policy codes and nothing of this registry.
  fileprivate func keepingPolicyCodesAlone() -> JSONValue {
    guard let members else { return self }
    return .object(
      members.compactMap { member in
        switch member.key {
        case "extension", "category", "performer": return nil
        case "policy":
          return JSONMember(
            "policy",
            .array([
              .object([
                JSONMember("uri", .string("urn:oid:2.16.840.1.113883.3.1937.777.24.2.1791"))
              ])
            ]))
        case "provision":
          let kept = (member.value["provision"]?.elements ?? []).filter { nested in
            let system = nested["code"]?.elements?.first?["coding"]?.elements?.first?["system"]
            return system?.text == MIIPolicyCode.system
          }
          return JSONMember(
            "provision",
            .object([
              JSONMember("type", .string("deny")), JSONMember("provision", .array(kept)),
            ]))
        default: return member
        }
      })
  }
}
