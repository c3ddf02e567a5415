import Domain
import Foundation
import Testing

/// Every guard of consent, violated once by every command that it watches.
@Suite(.serialized) struct GuardMatrixTests {
  /// One violation: the guard, and the command without the donor's code.
  struct Violation: CustomTestStringConvertible {
    let rule: String
    let donor: String
    let words: [String]

    init(_ rule: String, _ donor: String, _ words: String) {
      self.rule = rule
      self.donor = donor
      self.words = words.split(separator: " ").map(String.init)
    }

    var testDescription: String { "\(rule): consent \(words.joined(separator: " "))" }
  }

  /// What every guard answers that a command of this tool can reach.
  static let violations: [Violation] =
    opening.flatMap { verb in
      [
        Violation("signed_in_future", "granted", "\(verb) --signed-on 2026-11-24"),
        Violation("signed_before_birth", "granted", "\(verb) --signed-on 1960-01-01"),
        Violation(
          "effective_before_signed", "granted",
          "\(verb) --signed-on 2026-03-01 --effective 2026-02-15"),
        Violation("signed_after_death", "dead", "\(verb) --signed-on 2026-06-01 --signer donor"),
      ]
    }
    + closing.flatMap { verb in
      [
        Violation("signed_in_future", "granted", "\(verb) --signed-on 2026-11-24"),
        Violation("signed_before_birth", "granted", "\(verb) --signed-on 1960-01-01"),
        Violation(
          "earlier_effect_needs_reason", "granted",
          "\(verb) --signed-on 2026-03-01 --effective 2026-02-15"),
        Violation("signed_after_death", "dead", "\(verb) --signed-on 2026-06-01 --signer donor"),
        Violation("malformed", "granted", "\(verb) --witness \u{7}"),
      ]
    }
    + answering.flatMap { verb in
      [
        Violation(
          "form_not_in_force", "granted",
          "\(verb) --form strict@1 --scopes all --signed-on 2026-05-01"),
        Violation(
          "scope_not_on_form", "granted",
          "\(verb) --form strict --scopes xenograft --signed-on 2026-07-01"),
        Violation(
          "mandatory_module_split", "granted",
          "\(verb) --form strict --scopes tissue_surplus --signed-on 2026-07-01"),
        Violation(
          "parent_module_not_permitted", "granted",
          "\(verb) --form broad-tissue-donation --scopes xenograft --signed-on 2026-07-01"),
        Violation(
          "evidence_missing", "granted",
          "\(verb) --form strict --scopes all --signed-on 2026-07-01"),
        Violation(
          "signer_under_age", "minor",
          "\(verb) --form broad-tissue-donation --scopes all --signed-on 2026-02-01 --signer donor"),
        Violation(
          "signer_not_entitled", "granted",
          "\(verb) --form broad-tissue-donation --scopes all --signed-on 2026-02-01 "
            + "--signer parent"),
        Violation(
          "mandate_missing", "granted",
          "\(verb) --form broad-tissue-donation --scopes all --signed-on 2026-02-01 "
            + "--signer legal_representative"),
        Violation(
          "assent_missing", "minor",
          "\(verb) --form strict --scopes all --signed-on 2026-07-01 --signer parent"),
        Violation(
          "all_use_withdrawn", "closed",
          "\(verb) --form broad-tissue-donation --scopes all --signed-on 2026-10-01"),
        Violation(
          "denied_since_signing", "denied",
          "\(verb) --form broad-tissue-donation --scopes blood_sample --signed-on 2026-03-01 "
            + "--effective 2026-08-01"),
        Violation(
          "malformed", "granted",
          "\(verb) --form broad-tissue-donation --scopes all --signed-on 2026-10-01 --witness \u{7}"
        ),
      ]
    }
    + [
      Violation(
        "contradictory_answers", "granted",
        "grant --form broad-tissue-donation --scopes blood_sample --decline blood_sample "
          + "--signed-on 2026-02-01"),
      Violation(
        "nothing_to_renew", "new",
        "renew --form broad-tissue-donation --scopes all --signed-on 2026-10-01"),
      Violation(
        "renewal_over_denial", "denied",
        "renew --form broad-tissue-donation --scopes blood_sample --signed-on 2026-10-01"),
      Violation(
        "reinstatement_not_by_donor", "closed",
        "reinstate --signed-on 2026-10-01 --signer legal_representative --mandate m"),
      Violation("nothing_to_reinstate", "granted", "reinstate --signed-on 2026-10-01"),
      Violation("already_suspended", "suspended", "suspend --scopes all"),
      Violation("not_suspended", "granted", "resume --scopes all"),
      Violation("void_without_reason", "", "void GRANT"),
      Violation("void_of_void", "", "void VOID --reason wrong"),
      Violation("voided_already", "", "void VOIDED --reason wrong"),
    ]

  private static let form = "--form broad-tissue-donation --scopes all"
  private static let opening = ["grant \(form)", "renew \(form)", "reinstate", "resume"]
  private static let closing = ["refuse", "withdraw --scopes all", "object", "suspend"]
  private static let answering = ["grant", "renew"]

  /// Guards that stand behind an earlier check of the command line, and that check's answer.
  static let behind: [String: String] = [
    "historic_needs_reason": "asked for by a policy that no registry has yet",
    "form_missing": "a command without a form takes the one in force, or ends with 65",
    "form_not_published": "a form is looked up first, and ends with 65",
    "module_unanswered": "what a command does not name is not chosen",
    "nothing_named": "a command that names no scope ends with 64",
    "void_target_unknown": "the donor is looked up by the event first, and ends with 4",
  ]

  /// A world in which every violation can be tried; nothing is ever written in it again.
  private static let shared = Result { try GuardWorld() }

  @Test func `the matrix holds every guard`() {
    let reached = Set(Self.violations.map(\.rule))
    #expect(reached.isDisjoint(with: Self.behind.keys))
    #expect(reached.union(Self.behind.keys) == Set(GuardWorld.rules))
  }

  @Test(arguments: violations)
  func `a violated guard ends with 5, is named, and writes nothing`(violation: Violation) throws {
    let guarded = try Self.shared.get()
    let run = guarded.run(violation.words, donor: violation.donor)
    #expect(run.status == 5, "\(run.errors)\(run.output)")
    #expect(run.output.isEmpty)
    let failure = try run.failure()
    #expect(failure["code"] as? String == "consent_refused")
    #expect((failure["where"] as? [String: Any])?["guard"] as? String == violation.rule)
    #expect((failure["fix"] as? String)?.isEmpty == false)
    #expect(guarded.world.run("stats").output == guarded.stats)
  }
}
