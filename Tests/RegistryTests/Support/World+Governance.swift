import Config
import Domain
import Foundation
import Registry

extension World {
  /// A release of breast cancer to a recipient, with what a test changes.
  func release(
    _ name: String, to recipient: String, where expression: String = "site in C50",
    _ edit: (inout CohortExportRequest) -> Void = { _ in }
  ) throws -> ReleaseSummary {
    clock.tick()
    var request = CohortExportRequest(
      selection: CohortSelection(expression: expression), recipient: recipient, out: path(name))
    edit(&request)
    return try registry.exportCohort(request, ChangeRequest())
  }

  /// A donor whose stage is known: every third is IIIB, the others IIA.
  func staged(_ number: Int) throws -> String {
    try register(number) { intake in
      let seen = intake.diagnoses[0]
      intake.diagnoses = [
        Diagnosis(
          site: seen.site, morphology: seen.morphology, diagnosedOn: seen.diagnosedOn,
          stage: try StageGroup.parse(number % 3 == 0 ? "IIIB" : "IIA", field: "stage"), edition: 8)
      ]
    }.donor
  }

  func share(_ giver: String, _ taker: String) throws {
    for name in [giver, taker] {
      clock.tick()
      _ = try? registry.addRecipient(name, ChangeRequest())
    }
    clock.tick()
    _ = try registry.shareRecipient(giver, with: taker, ChangeRequest())
  }

  /// Publishes the default policy with some lines replaced.
  func policy(version: Int = 2, _ lines: [String: String]) throws {
    var text = Defaults.exportPolicyDocument.text.replacingOccurrences(
      of: "version: 1", with: "version: \(version)")
    for (old, new) in lines { text = text.replacingOccurrences(of: old, with: new) }
    clock.tick()
    _ = try registry.publishPolicy(try file("policy-\(version).yaml", text), ChangeRequest())
  }

  /// The same registry in the hands of somebody else.
  func registry(as actor: String) throws -> Registry {
    let clock = self.clock
    return try Registry.open(
      at: registry.folder, context: RegistryContext(clock: { clock.now }, actor: actor))
  }
}
