import TestSupport
import Domain
import Interchange

/// Everything that a file of consents holds.
func consents(_ bytes: [UInt8], piece: Int? = nil) throws -> [FHIRConsentRow] {
  var reader = try FHIRConsentReader(source: ByteSources.memory(bytes, inPiecesOf: piece))
  var rows: [FHIRConsentRow] = []
  while let row = try reader.next() { rows.append(row) }
  return rows
}

func consents(_ text: String) throws -> [FHIRConsentRow] { try consents(Array(text.utf8)) }

func written(
  _ statements: [ConsentStatement], _ version: FHIRConsentWriter.Version,
  _ layout: FHIRConsentWriter.Layout = .bundle, on day: CivilDay = day("2026-06-01")
) throws -> [UInt8] {
  let collected = Collected()
  var writer = FHIRConsentWriter(
    version: version, layout: layout, on: day, sink: collected.sink)
  for statement in statements { try writer.write(statement) }
  try writer.finish()
  return collected.bytes
}

enum FHIRSamples {
  static let policy = "2.16.840.1.113883.3.1937.777.24.5.3."
  static let form = FormReference(id: "broad", version: 2)

  /// A Consent of the German profile; each code with the days on which it is permitted.
  static func german(
    _ permits: [Int], from: String = "2020-09-01", to: String = "2050-08-31",
    document: Int = 1791, status: String = "active", root: String = "deny",
    extra: String = "", provision: String = ""
  ) -> String {
    let nested = permits.map { number in
      #"{"type":"permit","period":{"start":"\#(from)","end":"\#(to)"},"code":[{"coding":[{"#
        + #""system":"urn:oid:2.16.840.1.113883.3.1937.777.24.5.3","code":"\#(policy)\#(number)"}]}]}"#
    }
    let all = (nested + (provision.isEmpty ? [] : [provision])).joined(separator: ",")
    return #"{"resourceType":"Consent","status":"\#(status)",\#(extra)"#
      + #""scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","#
      + #""code":"research"}]},"category":[{"coding":[{"system":"http://loinc.org","#
      + #""code":"57016-8"}]}],"patient":{"reference":"Patient/AB-12"},"dateTime":"\#(from)","#
      + #""policy":[{"uri":"urn:oid:2.16.840.1.113883.3.1937.777.24.2.\#(document)"}],"#
      + #""provision":{"type":"\#(root)","period":{"start":"\#(from)","end":"\#(to)"}"#
      + (all.isEmpty ? "}}" : #","provision":[\#(all)]}}"#)
  }

  static func grant(
    _ days: [ConsentDays], declined: ScopeSet = [], from: String = "2026-01-10"
  ) throws -> ConsentStatement {
    ConsentStatement(
      donor: "AB-12", sequence: 17,
      facts: try ConsentFacts(
        kind: .grant, form: form, permitted: ScopeSet(days.map(\.scope)), declined: declined,
        signedOn: day("2026-01-10"), effectiveFrom: day(from)),
      days: days)
  }

  static func days(_ scope: ConsentScope, _ first: String, _ last: String?) -> ConsentDays {
    ConsentDays(scope: scope, first: day(first), last: last.map { day($0) })
  }

  /// An event of any kind but void, with everything that an event can state.
  static func statement(using generator: inout SeededGenerator) throws -> ConsentStatement {
    let kind = generator.pick(ConsentEventKind.allCases.filter { $0 != .void })
    let signedOn = day("2020-01-01").adding(days: generator.below(2000))
    let first = signedOn.adding(days: generator.below(3) * generator.below(40))
    let evidence = DocumentHash(bytes: (0..<32).map { _ in UInt8(generator.below(256)) })
    let signer = generator.pick(Signer.allCases)
    let mandate = generator.below(3) == 0 ? "court order" : nil
    let witness = generator.below(3) == 0 ? "W-7" : nil
    func scopes() -> ScopeSet {
      ScopeSet(rawValue: UInt16.random(in: .min ... .max, using: &generator))
    }
    let facts: ConsentFacts
    var days: [ConsentDays] = []
    if kind.carriesAnswers {
      let permitted = scopes()
      var declined = scopes().subtracting(permitted)
      if permitted.union(declined).isEmpty { declined = [.xenograft] }
      let open = scopes().subtracting(permitted).subtracting(declined)
      facts = try ConsentFacts(
        kind: kind, form: form, permitted: permitted, declined: declined, notChosen: open,
        signedOn: signedOn,
        effectiveFrom: first, signer: signer, mandate: mandate, witness: witness,
        assent: generator.below(2) == 0, evidence: evidence)
      for scope in permitted {
        switch generator.below(4) {
        case 0: break
        case 1: days.append(ConsentDays(scope: scope, first: first, last: nil))
        default:
          let end = first.adding(days: 1 + generator.below(4000))
          days.append(ConsentDays(scope: scope, first: first, last: end))
          if generator.below(3) == 0 {
            days.append(
              ConsentDays(scope: scope, first: end.adding(days: 9), last: end.adding(days: 99)))
          }
        }
      }
    } else {
      var named = scopes()
      if named.isEmpty { named = [.bloodSample] }
      let level: WithdrawalLevel? =
        kind == .withdrawal ? generator.pick(WithdrawalLevel.allCases) : nil
      facts = try ConsentFacts(
        kind: kind, scopes: level.map { $0 == .scopes ? named : $0.scopes } ?? named, level: level,
        destruction: level == .noFurtherUse ? generator.pick(Destruction.allCases) : nil,
        signedOn: signedOn, effectiveFrom: first, signer: signer, mandate: mandate,
        witness: witness, evidence: evidence)
    }
    return ConsentStatement(
      donor: "AB-12", sequence: UInt64(1 + generator.below(1000)), facts: facts,
      isVoided: generator.below(8) == 0, days: days)
  }
}
