import Domain
import Testing

struct `Donor facts` {
  @Test func `the majority day decides where it is kept`() {
    let day = FormSamples.day("2030-05-06")
    #expect(DonorFacts(birthYear: 1990, majorityDay: day).endOfMinority(ageOfMajority: 18) == day)
  }

  @Test func `a birth year alone counts from its first day, and nothing at all is never a minor`() {
    let facts = DonorFacts(birthYear: 2010)
    #expect(facts.endOfMinority(ageOfMajority: 18) == FormSamples.day("2028-01-01"))
    #expect(facts.endOfMinority(ageOfMajority: 21) == FormSamples.day("2031-01-01"))
    #expect(DonorFacts().endOfMinority(ageOfMajority: 18) == .earliest)
    #expect(DonorFacts(birthYear: 99_999).endOfMinority(ageOfMajority: 18) == .earliest)
  }

  @Test func `two donors who are one keep the earlier of each fact`() {
    let one = DonorFacts(birthYear: 1980, deathDay: FormSamples.day("2020-01-01"))
    let other = DonorFacts(
      birthYear: 1981, majorityDay: FormSamples.day("1999-01-01"),
      deathDay: FormSamples.day("2021-01-01"))
    let both = DonorFacts(
      birthYear: 1980, majorityDay: FormSamples.day("1999-01-01"),
      deathDay: FormSamples.day("2020-01-01"))
    #expect(one.combined(with: other) == both)
    #expect(other.combined(with: one) == both)
    #expect(both.combined(with: DonorFacts()) == both)
  }

  @Test func `a majority day that contradicts the other's year of birth is dropped`() {
    let minor = DonorFacts(birthYear: 1998, majorityDay: FormSamples.day("2016-05-03"))
    let elder = DonorFacts(birthYear: 1950)
    #expect(minor.combined(with: elder) == DonorFacts(birthYear: 1950))
    #expect(elder.combined(with: minor) == DonorFacts(birthYear: 1950))
    let adult = DonorFacts(birthYear: 1998)
    #expect(minor.combined(with: adult) == minor)
    #expect(adult.combined(with: minor) == minor)
  }
}

struct `Unions of events` {
  static func event(_ sequence: UInt64) throws -> ConsentEvent {
    ConsentEvent(
      sequence: sequence, recordedAt: Instant(microseconds: Int64(sequence)),
      facts: try ConsentFacts(
        kind: .refusal, scopes: [.xenograft], signedOn: FormSamples.day("2020-01-01")))
  }

  @Test func `each event stands once, by sequence`() throws {
    let left = try [5, 1, 3].map(Self.event)
    let right = try [2, 3, 9].map(Self.event)
    #expect(ConsentEvent.union(left, right).map(\.sequence) == [1, 2, 3, 5, 9])
    #expect(ConsentEvent.union(left, right) == ConsentEvent.union(right, left))
    #expect(ConsentEvent.union([], []).isEmpty)
  }
}
