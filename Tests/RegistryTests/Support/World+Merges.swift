import Domain
import Registry

extension World {
  /// A registration under another patient number, with what a test changes.
  @discardableResult
  func register(
    _ number: Int, _ edit: (inout DonorIntake) throws -> Void
  ) throws -> Registration {
    clock.tick()
    var intake = try Self.person(number)
    try edit(&intake)
    return try registry.register(intake, ChangeRequest())
  }

  @discardableResult
  func merge(
    _ first: String, _ second: String, confirm: String? = nil, reason: String? = nil
  ) throws -> MergeOutcome {
    clock.tick()
    return try registry.merge(
      first, second, confirmation: confirm, ChangeRequest(reason: reason))
  }

  @discardableResult
  func split(_ code: String) throws -> SplitOutcome {
    clock.tick()
    return try registry.split(code, ChangeRequest())
  }

  /// Two registrations of persons born in one year, at two facilities.
  func twoCodes() throws -> (first: String, second: String) {
    let first = try register(1)
    let second = try register(1) {
      $0.identifiers.facility = "site-2"
      $0.identifiers.mrn = "X9"
      $0.identifiers.family = "Other"
    }
    return (first, second.donor)
  }

  /// Every scope's state on a few days, as known at an instant.
  func states(_ donor: String, knownAt: Instant? = nil) throws -> [[String]] {
    try ["2025-12-31", "2026-01-01", "2026-06-01", "2031-06-01", "2060-01-01"].map { day in
      try registry.consentStates(
        donor, on: CivilDay(iso: day), knownAt: knownAt, explain: false
      ).map(\.state)
    }
  }

  /// The checks of `doctor` that failed.
  func faults() throws -> [String] {
    try registry.doctor().filter { !$0.ok }.map { "\($0.check): \($0.detail)" }
  }

  /// Donors in a cohort of breast cancer.
  func cohort(knownAt: Instant? = nil) throws -> CohortCount {
    try registry.cohortCount(CohortSelection(expression: "site in C50", knownAt: knownAt))
  }
}
