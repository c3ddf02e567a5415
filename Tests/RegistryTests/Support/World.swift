import Domain
import Foundation
import Registry

/// A registry in a folder of its own, with a clock that stands where a test puts it.
final class World {
  /// A clock that tests move by hand.
  final class Clock: @unchecked Sendable {  // guarded by the lock below
    private let lock = NSLock()
    private var instant = Instant(startOf: World.firstDay)

    var now: Instant { lock.withLock { instant } }

    func move(to day: CivilDay) { lock.withLock { instant = Instant(startOf: day) } }
    func tick() {
      lock.withLock { instant = Instant(microseconds: instant.microseconds + 1_000_000) }
    }
  }

  static let firstDay = CivilDay(daysSinceEpoch: 20_454)  // 2026-01-01

  let folder: URL
  let clock = Clock()
  let registry: Registry

  init(mode: IdentityMode = .vault) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let clock = self.clock
    registry = try Registry.create(
      at: folder.appending(path: "registry").path, mode: mode,
      context: RegistryContext(clock: { clock.now }, actor: "tester"))
    clock.tick()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The same registry on a connection of its own.
  func reopened() throws -> Registry {
    let clock = self.clock
    return try Registry.open(
      at: registry.folder, context: RegistryContext(clock: { clock.now }, actor: "tester"))
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func file(_ name: String, _ text: String) throws -> InputFile {
    try text.write(toFile: path(name), atomically: false, encoding: .utf8)
    return try InputFile.path(path(name))
  }

  /// A donor with breast cancer; every number gives another person.
  static func person(_ number: Int, morphology: String = "8500/3") throws -> DonorIntake {
    var identifiers = RawIdentifiers()
    identifiers.facility = "site-1"
    identifiers.mrn = "M\(number)"
    identifiers.family = "Fam\(String(number, radix: 26))"
    identifiers.given = "Ada"
    identifiers.birthDate = "19\(50 + number % 40)-03-\(10 + number % 18)"
    identifiers.sex = "female"
    return DonorIntake(
      identifiers: identifiers, interest: Interest(source: .clinician, expressedOn: firstDay),
      residence: Residence(postcode: "35063", country: "US"),
      diagnoses: [
        Diagnosis(
          site: try Topography.parse("C50.4", field: "site"),
          morphology: try Morphology.parse(morphology, field: "morphology"),
          diagnosedOn: CivilDay(iso: "2025-03-0\(1 + number % 9)"))
      ])
  }

  @discardableResult
  func register(_ number: Int) throws -> String {
    clock.tick()
    return try registry.register(try Self.person(number), ChangeRequest()).donor
  }

  @discardableResult
  func grant(
    _ donor: String, scopes: [String] = ["all"], on day: CivilDay = World.firstDay
  ) throws -> ConsentOutcome {
    clock.tick()
    var request = ConsentRequest(donor: donor, kind: "grant")
    request.scopes = scopes
    request.signedOn = day
    return try registry.consent(request, ChangeRequest())
  }

  @discardableResult
  func withdraw(
    _ donor: String, level: String? = nil, scopes: [String] = []
  ) throws -> ConsentOutcome {
    clock.tick()
    var request = ConsentRequest(donor: donor, kind: "withdrawal")
    request.scopes = scopes
    request.level = level
    return try registry.consent(request, ChangeRequest())
  }

  /// Registers donors and lets each of them permit everything.
  func consented(_ count: Int) throws -> [String] {
    try (0..<count).map { number in
      let donor = try register(number)
      try grant(donor)
      return donor
    }
  }

  func export(_ name: String) throws -> ReleaseSummary {
    clock.tick()
    return try registry.exportCohort(
      CohortExportRequest(
        selection: CohortSelection(expression: "site in C50"), recipient: "Institute A",
        out: path(name)),
      ChangeRequest())
  }

  func state(
    _ donor: String, _ scope: ConsentScope, on day: CivilDay? = nil, knownAt: Instant? = nil
  ) throws -> String? {
    try registry.consentStates(donor, on: day, knownAt: knownAt, explain: false)
      .first { $0.scope == scope.name }?.state
  }
}

/// The error that a piece of work ends with.
func failure(_ body: () throws -> Void) -> RegistryError? {
  do {
    try body()
    return nil
  } catch { return error as? RegistryError }
}
