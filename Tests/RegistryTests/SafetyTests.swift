import Domain
import Foundation
import Registry
import Testing

struct SafetyTests {
  @Test func `no identifier stands in the clear in any file of the registry`() throws {
    let world = try World()
    var person = try World.person(7)
    person.identifiers.family = "Quetzalcoatlson"
    person.identifiers.given = "Wilhelmina"
    person.identifiers.mrn = "MRN-778812"
    person.identifiers.postcode = "35063-7741"
    person.identifiers.nationalSystem = "nhs"
    person.identifiers.nationalValue = "9990000018"
    let donor = try world.registry.register(person, ChangeRequest()).donor
    try world.grant(donor)
    let secrets = [
      "Quetzalcoatlson", "quetzalcoatlson", "QUETZALCOATLSON", "Wilhelmina", "wilhelmina",
      "MRN-778812", "778812", "35063-7741", "9990000018", person.identifiers.birthDate ?? "",
    ]
    let folder = world.folder.appending(path: "registry")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let data = try Data(contentsOf: folder.appending(path: name))
      for secret in secrets {
        for encoding in [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian] {
          let needle = try #require(secret.data(using: encoding))
          #expect(data.range(of: needle) == nil, "an identifier stands in \(name)")
        }
      }
    }
  }

  @Test func `a database that was left open is whole, and free, for whoever comes next`() throws {
    let world = try World()
    let code = try {
      let registry = try world.reopened()
      registry.leaveOpen()
      return try registry.register(try World.person(1), ChangeRequest()).donor
    }()
    world.clock.tick()
    try world.grant(code)
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }

  @Test func `database and key ring are private`() throws {
    let world = try World()
    for name in ["registry.sqlite", "keyring.json"] {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: world.path("registry/\(name)"))
      #expect((attributes[.posixPermissions] as? Int) == 0o600)
    }
  }

  @Test func `a second registry in the same folder is refused`() throws {
    let world = try World()
    let context = RegistryContext(clock: { Instant(startOf: World.firstDay) }, actor: "tester")
    let error = failure {
      _ = try Registry.create(at: world.path("registry"), mode: .vault, context: context)
    }
    #expect(error?.code == .registryExists)
    #expect(try world.reopened().doctor().allSatisfy(\.ok))
  }

  @Test func `another key ring, an open one and a missing one are refused`() throws {
    let world = try World()
    let other = try World()
    let path = world.path("registry/keyring.json")
    let own = try Data(contentsOf: URL(filePath: path))
    try Data(contentsOf: URL(filePath: other.path("registry/keyring.json")))
      .write(to: URL(filePath: path))
    #expect(failure { _ = try world.reopened() }?.code == .wrongKey)
    try own.write(to: URL(filePath: path))
    _ = try world.reopened()
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(failure { _ = try world.reopened() }?.code == .wrongKey)
    try FileManager.default.removeItem(atPath: path)
    #expect(failure { _ = try world.reopened() }?.code == .wrongKey)
  }

  @Test func `a folder without a registry is told apart`() throws {
    let world = try World()
    let context = RegistryContext(clock: { Instant(startOf: World.firstDay) }, actor: "tester")
    let error = failure { _ = try Registry.open(at: world.path("nowhere"), context: context) }
    #expect(error?.code == .registryMissing)
    try FileManager.default.createDirectory(
      atPath: world.path("noise"), withIntermediateDirectories: false)
    try Data(repeating: 65, count: 5000)
      .write(to: URL(filePath: world.path("noise/registry.sqlite")))
    let foreign = failure { _ = try Registry.open(at: world.path("noise"), context: context) }
    #expect(foreign?.code == .foreignDatabase)
  }

  @Test func `a truncated import leaves nothing, a mixed one what was understood`() throws {
    let world = try World()
    let before = try world.registry.stats().map(\.value)
    let truncated = try world.file(
      "truncated.csv", "facility,mrn,site,morphology\nsite-1,A1,C50.4,8500/3\nsite-1,\"A2")
    let error = failure {
      _ = try world.registry.importDonors(
        DonorImportRequest(input: truncated, format: .csv), ChangeRequest())
    }
    #expect(error?.code == .inputMalformed)
    #expect(error?.location.contains(.init("line", "3")) == true)
    #expect(try world.registry.stats().map(\.value) == before)
    let mixed = try world.file(
      "mixed.csv",
      "facility,mrn,site,morphology\nsite-1,A1,C50.4,8500/3\nsite-1,A2,C50,8500/3\n")
    let summary = try world.registry.importDonors(
      DonorImportRequest(input: mixed, format: .csv, rejects: world.path("rejects.csv")),
      ChangeRequest())
    #expect(summary.accepted == 1)
    #expect(summary.rejected == 1)
    #expect(summary.problems.first?.line == 3)
    #expect(summary.problems.first?.problem.field == "site")
    let rejects = try String(contentsOfFile: world.path("rejects.csv"), encoding: .utf8)
    #expect(rejects.contains("A2") && !rejects.contains("A1"))
  }

  @Test func `time that goes back is recorded and known time goes on`() throws {
    let world = try World()
    let donor = try world.register(1)
    try world.grant(donor)
    world.clock.move(to: World.firstDay.adding(days: -3))
    try world.withdraw(donor, level: "no_further_use")
    let times = try world.registry.consentHistory(donor, knownAt: nil).map(\.recordedAt)
    #expect(times == times.sorted())
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }

  @Test func `hash-only keeps no identifiers and still knows a person again`() throws {
    let world = try World(mode: .hashOnly)
    let donor = try world.register(1)
    #expect(try world.registry.register(try World.person(1), ChangeRequest()).donor == donor)
    #expect(try world.registry.stats().first { $0.name == "identity_mode" }?.value == "hash-only")
    try world.grant(donor)
    #expect(try world.state(donor, .clinicalData) == "permitted")
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }
}
