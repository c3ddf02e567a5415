import ConsentWorkflow
import Domain
import Testing

struct `Rule 6, minors` {
  @Test(arguments: [Signer.parent, .legalGuardian])
  func `what was signed for a minor ends on the majority day`(signer: Signer) throws {
    var history = try History()
    history.donor = DonorFacts(birthYear: 2000, majorityDay: Samples.day("2018-05-06"))
    try history.grant("2012-01-01", signer: signer)
    #expect(history.state(.tissueSurplus, "2018-05-05") == .permitted)
    #expect(history.state(.tissueSurplus, "2018-05-06") == .majorityDue)
    // Blood was permitted for five years only; what has run out has lapsed.
    #expect(history.state(.bloodSample, "2018-05-06") == .lapsed)
    try history.grant("2018-06-01")
    #expect(history.state(.tissueSurplus, "2018-06-01") == .permitted)
  }

  @Test(arguments: [Signer.donor, .legalRepresentative, .nominatedRepresentative, .nextOfKin])
  func `what anyone else signed does not end there`(signer: Signer) throws {
    var history = try History()
    history.donor = DonorFacts(birthYear: 2000, majorityDay: Samples.day("2018-05-06"))
    try history.grant("2012-01-01", signer: signer)
    #expect(history.state(.tissueSurplus, "2018-05-06") == .permitted)
  }

  @Test func `an unknown majority day never keeps a permission alive`() throws {
    var history = try History()
    history.donor = DonorFacts(birthYear: 2000)
    try history.grant("2012-01-01", signer: .parent)
    #expect(history.state(.tissueSurplus, "2017-12-31") == .permitted)
    #expect(history.state(.tissueSurplus, "2018-01-01") == .majorityDue)
    history.donor = DonorFacts()
    #expect(history.state(.tissueSurplus, "2012-01-01") == .majorityDue)
  }

  @Test func `a parent's withdrawal does not end with childhood`() throws {
    var history = try History()
    history.donor = DonorFacts(majorityDay: Samples.day("2018-05-06"))
    try history.grant("2012-01-01", signer: .parent)
    try history.add(.withdrawal, "2013-01-01", [.tissueSurplus], signer: .parent)
    #expect(history.state(.tissueSurplus, "2020-01-01") == .withdrawn)
  }
}

struct `Rule 7, versions of forms` {
  @Test func `a material version asks for new consent after its grace period`() throws {
    var history = try History(forms: try Samples.formsWithMaterialChange())
    try history.grant("2012-01-01")
    try history.grant("2018-01-01", [.bloodSample], form: "broad@2")
    #expect(history.state(.tissueSurplus, "2020-06-30") == .permitted)
    #expect(history.state(.tissueSurplus, "2020-07-01") == .reconsentDue)
    #expect(history.state(.bloodSample, "2020-07-01") == .reconsentDue)
    #expect(history.state(.bloodSample, "2023-01-01") == .lapsed)
    #expect(history.state(.tissueExtraSampling, "2020-07-01") == .lapsed)
    try history.grant("2020-08-01", form: "broad@3")
    #expect(history.state(.tissueSurplus, "2020-08-01") == .permitted)
  }

  @Test func `an editorial version has no effect`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    #expect(history.state(.tissueSurplus, "2030-01-01") == .permitted)
  }

  @Test func `an old form signed after the grace period needs a new consent at once`() throws {
    var history = try History(forms: try Samples.formsWithMaterialChange())
    try history.grant("2021-01-01")
    #expect(history.state(.tissueSurplus, "2021-01-01") == .reconsentDue)
  }

  @Test func `a version that was recorded later does not change what was known before`() throws {
    let forms = try Samples.formsWithMaterialChange(knownFrom: "2021-01-01")
    var history = try History(forms: forms)
    try history.grant("2012-01-01")
    #expect(history.state(.tissueSurplus, "2020-09-01", knownAt: "2020-12-31") == .permitted)
    #expect(history.state(.tissueSurplus, "2020-09-01", knownAt: "2021-01-01") == .reconsentDue)
  }

  @Test func `a yes on an unknown form, or to what the form does not ask, permits nothing`() throws
  {
    var history = try History()
    try history.grant("2012-01-01", form: "other@1")
    try history.grant("2012-01-01", [.xenograft])
    #expect(history.state(.tissueSurplus, "2013-01-01") == .reconsentDue)
    #expect(history.state(.xenograft, "2013-01-01") == .reconsentDue)
    #expect(history.state(.xenograft, "2100-01-01") == .reconsentDue)
  }

  @Test func `of several ended permissions the one nearest to permitting is shown`() throws {
    var history = try History(forms: try Samples.formsWithMaterialChange())
    history.donor = DonorFacts(majorityDay: Samples.day("2015-01-01"))
    try history.grant("2012-01-01", [.tissueSurplus, .bloodSample], signer: .parent)
    #expect(history.state(.tissueSurplus, "2022-01-01") == .majorityDue)
    try history.grant("2016-01-01", [.tissueSurplus])
    #expect(history.state(.tissueSurplus, "2022-01-01") == .reconsentDue)
    #expect(history.state(.bloodSample, "2022-01-01") == .lapsed)
  }
}

struct `Rule 8, suspensions` {
  @Test func `a suspension masks until it is resumed and erases nothing`() throws {
    var history = try History()
    try history.grant("2012-01-01", [.tissueSurplus, .bloodSample])
    try history.add(.suspension, "2013-01-01", [.tissueSurplus])
    try history.add(.resumption, "2014-01-01", [.tissueSurplus])
    #expect(history.state(.tissueSurplus, "2012-12-31") == .permitted)
    #expect(history.state(.tissueSurplus, "2013-01-01") == .suspended)
    #expect(history.state(.tissueSurplus, "2014-01-01") == .permitted)
    #expect(history.state(.bloodSample, "2013-06-01") == .permitted)
  }

  @Test func `a grant under a suspension waits for its end`() throws {
    var history = try History()
    try history.add(.suspension, "2012-01-01")
    try history.grant("2013-01-01")
    #expect(history.state(.tissueSurplus, "2012-06-01") == .notAsked)
    #expect(history.state(.tissueSurplus, "2013-01-01") == .suspended)
    try history.add(.resumption, "2014-01-01")
    #expect(history.state(.tissueSurplus, "2014-01-01") == .permitted)
  }

  @Test func `a suspension hides neither a denial nor an end`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.add(.suspension, "2013-01-01")
    try history.add(.withdrawal, "2014-01-01", [.clinicalData])
    #expect(history.state(.clinicalData, "2014-01-01") == .withdrawn)
    #expect(history.state(.bloodSample, "2017-01-01") == .lapsed)
  }
}

struct `Rule 9, death` {
  @Test func `with use after death a grant goes on`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    history.donor.deathDay = Samples.day("2015-06-01")
    #expect(history.state(.tissueSurplus, "2015-06-01") == .permitted)
    #expect(history.state(.tissueSurplus, "2042-01-01") == .lapsed)
  }

  @Test func `without use after death everything ends on the day of death`() throws {
    var history = try History()
    try history.grant("2012-01-01", [.tissueSurplus], decline: [.useAfterDeath])
    history.donor.deathDay = Samples.day("2015-06-01")
    #expect(history.state(.tissueSurplus, "2015-05-31") == .permitted)
    #expect(history.state(.tissueSurplus, "2015-06-01") == .lapsed)
    #expect(history.state(.useAfterDeath, "2015-06-01") == .declined)
  }

  @Test func `a form can end with death whatever else is permitted`() throws {
    var history = try History()
    try history.grant("2012-01-01", [.tissueSurplus], form: "plain@1")
    try history.grant("2012-01-01", [.useAfterDeath, .clinicalData])
    history.donor.deathDay = Samples.day("2015-06-01")
    #expect(history.state(.tissueSurplus, "2015-06-01") == .lapsed)
    #expect(history.state(.clinicalData, "2015-06-01") == .permitted)
  }

  @Test func `use after death can be withdrawn and suspended after death`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    history.donor.deathDay = Samples.day("2015-06-01")
    try history.add(.suspension, "2016-01-01", [.useAfterDeath])
    try history.add(.resumption, "2017-01-01", [.useAfterDeath])
    try history.add(.withdrawal, "2018-01-01", [.useAfterDeath], signer: .nextOfKin)
    #expect(history.state(.tissueSurplus, "2016-06-01") == .suspended)
    #expect(history.state(.tissueSurplus, "2017-06-01") == .permitted)
    #expect(history.state(.tissueSurplus, "2018-06-01") == .lapsed)
    #expect(history.state(.useAfterDeath, "2018-06-01") == .withdrawn)
  }
}

struct `Rule 10, merging` {
  @Test func `a merge is the union and a split restores both`() throws {
    var one = try History()
    try one.grant("2012-01-01")
    var other = try History()
    try other.grant("2011-01-01", [.bloodSample])
    try other.add(.withdrawal, "2013-01-01", [.tissueSurplus])
    let moved = other.events.map {
      ConsentEvent(sequence: $0.sequence + 10, recordedAt: $0.recordedAt, facts: $0.facts)
    }
    var merged = one
    merged.events = ConsentEvent.union(one.events, moved)
    #expect(merged.state(.tissueSurplus, "2014-01-01") == .withdrawn)
    #expect(merged.state(.bloodSample, "2011-06-01") == .permitted)
    #expect(one.state(.tissueSurplus, "2014-01-01") == .permitted)
  }
}
