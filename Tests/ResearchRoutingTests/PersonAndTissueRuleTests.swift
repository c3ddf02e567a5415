import Domain
import ResearchRouting
import Testing

@Suite struct `Person, time and tissue rules` {
  private func facts(_ change: (inout DonorRecord) -> Void) -> TumourFacts {
    var donor = DonorRecord(interest: Sample.interest)
    donor.tumours = [TumourRecord(diagnosis: Sample.diagnosis())]
    change(&donor)
    return TumourFacts.all(of: donor)[0]
  }

  @Test func `age, birth and sex`() throws {
    let known = facts { donor in
      donor.tumours[0].age = 65
      donor.birthYear = 1960
      donor.sex = .female
    }
    #expect(try Sample.truth("age >= 65 and age <= 65 and age in 60-65", known) == .isTrue)
    #expect(try Sample.truth("age > 65", known) == .isFalse)
    #expect(try Sample.truth("age in 1-2, 65", known) == .isTrue)
    #expect(try Sample.truth("age != 65", known) == .isFalse)
    #expect(try Sample.truth("birth_year < 1961", known) == .isTrue)
    #expect(try Sample.truth("sex = female", known) == .isTrue)
    let missing = facts { _ in }
    for rule in ["age >= 0", "age < 18", "birth_year < 1961", "sex != female", "country = US"] {
      #expect(try Sample.truth(rule, missing) == .unknown)
    }
    #expect(try Sample.truth("age is known", missing) == .isFalse)
    #expect(try Sample.truth("sex is unknown", missing) == .isTrue)
  }

  @Test(arguments: [
    ("diagnosed_on >= 2021", true), ("diagnosed_on = 2021-03", true),
    ("diagnosed_on = 2021-03-31", true), ("diagnosed_on > 2021-03", false),
    ("diagnosed_on <= 2021-03", true), ("diagnosed_on < 2021-03-31", false),
    ("diagnosed_on in 2019, 2021", true), ("diagnosed_on > 2020", true),
    ("diagnosed_on = 2021-02", false),
  ])
  func `days, months and years`(rule: String, holds: Bool) throws {
    let facts = Sample.facts { $0.diagnosedOn = Sample.day("2021-03-31") }
    #expect(try Sample.truth(rule, facts) == Truth(holds))
  }

  @Test func `country and facility`() throws {
    let known = facts { donor in
      donor.country = "IT"
      donor.facility = "St. Mary's"
    }
    #expect(try Sample.truth("country in US, it", known) == .isTrue)
    #expect(try Sample.truth("country = US", known) == .isFalse)
    #expect(try Sample.truth("facility = \"St. Mary's\"", known) == .isTrue)
    #expect(try Sample.truth("facility in site-1, site-2", known) == .isFalse)
    #expect(known.words(for: .country) == "IT")
    let missing = facts { _ in }
    #expect(try Sample.truth("facility = site-1", missing) == .unknown)
    #expect(try Sample.truth("facility is known", missing) == .isFalse)
  }

  @Test func `one side may be either side`() throws {
    let facts = Sample.facts { $0.laterality = .oneSide }
    #expect(try Sample.truth("laterality = left", facts) == .unknown)
    #expect(try Sample.truth("laterality in left, right", facts) == .isTrue)
    #expect(try Sample.truth("laterality = bilateral", facts) == .isFalse)
    #expect(try Sample.truth("laterality = one_side", facts) == .isTrue)
  }

  @Test func `tissue that is not listed`() throws {
    let none = facts { _ in }
    let fixed = facts { $0.tissue = [Specimen(kind: .ffpe)] }
    let blood = facts { $0.tissue = [Specimen(kind: .blood)] }
    #expect(try Sample.truth("tissue.kind in viable, fresh", none) == .unknown)
    #expect(try Sample.truth("tissue.kind in viable, fresh", fixed) == .isFalse)
    #expect(try Sample.truth("tissue.kind in viable, fresh", blood) == .unknown)
    #expect(try Sample.truth("tissue.kind = ffpe", fixed) == .isTrue)
    #expect(try Sample.truth("tissue.kind = blood", fixed) == .unknown)
    #expect(try Sample.truth("tissue.kind is known", none) == .isFalse)
    #expect(try Sample.truth("tissue.matched_normal = yes", none) == .unknown)
    #expect(try Sample.truth("tissue.matched_normal = yes", fixed) == .isFalse)
    #expect(try Sample.truth("tissue.matched_normal = yes", blood) == .unknown)
    let paired = facts {
      $0.tissue = [Specimen(kind: .ffpe), Specimen(kind: .frozen, matchedNormal: true)]
    }
    #expect(try Sample.truth("tissue.matched_normal = yes", paired) == .isTrue)
    #expect(paired.words(for: .tissueKind) == "ffpe, frozen")
  }
}
