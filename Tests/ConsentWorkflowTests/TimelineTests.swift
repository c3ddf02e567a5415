import ConsentWorkflow
import Domain
import Testing

struct `Timelines` {
  static func history() throws -> History {
    var history = try History()
    try history.grant("2012-01-01", [.bloodSample, .tissueSurplus])
    try history.add(.suspension, "2013-01-01", [.bloodSample])
    try history.add(.resumption, "2014-01-01", [.bloodSample])
    try history.add(.withdrawal, "2015-01-01", [.bloodSample])
    return history
  }

  @Test func `intervals of a scope are closed-open and join where nothing changes for it`() throws {
    let timeline = try Self.history().timeline()
    let blood = timeline.intervals(of: .bloodSample)
    #expect(blood.map(\.state) == [.permitted, .suspended, .permitted, .withdrawn])
    #expect(
      blood.map { $0.from.description } == ["2012-01-01", "2013-01-01", "2014-01-01", "2015-01-01"])
    #expect(
      blood.map { $0.until?.description } == ["2013-01-01", "2014-01-01", "2015-01-01", nil])
    let tissue = timeline.intervals(of: .tissueSurplus)
    #expect(tissue.map(\.state) == [.permitted, .lapsed])
    #expect(tissue.first?.until == Samples.day("2042-01-01"))
    #expect(timeline.intervals(of: .xenograft).isEmpty)
  }

  @Test(
    arguments: [
      ("2011-12-31", ConsentState.notAsked, nil, "2012-01-01"),
      ("2012-01-01", .permitted, "2012-01-01", "2013-01-01"),
      ("2013-12-31", .suspended, "2013-01-01", "2014-01-01"),
      ("2099-01-01", .withdrawn, "2015-01-01", nil),
    ] as [(String, ConsentState, String?, String?)])
  func `a state comes with the days between which it holds`(
    day: String, state: ConsentState, from: String?, until: String?
  ) throws {
    let interval = try Self.history().timeline().interval(
      of: .bloodSample, on: Samples.day(day))
    #expect(interval.state == state)
    #expect(interval.from?.description == from)
    #expect(interval.until?.description == until)
  }

  @Test func `a scope that nobody asked about has no first and no last day`() throws {
    let interval = try Self.history().timeline().interval(
      of: .xenograft, on: Samples.day("2014-06-01"))
    #expect(interval.state == .notAsked)
    #expect(interval.from == nil)
    #expect(interval.until == nil)
  }

  @Test func `stored segments are taken up only in order`() throws {
    let timeline = try Self.history().timeline()
    #expect(ConsentTimeline(segments: timeline.segments) == timeline)
    #expect(ConsentTimeline(segments: [])?.segments.isEmpty == true)
    #expect(ConsentTimeline(segments: timeline.segments.reversed()) == nil)
    let first = try #require(timeline.segments.first)
    #expect(ConsentTimeline(segments: [first, first]) == nil)
    let next = ConsentTimeline.Segment(from: first.from.adding(days: 1), states: first.states)
    #expect(ConsentTimeline(segments: [first, next]) == nil)
    let empty = ConsentTimeline.Segment(from: first.from, states: PackedStates())
    #expect(ConsentTimeline(segments: [empty]) == nil)
  }

  @Test func `one fold serves many donors one after the other`() throws {
    let histories = try [Self.history(), History(), Self.history()]
    var fold = ConsentFold(forms: histories[0].forms)
    var segments: [ConsentTimeline.Segment] = []
    let all = histories.flatMap(\.events)
    var first = 0
    for history in histories {
      let range = first..<first + history.events.count
      segments.removeAll()
      fold.fold(all, in: range, facts: history.donor, knownAt: .distantFuture, into: &segments)
      #expect(segments == history.timeline().segments)
      first = range.upperBound
    }
  }

  @Test func `no event means that nothing was asked, ever`() throws {
    let history = try History()
    #expect(history.timeline().segments.isEmpty)
    #expect(history.timeline().states(on: .latest) == PackedStates())
  }

  @Test func `one fold serves one donor as known at many instants`() throws {
    var history = try History()
    try history.grant("2018-06-01", [.bloodSample], form: "broad@2", recorded: "2016-01-01")
    var fold = ConsentFold(forms: history.forms)
    // The second version was published in December 2017; before that the grant names no form.
    for (knownAt, state) in [
      ("2019-01-01", ConsentState.permitted), ("2017-01-01", .reconsentDue),
      ("2018-01-01", .permitted), ("2015-01-01", .notAsked),
    ] {
      let states = fold.states(
        of: history.events, facts: history.donor, validOn: Samples.day("2019-01-01"),
        knownAt: Samples.instant(knownAt))
      #expect(states[.bloodSample] == state)
    }
  }

  @Test(arguments: [("2015-02-01", "2015-03-01"), ("2015-07-01", "2015-07-31")])
  func `of a period in months and one in days the one that ends first counts`(
    start: String, end: String
  ) throws {
    for (module, item) in [
      (CivilPeriod(months: 1), CivilPeriod(days: 30)),
      (CivilPeriod(days: 30), CivilPeriod(months: 1)),
    ] {
      let blood = FormItem(scope: .bloodSample, text: "x", validity: item)
      var history = try History()
      try history.forms.publish(
        ConsentForm(
          reference: Samples.reference("mixed@1"), title: "t", language: "en",
          publishedOn: Samples.day("2010-01-01"), validity: CivilPeriod(days: 45),
          modules: [FormModule(id: "m", title: "m", validity: module, items: [blood])]),
        recordedAt: Samples.instant("2010-01-01"))
      try history.grant(start, [.bloodSample], form: "mixed@1")
      let interval = try #require(history.timeline().intervals(of: .bloodSample).first)
      #expect(interval.until == Samples.day(end))
    }
  }

  @Test func `a month ends before forty-five days do`() throws {
    let blood = FormItem(
      scope: .bloodSample, text: "x", validity: CivilPeriod(months: 1))
    var history = try History()
    try history.forms.publish(
      ConsentForm(
        reference: Samples.reference("mixed@1"), title: "t", language: "en",
        publishedOn: Samples.day("2010-01-01"), validity: CivilPeriod(days: 45),
        modules: [FormModule(id: "m", title: "m", items: [blood])]),
      recordedAt: Samples.instant("2010-01-01"))
    try history.grant("2015-07-01", [.bloodSample], form: "mixed@1")
    #expect(history.state(.bloodSample, "2015-07-31") == .permitted)
    #expect(history.state(.bloodSample, "2015-08-01") == .lapsed)
  }

  @Test func `a long history recorded backwards is folded like any other`() throws {
    var history = try History()
    let first = Samples.day("2012-01-01")
    // Suspended and resumed in turn, every tenth day, last event first.
    for number in (0..<60).reversed() {
      try history.add(
        number.isMultiple(of: 2) ? .suspension : .resumption,
        first.adding(days: 10 + 10 * number).description, [.tissueSurplus])
    }
    try history.grant("2012-01-01", [.tissueSurplus])
    let timeline = history.timeline()
    for number in 0..<60 {
      let expected: ConsentState = number.isMultiple(of: 2) ? .suspended : .permitted
      #expect(timeline.state(.tissueSurplus, on: first.adding(days: 10 + 10 * number)) == expected)
      #expect(timeline.state(.tissueSurplus, on: first.adding(days: 19 + 10 * number)) == expected)
    }
    #expect(timeline.segments.count == 62)
  }
}
