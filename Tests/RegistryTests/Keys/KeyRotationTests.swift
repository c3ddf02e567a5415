import Domain
import Foundation
import Registry
import Testing

@Suite struct KeyRotationTests {
  /// Ten donors, two of them merged, one with a second patient number that only a later report named.
  private static func world(_ mode: IdentityMode) throws -> (World, [String]) {
    let world = try World(mode: mode)
    let donors = try (0..<10).map { try world.register($0) }
    for donor in donors { try world.grant(donor) }
    _ = try world.registry.register(try elsewhere(3), ChangeRequest())
    _ = try world.registry.merge(
      donors[0], donors[1], confirmation: donors[0], ChangeRequest(reason: "seen together"))
    return (world, donors)
  }

  /// A person at the first site, as a second one reports him: known by the national number.
  private static func elsewhere(_ number: Int) throws -> DonorIntake {
    var intake = try World.person(number)
    intake.identifiers.nationalSystem = "nhs"
    intake.identifiers.nationalValue = nhs[number % nhs.count]
    return intake
  }

  private static let nhs = ["9434765919", "9434765870", "9434765838", "9434765862"]

  /// Every person is known under the code given out before, whoever is moved already.
  private static func expectKnown(
    _ world: World, _ registry: Registry, _ donors: [String], _ comment: Comment
  ) throws {
    for number in 2..<10 {
      let answer = try registry.register(
        try World.person(number), ChangeRequest(dryRun: true))
      #expect(answer.status == .known && answer.donor == donors[number], comment)
    }
    let merged = try registry.register(try World.person(1), ChangeRequest(dryRun: true))
    #expect(merged.status == .known && merged.donor == donors[0], comment)
    let other = try registry.register(try World.person(77), ChangeRequest(dryRun: true))
    #expect(other.status == .registered, comment)
  }

  private static func expectSound(_ registry: Registry, _ comment: Comment) throws {
    for check in try registry.doctor() {
      #expect(check.ok, "\(check.check): \(check.detail), \(comment)")
    }
  }

  @Test(arguments: IdentityMode.allCases)
  func `a registry half moved knows everybody, and goes on after it was killed`(
    mode: IdentityMode
  ) throws {
    let (world, donors) = try Self.world(mode)
    let before = try #require(try world.registry.masterKeys().first)
    #expect(before.state == "active" && before.donors == 10)
    for stop in 0...4 {
      // A process that is killed after a batch leaves what a reopened registry sees.
      let registry = try world.reopened()
      let summary = try registry.rotateKeys(ChangeRequest(), batch: 3, upTo: stop == 0 ? 0 : 1)
      let moved = min(stop * 3, 10)
      #expect(summary.remaining == 10 - moved && summary.isFinished == (moved == 10))
      let reopened = try world.reopened()
      let states = try reopened.masterKeys().map { "\($0.state) \($0.donors)" }
      #expect(
        states
          == (moved == 10 ? ["retired 0", "active 10"] : ["old \(10 - moved)", "new \(moved)"]))
      try Self.expectKnown(world, reopened, donors, "\(mode), \(moved) moved")
      try Self.expectSound(reopened, "\(mode), \(moved) moved")
    }
  }

  @Test(arguments: IdentityMode.allCases)
  func `what a later report named is known after two rotations`(mode: IdentityMode) throws {
    let world = try World(mode: mode)
    let donor = try world.register(3)
    var second = try World.person(3)
    second.identifiers.nationalSystem = "nhs"
    second.identifiers.nationalValue = Self.nhs[0]
    #expect(try world.registry.register(second, ChangeRequest()).donor == donor)
    // Known by the national number alone, under another patient number.
    var third = second
    third.identifiers.facility = "site-2"
    third.identifiers.mrn = "Z9"
    var nested: [Int] = []
    for _ in 0..<2 {
      nested.append(try world.registry.rotateKeys(ChangeRequest()).nested)
      let answer = try world.registry.register(third, ChangeRequest(dryRun: true))
      #expect(answer.status == .known && answer.donor == donor)
      try Self.expectSound(world.registry, "\(mode)")
    }
    // The report's identifiers are kept nowhere, so their tokens cannot be made anew.
    #expect(nested.allSatisfy { $0 > 0 })
  }

  @Test func `in a vault nothing stands on an older key where every identifier is kept`() throws {
    let world = try World()
    let donors = try (0..<5).map { try world.register($0) }
    #expect(try world.registry.rotateKeys(ChangeRequest()).nested == 0)
    try Self.expectSound(world.registry, "rotated")
    #expect(try world.registry.register(try World.person(4), ChangeRequest()).donor == donors[4])
  }

  @Test(arguments: IdentityMode.allCases)
  func `a donor registered or extended on the way is found afterwards`(mode: IdentityMode) throws {
    let (world, donors) = try Self.world(mode)
    _ = try world.registry.rotateKeys(ChangeRequest(), batch: 4, upTo: 1)
    let newcomer = try world.register(40)
    for number in [2, 9] {
      _ = try world.registry.register(try Self.elsewhere(number), ChangeRequest())
    }
    try Self.expectSound(world.registry, "\(mode)")
    #expect(try world.registry.rotateKeys(ChangeRequest(), batch: 4).isFinished)
    try Self.expectKnown(world, world.registry, donors, "\(mode)")
    #expect(try world.registry.register(try World.person(40), ChangeRequest()).donor == newcomer)
    try Self.expectSound(world.registry, "\(mode)")
  }

  @Test(arguments: IdentityMode.allCases)
  func `nothing needs a retired key`(mode: IdentityMode) throws {
    let (world, donors) = try Self.world(mode)
    let summary = try world.registry.rotateKeys(ChangeRequest())
    #expect(failure { try world.registry.forgetKey(summary.to, ChangeRequest()) } != nil)
    try world.registry.forgetKey(summary.from, ChangeRequest())
    let reopened = try world.reopened()
    #expect(try reopened.masterKeys().map(\.id) == [summary.to])
    try Self.expectKnown(world, reopened, donors, "\(mode)")
    try Self.expectSound(reopened, "\(mode)")
    // Consent written under the older key is read, and a second rotation goes through without it.
    #expect(try reopened.consentStates(donors[5], on: nil, knownAt: nil, explain: true).count == 16)
    #expect(try reopened.rotateKeys(ChangeRequest()).isFinished)
    try Self.expectKnown(world, try world.reopened(), donors, "\(mode), twice")
    try Self.expectSound(try world.reopened(), "\(mode), twice")
  }

  @Test func `a lost or wrong key stops everything`() throws {
    let (world, _) = try Self.world(.vault)
    let ring = world.registry.folder + "/keyring.json"
    let old = try Data(contentsOf: URL(filePath: ring))
    _ = try world.registry.rotateKeys(ChangeRequest(), batch: 3, upTo: 1)
    let both = try Data(contentsOf: URL(filePath: ring))
    func put(_ contents: Data) throws {
      try contents.write(to: URL(filePath: ring))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: ring)
    }
    try put(old)
    let lost = failure { _ = try world.reopened() }
    #expect(lost?.code == .wrongKey && lost?.code.exitStatus == 12)
    #expect(lost?.message.contains("has no key") == true)
    let stranger = try World()
    _ = try stranger.registry.rotateKeys(ChangeRequest(), batch: 3, upTo: 0)
    try put(try Data(contentsOf: URL(filePath: stranger.registry.folder + "/keyring.json")))
    #expect(failure { _ = try world.reopened() }?.code == .wrongKey)
    try put(both)
    #expect(try world.reopened().rotateKeys(ChangeRequest()).isFinished)
  }

  @Test func `a process that has the older key alone does no more work`() throws {
    let (world, donors) = try Self.world(.vault)
    let late = try world.reopened()
    _ = try world.registry.rotateKeys(ChangeRequest(), batch: 3, upTo: 1)
    #expect(
      failure { _ = try late.register(try World.person(50), ChangeRequest()) }?.code
        == .keysChanged)
    #expect(failure { _ = try late.donor(donors[2], on: nil) }?.code == .keysChanged)
  }

  @Test func `a key that a killed rotation left in the ring is used`() throws {
    let (world, _) = try Self.world(.vault)
    let ring = world.registry.folder + "/keyring.json"
    let database = world.registry.folder + "/registry.sqlite"
    let untouched = try Data(contentsOf: URL(filePath: database))
    let first = try world.reopened().rotateKeys(ChangeRequest(), upTo: 0)
    let left = try Data(contentsOf: URL(filePath: ring))
    // The ring was written and the transaction was not.
    try untouched.write(to: URL(filePath: database))
    let again = try world.reopened().rotateKeys(ChangeRequest())
    #expect(again.to == first.to && again.isFinished)
    #expect(try Data(contentsOf: URL(filePath: ring)) != left)
  }

  @Test func `a dry run changes neither ring nor ledger`() throws {
    let (world, _) = try Self.world(.vault)
    let ring = try Data(contentsOf: URL(filePath: world.registry.folder + "/keyring.json"))
    let plan = try world.registry.rotateKeys(ChangeRequest(dryRun: true))
    #expect(plan.remaining == 10 && plan.to.isEmpty && !plan.isFinished)
    #expect(try Data(contentsOf: URL(filePath: world.registry.folder + "/keyring.json")) == ring)
    #expect(try world.registry.masterKeys().count == 1)
  }

  @Test func `duplicates are not searched while tokens stand under two keys`() throws {
    let (world, _) = try Self.world(.vault)
    _ = try world.registry.rotateKeys(ChangeRequest(), batch: 3, upTo: 1)
    #expect(
      failure { _ = try world.registry.scanDuplicates(ChangeRequest()) }?.code == .keysChanged)
  }
}
