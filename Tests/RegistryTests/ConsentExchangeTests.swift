import TestSupport
import Domain
import Foundation
import Interchange
import Registry
import Testing

struct ConsentExchangeTests {
  private static let days = [
    "2025-12-31", "2026-01-01", "2026-01-09", "2026-01-20", "2026-02-15", "2026-06-01",
    "2031-01-05", "2055-12-31", "2056-02-01",
  ].compactMap { CivilDay(iso: $0) }

  /// A registry with the same donors and nothing else in common with its twin from then on.
  private func twin(of world: World, _ name: String) throws -> Registry {
    try FileManager.default.copyItem(atPath: world.registry.folder, toPath: world.path(name))
    let clock = world.clock
    return try Registry.open(
      at: world.path(name), context: RegistryContext(clock: { clock.now }, actor: "tester"))
  }

  private func states(_ registry: Registry, _ donors: [String]) throws -> [String] {
    try donors.flatMap { donor in
      try Self.days.flatMap { day in
        try registry.consentStates(donor, on: day, knownAt: nil, explain: false).map {
          "\(donor) \(day) \($0.scope) \($0.state)"
        }
      }
    }
  }

  private func exported(
    _ registry: Registry, _ format: ConsentExportRequest.Format, asLines: Bool = false,
    donors: [String] = [], knownAt: Instant? = nil
  ) throws -> String {
    let collected = Mutable()
    _ = try registry.exportConsents(
      ConsentExportRequest(
        donors: donors, format: format, asLines: asLines, knownAt: knownAt)
    ) { collected.bytes += $0 }
    return String(decoding: collected.bytes, as: UTF8.self)
  }

  private final class Mutable { var bytes: [UInt8] = [] }

  /// A command that somebody might give, sensible or not.
  private func command(
    _ donor: String, _ history: [UInt64], using generator: inout SeededGenerator
  ) -> ConsentRequest {
    let kinds = [
      "grant", "grant", "grant", "refusal", "withdrawal", "objection", "renewal", "reinstatement",
      "suspension", "resumption", "void",
    ]
    var request = ConsentRequest(donor: donor, kind: generator.pick(kinds))
    let scopes = ConsentScope.names.filter { _ in generator.below(3) == 0 }
    request.scopes = generator.below(3) == 0 || scopes.isEmpty ? ["all"] : scopes
    if request.kind == "grant" || request.kind == "renewal" {
      request.decline = ConsentScope.names.filter { name in
        generator.below(5) == 0 && !request.scopes.contains(name)
      }
    }
    if request.kind == "withdrawal", generator.below(2) == 0 {
      request.level = generator.pick(["no_further_contact", "no_further_access", "no_further_use"])
      request.scopes = []
    }
    let signed = World.firstDay.adding(days: generator.below(28))
    request.signedOn = signed
    if generator.below(4) == 0 { request.effectiveFrom = signed.adding(days: generator.below(40)) }
    if request.kind == "void" {
      request.scopes = []
      request.target = history.isEmpty ? 1 : generator.pick(history)
    }
    return request
  }

  @Test(arguments: UInt64(1)...6)
  func `a second registry gives the same states, whatever was recorded`(seed: UInt64) throws {
    let world = try World()
    let donors = try [world.register(1), world.register(2)]
    let others = try (0..<4).map { try twin(of: world, "twin-\($0)") }
    world.clock.move(to: World.firstDay.adding(days: 30))
    var generator = SeededGenerator(seed: seed)
    var history: [UInt64] = []
    for _ in 0..<24 {
      world.clock.tick()
      let request = command(generator.pick(donors), history, using: &generator)
      let outcome = try? world.registry.consent(request, ChangeRequest(reason: "generated"))
      if let outcome { history.append(outcome.sequence) }
    }
    #expect(history.count > 5, "seed \(seed)")
    let wanted = try states(world.registry, donors)
    let files: [(String, ConsentFileFormat)] = [
      (try exported(world.registry, .fhirR4), .fhir),
      (try exported(world.registry, .fhirR5), .fhir),
      (try exported(world.registry, .fhirR4, asLines: true), .fhir),
      (try exported(world.registry, .csv), .csv),
    ]
    for (place, file) in files.enumerated() {
      let summary = try others[place].importConsents(
        input: world.file("file-\(place)", file.0), as: file.1, rejects: nil,
        ChangeRequest(reason: "taken over"))
      #expect(summary.rejected == 0, "seed \(seed): \(summary.problems)")
      let found = try states(others[place], donors)
      let other = zip(wanted, found).first { !Self.agree($0, $1) }
      #expect(other == nil, "seed \(seed) file \(place)")
    }
    let again = try others[0].importConsents(
      input: world.file("again", files[0].0), as: .fhir, rejects: nil, ChangeRequest())
    #expect(again.rejected == 0, "seed \(seed): \(again.problems)")
    #expect(again.duplicates == again.read, "seed \(seed)")
  }

  /// A withdrawal of what was voided since finds nothing to withdraw in another registry and is a
  /// refusal there; everything else is the same.
  private static func agree(_ left: String, _ right: String) -> Bool {
    left.replacing("withdrawn", with: "refused") == right.replacing("withdrawn", with: "refused")
  }

  @Test func `a file without what ended a permission leaves nothing`() throws {
    let world = try World()
    let donor = try world.register(1)
    let other = try twin(of: world, "twin")
    try world.grant(donor)
    try world.withdraw(donor, scopes: ["xenograft"])
    let lines = try exported(world.registry, .fhirR4, asLines: true).split(separator: "\n")
    let error = failure {
      _ = try other.importConsents(
        input: world.file("part", "\(lines[0])\n"), as: .fhir, rejects: nil, ChangeRequest())
    }
    #expect(error?.code == .consentRefused)
    #expect(error?.message.contains("xenograft") == true)
    #expect(try other.consentHistory(donor, knownAt: nil).isEmpty)
  }

  @Test func `a grant that its source takes back as an error is voided`() throws {
    let world = try World()
    let donor = try world.register(1)
    let other = try twin(of: world, "twin")
    let sequence = try world.grant(donor).sequence
    let first = try exported(world.registry, .fhirR5)
    _ = try other.importConsents(
      input: world.file("first", first), as: .fhir, rejects: nil, ChangeRequest())
    world.clock.tick()
    var request = ConsentRequest(donor: "", kind: "void")
    request.target = sequence
    _ = try world.registry.consent(request, ChangeRequest(reason: "wrong donor"))
    let second = try exported(world.registry, .fhirR5)
    #expect(second.contains("entered-in-error"))
    #expect(!second.contains("wrong donor"))
    _ = try other.importConsents(
      input: world.file("second", second), as: .fhir, rejects: nil, ChangeRequest())
    let history = try other.consentHistory(donor, knownAt: nil)
    #expect(history.map(\.kind) == ["grant", "void"])
    #expect(history.first?.voidedBy != nil)
  }

  @Test func `what was recorded later is not in an export of what was known before`() throws {
    let world = try World()
    let donor = try world.register(1)
    try world.grant(donor)
    let before = world.clock.now
    let first = try exported(world.registry, .fhirR4, knownAt: before)
    try world.withdraw(donor, level: "no_further_use")
    #expect(try exported(world.registry, .fhirR4, knownAt: before) == first)
    #expect(try exported(world.registry, .fhirR4) != first)
    #expect(try exported(world.registry, .csv, donors: [donor]).split(separator: "\n").count == 3)
  }

  @Test func `the German broad consent permits scopes and declines the rest`() throws {
    let world = try World()
    let donor = try world.register(1)
    let text = Self.german(donor, to: "2055-12-31")
    let summary = try world.registry.importConsents(
      input: world.file("german", text), as: .fhir, form: "broad-tissue-donation", rejects: nil,
      ChangeRequest())
    #expect(summary.accepted == 1, "\(summary.problems)")
    #expect(try world.state(donor, .dataLinkage) == "permitted")
    #expect(try world.state(donor, .clinicalData) == "declined")
    let shorter = Self.german(donor, to: "2030-12-31")
    let refused = try world.registry.importConsents(
      input: world.file("shorter", shorter), as: .fhir, rejects: nil, ChangeRequest())
    #expect(refused.rejected == 1)
    #expect(refused.problems.first?.problem.field == "Consent.provision")
  }

  private static func german(_ donor: String, to end: String) -> String {
    #"{"resourceType":"Consent","status":"active","scope":{"coding":[{"system":"#
      + #""http://terminology.hl7.org/CodeSystem/consentscope","code":"research"}]},"category":[],"#
      + #""patient":{"reference":"Patient/\#(donor)"},"dateTime":"2026-01-01","policy":[{"uri":"#
      + #""urn:oid:2.16.840.1.113883.3.1937.777.24.2.1791"}],"provision":{"type":"deny","#
      + #""provision":[{"type":"permit","period":{"start":"2026-01-01","end":"\#(end)"},"code":"#
      + #"[{"coding":[{"system":"urn:oid:2.16.840.1.113883.3.1937.777.24.5.3","#
      + #""code":"2.16.840.1.113883.3.1937.777.24.5.3.9"}]}]}]}}"#
  }

  @Test func `the default form names the same policy codes as the table`() throws {
    let world = try World()
    let document = try world.registry.formDocument("broad-tissue-donation")
    var stated: [String: ScopeSet] = [:]
    var scope: ConsentScope?
    for line in document.split(separator: "\n") {
      let words = line.split { " \"-".contains($0) }
      if let place = words.firstIndex(of: "scope:") {
        scope = ConsentScope(name: words[place + 1])
      } else if let scope, let code = words.first.flatMap({ MIIPolicyCode(code: String($0)) }) {
        stated[code.code, default: []].insert(scope)
      }
    }
    #expect(stated.count > 10)
    for code in MIIPolicyCode.all {
      #expect(stated[code.code] ?? [] == code.scopes, "\(code.code)")
    }
  }
}
