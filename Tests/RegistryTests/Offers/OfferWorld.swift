import Domain
import Registry
import Testing

/// A registry with programmes of a test's own, and donors with living tissue.
struct OfferWorld {
  let world: World

  /// Suspends the programmes that the registry comes with.
  init() throws {
    world = try World()
    for line in try world.registry.programmes() {
      world.clock.tick()
      _ = try world.registry.setProgramme(line.id, to: .suspended, ChangeRequest())
    }
  }

  var registry: Registry { world.registry }
  var today: CivilDay { world.clock.now.day }

  /// Publishes and opens a programme for breast cancer.
  func open(
    _ id: String, version: Int = 1, quota: Int? = nil, priority: Int = 50, more: String = "",
    scopes: String = "tissue_surplus, clinical_data", tissue: String = "minimum_viability: 70",
    approved: String = "from: 2020-01-01"
  ) throws {
    world.clock.tick()
    _ = try registry.addProgramme(
      try world.file(
        "\(id)-\(version).yaml",
        """
        id: \(id)
        version: \(version)
        title: a programme
        state: open
        purpose:
          permission: hmb
        eligibility: "site in C50"
        tissue:
          accept: [viable, fresh]
          \(tissue)
        consent_scopes: [\(scopes)]
        approval:
          reference: "EC 1"
          \(approved)
        priority: \(priority)
        \(quota.map { "quota: \($0)" } ?? "")
        \(more)
        """), ChangeRequest())
  }

  /// A donor who permits everything and has living tissue.
  @discardableResult
  func donor(_ number: Int) throws -> String {
    let code = try world.register(number) {
      $0.tissue = [Specimen(kind: .viable, viability: .viable)]
    }.donor
    try world.grant(code, on: today)
    return code
  }

  @discardableResult
  func allocate(portions: Int = 1, days: Int = 28) throws -> AllocationPlan {
    world.clock.tick()
    return try registry.allocate(
      AllocationRequest(portions: portions, days: days), ChangeRequest())
  }

  @discardableResult
  func move(_ offer: UInt64, to state: OfferState) throws -> OfferLine {
    world.clock.tick()
    return try registry.moveOffer(offer, to: state, ChangeRequest())
  }

  func set(_ programme: String, _ state: ProgrammeState) throws {
    world.clock.tick()
    _ = try registry.setProgramme(programme, to: state, ChangeRequest())
  }

  func events() throws -> [LedgerEntry] {
    var entries: [LedgerEntry] = []
    try registry.ledgerLog { entries.append($0) }
    return entries
  }

  func offer(_ donor: String, _ programme: String? = nil) throws -> OfferLine {
    try #require(
      try registry.offers(OfferQuery(programme: programme, donor: donor)).last)
  }

  func states(_ donor: String) throws -> [String] {
    try registry.offers(OfferQuery(donor: donor)).map { line in
      line.because.map { "\(line.state) \($0)" } ?? line.state.name
    }
  }
}
