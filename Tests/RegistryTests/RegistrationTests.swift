import Domain
import Registry
import Testing

struct RegistrationTests {
  @Test func `a person is registered once and known afterwards`() throws {
    let world = try World()
    let first = try world.registry.register(try World.person(1), ChangeRequest())
    let again = try world.registry.register(try World.person(1), ChangeRequest())
    #expect(first.status == .registered)
    #expect(again.status == .known)
    #expect(again.donor == first.donor)
    #expect(try world.registry.donor(first.donor, on: nil).facts.tumours.count == 1)
  }

  @Test func `a second tumour of a known person is added`() throws {
    let world = try World()
    let donor = try world.register(1)
    let answer = try world.registry.register(
      try World.person(1, morphology: "8520/3"), ChangeRequest())
    #expect(answer.status == .known)
    let tumours = try world.registry.donor(donor, on: nil).facts.tumours
    #expect(tumours.map(\.diagnosis.morphology.description) == ["8500/3", "8520/3"])
  }

  @Test func `equal names and birth date with another patient number are only possible`() throws {
    let world = try World()
    let first = try world.register(1)
    var other = try World.person(1)
    other.identifiers.mrn = "M9999"
    let answer = try world.registry.register(other, ChangeRequest())
    #expect(answer.status == .possibleDuplicate)
    #expect(answer.donor != first)
    #expect(answer.duplicates.map(\.donor) == [first])
    #expect(answer.duplicates.first?.agreed.contains("family") == true)
  }

  @Test func `a row without strong identifiers that comes twice is one person`() throws {
    let world = try World()
    var person = try World.person(1)
    person.identifiers.mrn = nil
    let first = try world.registry.register(person, ChangeRequest())
    let again = try world.registry.register(person, ChangeRequest())
    #expect(again.status == .known)
    #expect(again.donor == first.donor)
  }

  @Test func `a patient number of a donor born in another year is refused`() throws {
    let world = try World()
    try world.register(1)
    var other = try World.person(1)
    other.identifiers.birthDate = "1931-05-05"
    let error = failure { _ = try world.registry.register(other, ChangeRequest()) }
    #expect(error?.code == .identityConflict)
    #expect(error?.description.contains("1931-05-05") == false)
  }

  @Test func `an operation id is done once and answers the same again`() throws {
    let world = try World()
    let change = ChangeRequest(operation: "0190f2a8-5c1e-7b3a-9d42-0123456789ab")
    let first = try world.registry.register(try World.person(1), change)
    let again = try world.registry.register(try World.person(1), change)
    #expect(again.donor == first.donor)
    #expect(again.status == .registered)
    var withdrawal = ConsentRequest(donor: first.donor, kind: "withdrawal")
    withdrawal.level = "no_further_use"
    #expect(
      failure { _ = try world.registry.consent(withdrawal, change) }?.code == .operationConflict)
  }

  @Test func `a dry run leaves nothing`() throws {
    let world = try World()
    let before = try world.registry.stats()
    let answer = try world.registry.register(try World.person(1), ChangeRequest(dryRun: true))
    #expect(answer.status == .registered)
    #expect(try world.registry.stats().map(\.value) == before.map(\.value))
  }

  @Test func `a minor's majority day stands in the clear and the birth date does not`() throws {
    let world = try World()
    var person = try World.person(1)
    person.identifiers.birthDate = "2015-06-07"
    person.diagnoses[0].diagnosedOn = CivilDay(iso: "2025-06-06")
    let donor = try world.registry.register(person, ChangeRequest()).donor
    let facts = try world.registry.donor(donor, on: nil).facts
    #expect(facts.majorityDay == CivilDay(iso: "2033-06-07"))
    #expect(facts.birthYear == 2015)
    #expect(facts.tumours.first?.age == 9)
  }

  @Test(arguments: [
    ("2199-01-01", "interest.expressed_on"), ("1949-01-01", "interest.expressed_on"),
  ])
  func `a date in the future or before birth names its field`(date: String, field: String) throws {
    let world = try World()
    var person = try World.person(1)
    person.interest = Interest(
      source: .clinician, expressedOn: try #require(CivilDay(iso: date)))
    let error = failure { _ = try world.registry.register(person, ChangeRequest()) }
    #expect(error?.code == .inputMalformed)
    #expect(error?.location.contains(.init("field", field)) == true)
  }
}
