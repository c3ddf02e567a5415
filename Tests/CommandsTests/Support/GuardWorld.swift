import Foundation
import Testing

/// A registry with a donor for every state that a guard looks at.
final class GuardWorld: Sendable {
  static let digest = "sha256:" + String(repeating: "ab", count: 32)

  /// The guards as the rule of consent names them.
  static let rules = [
    "signed_in_future", "signed_before_birth", "effective_before_signed",
    "earlier_effect_needs_reason", "historic_needs_reason", "form_missing", "form_not_published",
    "form_not_in_force", "scope_not_on_form", "contradictory_answers", "module_unanswered",
    "mandatory_module_split", "parent_module_not_permitted", "nothing_named", "signer_under_age",
    "signer_not_entitled", "mandate_missing", "assent_missing", "evidence_missing",
    "signed_after_death", "all_use_withdrawn", "denied_since_signing", "nothing_to_renew",
    "renewal_over_denial", "reinstatement_not_by_donor", "nothing_to_reinstate",
    "already_suspended", "not_suspended", "void_without_reason", "void_target_unknown",
    "void_of_void", "voided_already", "malformed",
  ]

  private static let strictForm = """
    id: strict
    version: 1
    title: A strict form
    language: en
    published_on: 2026-06-01
    assent_age: 14
    modules:
      - id: storage
        title: Storage
        mandatory: true
        items:
          - scope: tissue_surplus
            text: May tissue be stored?
          - scope: clinical_data
            text: May data be stored?
      - id: blood
        title: Blood
        parent: storage
        items:
          - scope: blood_sample
            text: May blood be taken?

    """

  let world: TestWorld
  let donors: [String: String]
  let sequences: [String: String]
  let stats: String

  init() throws {
    world = try TestWorld()
    var donors: [String: String] = [:]
    for name in ["granted", "closed", "denied", "suspended", "new", "voided"] {
      donors[name] = try world.registered(TestWorld.person("N-\(name)"))
    }
    donors["minor"] = try world.registered(
      TestWorld.person("N-minor").replacingOccurrences(of: "1961-02-03", with: "2012-01-01"))
    donors["dead"] = try world.registered(
      TestWorld.person("N-dead").replacingOccurrences(
        of: #""interest""#, with: #""vital_status":"dead","died_on":"2026-05-01","interest""#))
    self.donors = donors
    let world = self.world
    func done(_ words: String, _ donor: String) throws -> String {
      let run = world.run(
        ["consent"] + Self.arguments(words, donors[donor]) + ["--format", "json"])
      #expect(run.status == 0, "\(words): \(run.errors)")
      return String(try run.object()["sequence"] as? Int ?? 0)
    }
    let grant = "grant --form broad-tissue-donation --scopes all --signed-on 2026-02-01"
    for name in ["granted", "closed", "denied", "suspended"] { _ = try done(grant, name) }
    _ = try done("withdraw --no-further-use --signed-on 2026-06-01", "closed")
    _ = try done("withdraw --scopes blood_sample --signed-on 2026-06-01", "denied")
    _ = try done("suspend --scopes all --signed-on 2026-06-01", "suspended")
    let voided = try done(grant, "voided")
    let standing = try done("refuse --scopes xenograft", "voided")
    let run = world.run("consent", "void", voided, "--reason", "wrong", "--format", "json")
    sequences = [
      "GRANT": standing, "VOIDED": voided,
      "VOID": String(try run.object()["sequence"] as? Int ?? 0),
    ]
    let form = try world.file("strict.yaml", Self.strictForm)
    #expect(world.run("form", "publish", form).status == 0)
    stats = world.run("stats").output
  }

  /// Runs a consent command for a donor by name.
  func run(_ words: [String], donor: String) -> TestWorld.Run {
    let named = words.map { sequences[$0] ?? $0 }
    return world.run(
      ["consent"] + Self.arguments(named.joined(separator: " "), donors[donor])
        + ["--format", "json"])
  }

  /// The code stands behind the verb.
  private static func arguments(_ words: String, _ code: String?) -> [String] {
    var parts = words.split(separator: " ").map(String.init)
    if let code { parts.insert(code, at: 1) }
    return parts
  }
}
