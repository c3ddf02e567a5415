import ConsentWorkflow
import Domain
import Testing

struct `Explanations` {
  @Test func `the events that decide are named, with the days between which they do`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.add(.withdrawal, "2013-01-01", [.bloodSample])
    let blood = history.explain(.bloodSample, "2014-01-01")
    #expect(blood.state == .withdrawn)
    #expect(blood.because == [2])
    #expect(blood.from == Samples.day("2013-01-01"))
    #expect(blood.until == nil)
    #expect(blood.overruled == [OverruledEvent](history, [(1, .denied(by: 2))]))
    let tissue = history.explain(.tissueSurplus, "2014-01-01")
    #expect(tissue.because == [1])
    #expect(tissue.overruled.isEmpty)
    #expect(tissue.until == Samples.day("2042-01-01"))
  }

  @Test func `a scope that nobody asked about has no reason`() throws {
    let explanation = try History().explain(.xenograft, "2014-01-01")
    #expect(explanation.state == .notAsked)
    #expect(explanation.because.isEmpty)
    #expect(explanation.overruled.isEmpty)
  }

  @Test func `voided, later, open and re-opened events say so`() throws {
    var history = try History()
    try history.grant("2012-01-01", [.bloodSample])
    try history.add(.withdrawal, "2013-01-01", [.bloodSample])
    try history.grant("2014-01-01", [.bloodSample])
    try history.grant("2014-06-01", [.tissueSurplus], open: [.bloodSample])
    try history.add(.refusal, "2014-07-01", [.bloodSample])
    try history.void(5, "2014-07-02")
    try history.add(.objection, "2020-01-01", [.bloodSample], signed: "2014-08-01")
    let explanation = history.explain(.bloodSample, "2015-01-01")
    #expect(explanation.state == .permitted)
    #expect(explanation.because == [3])
    let expected: [(UInt64, Overruling)] = [
      (1, .notRevived(by: 3)), (2, .reopened(by: 3)), (4, .leftOpen), (5, .voided(by: 6)),
      (7, .notYetInEffect(from: Samples.day("2020-01-01"))),
    ]
    #expect(explanation.overruled == [OverruledEvent](history, expected))
  }

  @Test func `ended permissions say what ended them`() throws {
    var history = try History(forms: try Samples.formsWithMaterialChange())
    history.donor = DonorFacts(
      majorityDay: Samples.day("2015-01-01"), deathDay: Samples.day("2021-01-01"))
    try history.grant("2012-01-01", signer: .parent)
    try history.grant("2016-01-01", [.tissueSurplus], form: "plain@1")
    try history.grant("2017-01-01", [.tissueSurplus], form: "other@1")
    try history.grant("2020-02-01", form: "broad@3")
    let day = "2022-01-01"
    #expect(
      history.why(1, .tissueSurplus, day) == .cameOfAge(on: Samples.day("2015-01-01")))
    #expect(history.why(1, .bloodSample, day) == .lapsed(on: Samples.day("2017-01-01")))
    #expect(
      history.why(2, .tissueSurplus, day) == .endedByDeath(on: Samples.day("2021-01-01")))
    #expect(history.why(3, .tissueSurplus, day) == .formUnknown)
    #expect(history.explain(.tissueSurplus, day).because == [4])
  }

  @Test func `an outdated form names the version that outdates it`() throws {
    var history = try History(forms: try Samples.formsWithMaterialChange())
    try history.grant("2018-01-01", [.tissueSurplus])
    #expect(history.explain(.tissueSurplus, "2021-01-01").because == [1])
    try history.grant("2020-02-01", [.tissueSurplus], form: "broad@3")
    let why = try #require(history.why(1, .tissueSurplus, "2021-01-01"))
    #expect(why == .outdated(by: Samples.reference("broad@3"), from: Samples.day("2020-07-01")))
    #expect(why.description == "form broad@3 outdates it from 2020-07-01")
  }

  @Test func `suspensions, resumptions and reinstatements are accounted for`() throws {
    var history = try History()
    try history.grant("2012-01-01", [.bloodSample])
    try history.add(.suspension, "2013-01-01", [.bloodSample])
    let masked = history.explain(.bloodSample, "2013-06-01")
    #expect(masked.because == [2])
    #expect(masked.overruled == [OverruledEvent](history, [(1, .suspended(by: 2))]))
    try history.add(.resumption, "2014-01-01", [.bloodSample])
    #expect(history.explain(.bloodSample, "2014-06-01").because == [1, 3])
    #expect(history.why(2, .bloodSample, "2014-06-01") == .resumed(by: 3))
    try history.withdraw("2015-01-01", .noFurtherUse)
    #expect(history.why(3, .bloodSample, "2015-06-01") == .denied(by: 4))
    try history.add(.reinstatement, "2015-07-01", [.bloodSample], signer: .parent)
    #expect(history.why(5, .bloodSample, "2015-08-01") == .notSignedByDonor)
    try history.add(.reinstatement, "2016-01-01", [.bloodSample])
    #expect(history.explain(.bloodSample, "2016-06-01").because == [1, 3, 6])
    #expect(history.why(4, .bloodSample, "2016-06-01") == .takenBack(by: 6))
    try history.add(.resumption, "2016-02-01", [.bloodSample])
    #expect(history.why(7, .bloodSample, "2016-06-01") == .withoutEffect)
  }

  @Test func `of two withdrawals the later decides and the earlier is replaced`() throws {
    var history = try History()
    try history.grant("2012-01-01", [.bloodSample])
    try history.add(.withdrawal, "2013-01-01", [.bloodSample])
    try history.add(.objection, "2014-01-01", [.bloodSample])
    let explanation = history.explain(.bloodSample, "2015-01-01")
    #expect(explanation.because == [3])
    #expect(history.why(2, .bloodSample, "2015-01-01") == .replaced(by: 3))
  }

  @Test func `what is not known yet is not named`() throws {
    var history = try History()
    try history.grant("2012-01-01", [.bloodSample])
    try history.add(.withdrawal, "2013-01-01", [.bloodSample], recorded: "2014-01-01")
    let before = history.explain(.bloodSample, "2015-01-01", knownAt: "2013-06-01")
    #expect(before.state == .permitted)
    #expect(before.because == [1])
    #expect(before.overruled.isEmpty)
  }

  @Test func `every reason is a sentence of its own`() throws {
    let day = Samples.day("2020-01-02")
    let form = Samples.reference("f@2")
    let all: [Overruling] = [
      .voided(by: 7), .notYetInEffect(from: day), .leftOpen, .replaced(by: 7), .denied(by: 7),
      .reopened(by: 7), .notRevived(by: 7), .takenBack(by: 7), .resumed(by: 7), .suspended(by: 7),
      .lapsed(on: day), .cameOfAge(on: day), .outdated(by: form, from: day), .formUnknown,
      .endedByDeath(on: day), .notSignedByDonor, .withoutEffect,
    ]
    let words = all.map(\.description)
    #expect(Set(words).count == all.count)
    for (why, text) in zip(all, words) {
      #expect(!text.hasSuffix("."))
      if "\(why)".contains("7") { #expect(text.contains("7")) }
    }
  }
}

extension [OverruledEvent] {
  /// The overruled events of a history as its explanations list them.
  init(_ history: History, _ expected: [(UInt64, Overruling)]) {
    let found = history.events.indices.compactMap { place in
      expected.first { $0.0 == history.events[place].sequence }
    }
    self = found.map { OverruledEvent(sequence: $0.0, why: $0.1) }
  }
}
