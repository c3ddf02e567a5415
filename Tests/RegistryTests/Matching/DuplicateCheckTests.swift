import Domain
import Registry
import Testing

struct DuplicateCheckTests {
  /// Somebody with a name that few have, at a facility of his own.
  static func person(_ edit: (inout RawIdentifiers) -> Void = { _ in }) throws -> DonorIntake {
    var intake = try World.person(1)
    intake.identifiers.mrn = "A100"
    intake.identifiers.family = "Oberholtzer"
    intake.identifiers.given = "Thaddeus"
    intake.identifiers.birthDate = "1951-04-17"
    intake.identifiers.sex = "male"
    intake.identifiers.postcode = "35063"
    edit(&intake.identifiers)
    return intake
  }

  private func register(
    _ world: World, _ edit: (inout RawIdentifiers) -> Void = { _ in }
  ) throws -> Registration {
    world.clock.tick()
    return try world.registry.register(try Self.person(edit), ChangeRequest())
  }

  private static func elsewhere(_ identifiers: inout RawIdentifiers) {
    identifiers.facility = "site-2"
    identifiers.mrn = "B7"
  }

  @Test(arguments: [
    ("family", "Oberholzer", "family:close"), ("given", "Thadeus", "given:close"),
    ("birth", "1951-04-18", "birth_date:close"),
  ])
  func `a slip in one field is a possible duplicate that says how far it agrees`(
    field: String, value: String, level: String
  ) throws {
    let world = try World()
    let first = try register(world)
    let second = try register(world) {
      Self.elsewhere(&$0)
      switch field {
      case "family": $0.family = value
      case "given": $0.given = value
      default: $0.birthDate = value
      }
    }
    #expect(first.status == .registered)
    #expect(first.comparison == .graded)
    #expect(second.status == .possibleDuplicate)
    let duplicate = try #require(second.duplicates.first)
    #expect(duplicate.donor == first.donor)
    #expect(duplicate.score > 0.5)
    #expect(duplicate.agreed.contains(level), "\(duplicate.agreed)")
    #expect(!duplicate.agreed.joined().contains(value))
    let cases = try world.registry.duplicates(on: nil, all: false)
    #expect(cases.map(\.agreed) == [duplicate.agreed])
    #expect(try world.faults().isEmpty)
  }

  @Test func `names and day and month exchanged are found`() throws {
    let world = try World()
    let first = try register(world) { $0.birthDate = "1951-04-07" }
    let second = try register(world) {
      Self.elsewhere(&$0)
      $0.birthDate = "1951-07-04"
      ($0.family, $0.given) = ($0.given, $0.family)
    }
    #expect(second.status == .possibleDuplicate)
    #expect(second.duplicates.map(\.donor) == [first.donor])
  }

  @Test func `a twin is never taken for the other`() throws {
    let world = try World()
    let first = try register(world)
    let twin = try register(world) {
      Self.elsewhere(&$0)
      $0.given = "Bartholomew"
    }
    #expect(twin.status != .known)
    #expect(twin.donor != first.donor)
  }

  @Test func `twins get a case, and a sibling does not`() throws {
    let world = try World()
    let first = try register(world)
    let twin = try register(world) {
      Self.elsewhere(&$0)
      $0.given = "Wilhelmina"
      $0.sex = "female"
    }
    #expect(twin.status == .possibleDuplicate)
    #expect(twin.duplicates.map(\.donor) == [first.donor])
    #expect(twin.duplicates.allSatisfy { $0.score < 0.5 })
    let sibling = try register(world) {
      Self.elsewhere(&$0)
      $0.mrn = "B8"
      $0.given = "Ignatius"
      $0.birthDate = "1954-11-02"
    }
    #expect(sibling.status == .registered)
  }

  @Test func `a telephone number of many says nothing, which is told`() throws {
    let world = try World()
    let phone = "07700 900123"
    let rows = (0...20).map {
      "site-1,C\($0),Thaddeus,Fam\(String($0, radix: 26)),19\(30 + $0)-05-06,\(phone)"
    }
    let heading = "facility,mrn,given,family,birth_date,phone"
    let list = try world.file(
      "home.csv", ([heading] + rows).joined(separator: "\n") + "\n")
    _ = try world.registry.importDonors(
      DonorImportRequest(input: list, format: .csv), ChangeRequest())
    let answer = try register(world) {
      $0.phone = phone
      $0.family = "Fam1"
      $0.birthDate = "1971-11-12"
    }
    #expect(answer.status == .registered)
    #expect(answer.warnings.map(\.field) == ["identifiers.phone"])
    #expect(answer.warnings.allSatisfy { $0.problem.contains("more than 20 donors") })
    #expect(!answer.warnings.description.contains("900123"))
    #expect(try world.registry.scanDuplicates(ChangeRequest()).opened == 0)
  }

  @Test func `somebody else of the same birth day is registered`() throws {
    let world = try World()
    _ = try register(world)
    let other = try register(world) {
      Self.elsewhere(&$0)
      $0.given = "Ignatius"
      $0.family = "Vandermeulen"
      $0.postcode = "90210"
    }
    #expect(other.status == .registered)
    #expect(other.duplicates.isEmpty)
    #expect(try world.registry.duplicates(on: nil, all: true).isEmpty)
  }

  @Test func `a group that is too large is told of`() throws {
    let world = try World()
    let rows = (0...301).map { "site-1,C\($0),Thaddeus,Fam\(String($0, radix: 26)),1951-04-17" }
    let list = try world.file(
      "many.csv", "facility,mrn,given,family,birth_date\n" + rows.joined(separator: "\n") + "\n")
    _ = try world.registry.importDonors(
      DonorImportRequest(input: list, format: .csv), ChangeRequest())
    let answer = try register(world) { $0.postcode = nil }
    #expect(answer.warnings.contains { $0.problem.contains("more than 300 donors") })
    let scan = try world.registry.scanDuplicates(ChangeRequest())
    #expect(scan.overfull > 0)
    #expect(scan.largestGroup == 303)
  }

  @Test func `hash-only compares by equal names and birth date and says so`() throws {
    let world = try World(mode: .hashOnly)
    let first = try register(world)
    #expect(first.comparison == .exact)
    #expect(try register(world) { Self.elsewhere(&$0) }.status == .possibleDuplicate)
    let slip = try register(world) {
      Self.elsewhere(&$0)
      $0.mrn = "B8"
      $0.family = "Oberholzer"
    }
    #expect(slip.status == .registered)
    #expect(
      failure { _ = try world.registry.scanDuplicates(ChangeRequest()) }?.code == .notPermitted)
  }

  @Test func `a scan finds what an import left for later, once`() throws {
    let world = try World()
    let list = try world.file(
      "list.csv",
      """
      facility,mrn,given,family,birth_date,sex,postcode
      site-1,A1,Thaddeus,Oberholtzer,1951-04-17,male,35063
      site-2,B1,Thaddeus,Oberholzer,1951-04-17,male,35063
      site-2,B2,Ignatius,Vandermeulen,1951-04-17,male,90210

      """)
    let summary = try world.registry.importDonors(
      DonorImportRequest(input: list, format: .csv), ChangeRequest())
    #expect(summary.accepted == 3)
    #expect(try world.registry.duplicates(on: nil, all: true).isEmpty)
    let dry = try world.registry.scanDuplicates(ChangeRequest(dryRun: true))
    #expect(dry.opened == 1)
    #expect(try world.registry.duplicates(on: nil, all: true).isEmpty)
    #expect(try world.registry.scanDuplicates(ChangeRequest()).opened == 1)
    #expect(try world.registry.scanDuplicates(ChangeRequest()).opened == 0)
    #expect(try world.registry.duplicates(on: nil, all: true).count == 1)
    #expect(try world.faults().isEmpty)
  }
}
