import ConsentWorkflow
import Domain
import Testing

/// A command that is in order, with the world around it, to be spoilt in one place.
struct GuardWorld {
  var command: ConsentCommand
  var history: History
  var birthDay: CivilDay?
  var policy = ConsentPolicy()
  var today = Samples.day("2020-06-01")

  /// A command of a kind that every guard lets through.
  ///
  /// The donor, born in 1950, granted everything in 2012. Depending on the kind something is
  /// withdrawn or suspended since, so that there is something to do.
  init(valid kind: ConsentEventKind) throws {
    history = try History()
    try history.grant("2012-01-01")
    command = ConsentCommand(kind: kind, signedOn: Samples.day("2020-05-01"))
    switch kind {
    case .grant, .renewal:
      command.form = Samples.reference("broad@1")
      command.permitted = [.tissueSurplus, .clinicalData, .bloodSample]
      command.declined = [.recontactStudies]
      command.notChosen = [.tissueExtraSampling, .returnOfFindings, .useAfterDeath]
      command.evidence = Samples.evidence
    case .refusal, .withdrawal, .objection:
      command.scopes = [.bloodSample]
    case .reinstatement:
      try history.add(.withdrawal, "2015-01-01", [.bloodSample])
      command.scopes = [.bloodSample]
    case .suspension:
      command.scopes = [.bloodSample]
    case .resumption:
      try history.add(.suspension, "2015-01-01", [.bloodSample])
      command.scopes = [.bloodSample]
    case .void:
      command.target = 1
      command.reason = "recorded for the wrong person"
    }
  }

  func decide() throws(ConsentRefusal) -> [ConsentFacts] {
    try ConsentGuard.decide(
      command, history: history.events, donor: history.donor, birthDay: birthDay,
      forms: history.forms, policy: policy, today: today)
  }

  /// The guard that refuses the command; nil where none does.
  var failed: ConsentRule? {
    do {
      _ = try decide()
      return nil
    } catch {
      return error.rule
    }
  }
}

/// One way to spoil a command.
struct GuardCase: CustomTestStringConvertible {
  let kind: ConsentEventKind
  let rule: ConsentRule
  let spoil: @Sendable (inout GuardWorld) throws -> Void

  init(
    _ kind: ConsentEventKind, _ rule: ConsentRule,
    _ spoil: @escaping @Sendable (inout GuardWorld) throws -> Void
  ) {
    self.kind = kind
    self.rule = rule
    self.spoil = spoil
  }

  var testDescription: String { "\(kind): \(rule)" }
}
