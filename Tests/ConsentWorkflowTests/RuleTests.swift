import ConsentWorkflow
import Domain
import Testing

struct `Rule 1, permissions` {
  @Test func `a grant permits from its day until its validity ends`() throws {
    var history = try History()
    try history.grant("2015-03-01")
    #expect(history.state(.bloodSample, "2015-02-28") == .notAsked)
    #expect(history.state(.bloodSample, "2015-03-01") == .permitted)
    #expect(history.state(.bloodSample, "2020-02-29") == .permitted)
    #expect(history.state(.bloodSample, "2020-03-01") == .lapsed)
    #expect(history.state(.tissueSurplus, "2045-02-28") == .permitted)
    #expect(history.state(.tissueSurplus, "2045-03-01") == .lapsed)
    #expect(history.state(.xenograft, "2016-01-01") == .notAsked)
  }

  @Test func `a future grant takes effect on its day without any job`() throws {
    var history = try History()
    try history.grant("2016-01-01", signed: "2015-01-01")
    #expect(history.state(.tissueSurplus, "2015-12-31") == .notAsked)
    #expect(history.state(.tissueSurplus, "2016-01-01") == .permitted)
  }

  @Test func `overlapping permissions add up`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.grant("2015-01-01", [.tissueSurplus, .clinicalData, .bloodSample])
    #expect(history.state(.bloodSample, "2019-12-31") == .permitted)
    #expect(history.state(.bloodSample, "2020-01-01") == .lapsed)
    // The other scope of the module was not in the second grant.
    #expect(history.state(.tissueExtraSampling, "2017-01-01") == .lapsed)
  }

  @Test func `a shorter later grant does not cut an earlier one short`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.grant("2013-01-01", [.bloodSample], form: "short@1")
    #expect(history.state(.bloodSample, "2016-12-31") == .permitted)
    #expect(history.state(.bloodSample, "2017-01-01") == .lapsed)
  }

  @Test func `a scope left open keeps its earlier state`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.add(.withdrawal, "2013-01-01", [.returnOfFindings])
    try history.grant(
      "2014-01-01", [.tissueSurplus], open: [.bloodSample, .returnOfFindings, .xenograft])
    #expect(history.state(.bloodSample, "2015-01-01") == .permitted)
    #expect(history.state(.returnOfFindings, "2015-01-01") == .withdrawn)
    #expect(history.state(.xenograft, "2015-01-01") == .notAsked)
  }

  @Test func `a renewal goes on where the grant would have ended`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.grant("2016-06-01", [.bloodSample], kind: .renewal)
    #expect(history.state(.bloodSample, "2021-05-31") == .permitted)
    #expect(history.state(.bloodSample, "2021-06-01") == .lapsed)
    #expect(history.state(.tissueExtraSampling, "2017-01-01") == .lapsed)
  }

  @Test func `a lapsed scope that is granted again is permitted again`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.grant("2018-01-01")
    let states = history.timeline().intervals(of: .bloodSample).map(\.state)
    #expect(states == [.permitted, .lapsed, .permitted, .lapsed])
  }
}

struct `Rules 2 and 3, denials and what re-opens them` {
  @Test(arguments: [
    (ConsentEventKind.withdrawal, ConsentState.withdrawn), (.objection, .objected),
    (.refusal, .refused),
  ])
  func `a denial outlives the grant before it and never expires`(
    kind: ConsentEventKind, state: ConsentState
  ) throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.add(kind, "2013-01-01", [.bloodSample])
    #expect(history.state(.bloodSample, "2012-12-31") == .permitted)
    #expect(history.state(.bloodSample, "2013-01-01") == state)
    #expect(history.state(.bloodSample, "9999-12-31") == state)
    #expect(history.state(.tissueExtraSampling, "2013-01-01") == .permitted)
  }

  @Test func `a later no on a form is declined from its day`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.grant("2013-01-01", [.tissueSurplus, .clinicalData], decline: [.bloodSample])
    #expect(history.state(.bloodSample, "2012-12-31") == .permitted)
    #expect(history.state(.bloodSample, "2013-01-01") == .declined)
    #expect(history.state(.bloodSample, "2100-01-01") == .declined)
  }

  @Test(arguments: [ConsentEventKind.withdrawal, .objection, .refusal])
  func `a later grant re-opens a denial of scopes`(kind: ConsentEventKind) throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.add(kind, "2013-01-01", [.tissueSurplus])
    try history.grant("2014-01-01")
    #expect(history.state(.tissueSurplus, "2013-12-31") != .permitted)
    #expect(history.state(.tissueSurplus, "2014-01-01") == .permitted)
  }

  @Test func `a grant after a denial starts afresh`() throws {
    var history = try History()
    try history.grant("2012-01-01", [.tissueSurplus])
    try history.add(.withdrawal, "2013-01-01", [.tissueSurplus])
    try history.grant("2014-01-01", [.tissueSurplus])
    // The first grant would have lasted until 2042, the second lasts until 2044. Voiding the
    // second leaves the scope withdrawn, it does not revive the first.
    try history.void(3, "2015-01-01")
    #expect(history.state(.tissueSurplus, "2016-01-01") == .withdrawn)
    #expect(history.state(.tissueSurplus, "2014-06-01", knownAt: "2014-06-01") == .permitted)
  }

  @Test func `a long grant from before a withdrawal does not outlast the short one after it`()
    throws
  {
    var history = try History()
    try history.grant("2011-01-01", [.recontactStudies])
    try history.grant("2011-01-01", [.bloodSample], form: "plain@1")
    try history.add(.withdrawal, "2012-01-01", [.recontactStudies])
    try history.grant("2012-06-01", [.recontactStudies])
    #expect(history.state(.recontactStudies, "2022-05-31") == .permitted)
    #expect(history.state(.recontactStudies, "2022-06-01") == .lapsed)
  }

  @Test func `a renewal re-opens nothing`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.add(.withdrawal, "2013-01-01", [.bloodSample])
    try history.grant("2014-01-01", [.bloodSample], kind: .renewal)
    #expect(history.state(.bloodSample, "2014-06-01") == .withdrawn)
  }

  @Test(arguments: [ConsentEventKind.withdrawal, .refusal])
  func `no further use is absorbing until the donor reinstates`(kind: ConsentEventKind) throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.withdraw("2013-01-01", .noFurtherUse, kind: kind)
    try history.grant("2014-01-01")
    try history.add(.reinstatement, "2015-01-01", [.tissueSurplus], signer: .parent)
    let closed: ConsentState = kind == .withdrawal ? .withdrawn : .refused
    for scope in ConsentScope.allCases {
      #expect(history.state(scope, "2013-01-01") == closed)
      #expect(history.state(scope, "2016-01-01") == closed)
    }
    try history.add(.reinstatement, "2017-01-01", [.tissueSurplus])
    #expect(history.state(.tissueSurplus, "2016-12-31") == closed)
    #expect(history.state(.tissueSurplus, "2017-01-01") == .permitted)
    #expect(history.state(.clinicalData, "2017-01-01") == closed)
  }

  @Test func `a reinstatement gives back what was permitted for as long as it is valid`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.add(.withdrawal, "2013-01-01", [.bloodSample, .xenograft])
    try history.add(.objection, "2013-01-01", [.returnOfFindings])
    try history.add(.reinstatement, "2014-01-01")
    #expect(history.state(.bloodSample, "2014-01-01") == .permitted)
    #expect(history.state(.returnOfFindings, "2014-01-01") == .permitted)
    #expect(history.state(.bloodSample, "2017-01-01") == .lapsed)
    #expect(history.state(.xenograft, "2014-01-01") == .notAsked)
  }

  @Test func `a reinstatement leaves an earlier no a no`() throws {
    var history = try History()
    try history.add(.refusal, "2012-01-01", [.bloodSample])
    try history.grant("2012-01-01", [.tissueSurplus], decline: [.clinicalData])
    try history.withdraw("2013-01-01", .noFurtherUse)
    try history.add(.reinstatement, "2014-01-01")
    #expect(history.state(.bloodSample, "2014-01-01") == .refused)
    #expect(history.state(.clinicalData, "2014-01-01") == .declined)
    #expect(history.state(.tissueSurplus, "2014-01-01") == .permitted)
  }

  @Test func `of several denials the latest is shown`() throws {
    var history = try History()
    try history.add(.refusal, "2012-01-01", [.bloodSample])
    try history.add(.withdrawal, "2013-01-01", [.bloodSample])
    try history.add(.objection, "2014-01-01", [.bloodSample])
    try history.grant("2015-01-01", [.tissueSurplus], decline: [.bloodSample])
    try history.add(.refusal, "2016-01-01", [.bloodSample])
    let states = history.timeline().intervals(of: .bloodSample).map(\.state)
    #expect(states == [.refused, .withdrawn, .objected, .declined, .refused])
  }

  @Test func `no further contact stops outreach and nothing else`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.withdraw("2013-01-01", .noFurtherContact)
    for scope in Samples.allScopes {
      let isOutreach = scope == .recontactStudies || scope == .returnOfFindings
      #expect(history.state(scope, "2013-06-01") == (isOutreach ? .withdrawn : .permitted))
    }
  }

  @Test func `no further access stops collecting and leaves use`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.withdraw("2013-01-01", .noFurtherAccess)
    #expect(history.state(.bloodSample, "2013-06-01") == .withdrawn)
    #expect(history.state(.tissueExtraSampling, "2013-06-01") == .withdrawn)
    #expect(history.state(.tissueSurplus, "2013-06-01") == .permitted)
    #expect(history.state(.clinicalData, "2013-06-01") == .permitted)
    #expect(history.state(.recontactStudies, "2013-06-01") == .permitted)
  }
}

struct `Rule 4, the same day` {
  /// From the mildest to the strictest, with the state that each leaves after a grant years ago.
  enum Act: String, CaseIterable {
    case resumption, reinstatement, grant, renewal, suspension, decline, refusal, objection
    case withdrawal, refusalOfAllUse, withdrawalOfAllUse

    var state: ConsentState {
      switch self {
      case .resumption, .reinstatement, .grant, .renewal: .permitted
      case .suspension: .suspended
      case .decline: .declined
      case .refusal, .refusalOfAllUse: .refused
      case .objection: .objected
      case .withdrawal, .withdrawalOfAllUse: .withdrawn
      }
    }

    func add(to history: inout History, _ day: String) throws {
      switch self {
      case .resumption: try history.add(.resumption, day)
      case .reinstatement: try history.add(.reinstatement, day)
      case .grant: try history.grant(day, [.bloodSample])
      case .renewal: try history.grant(day, [.bloodSample], kind: .renewal)
      case .suspension: try history.add(.suspension, day)
      case .decline: try history.grant(day, [], decline: [.bloodSample])
      case .refusal: try history.add(.refusal, day, [.bloodSample])
      case .objection: try history.add(.objection, day, [.bloodSample])
      case .withdrawal: try history.add(.withdrawal, day, [.bloodSample])
      case .refusalOfAllUse: try history.withdraw(day, .noFurtherUse, kind: .refusal)
      case .withdrawalOfAllUse: try history.withdraw(day, .noFurtherUse)
      }
    }
  }

  @Test(arguments: Act.allCases, Act.allCases)
  func `the stricter of two wins, whichever was recorded first`(first: Act, second: Act) throws {
    let places = [first, second].map { Act.allCases.firstIndex(of: $0) ?? 0 }
    let stricter = Act.allCases[places.max() ?? 0]
    for order in [[first, second], [second, first]] {
      var history = try History()
      try history.grant("2012-01-01", [.bloodSample])
      for act in order { try act.add(to: &history, "2013-01-01") }
      #expect(history.state(.bloodSample, "2013-01-01") == stricter.state)
      #expect(history.state(.bloodSample, "2013-06-01") == stricter.state)
    }
  }

  @Test func `a grant of the same day does not re-open, one of the next day does`() throws {
    var history = try History()
    try history.add(.refusal, "2013-01-01", [.bloodSample])
    try history.grant("2013-01-01", [.bloodSample])
    #expect(history.state(.bloodSample, "2013-01-02") == .refused)
    try history.grant("2013-01-02", [.bloodSample])
    #expect(history.state(.bloodSample, "2013-01-02") == .permitted)
  }

  @Test func `a reinstatement and a short grant of the same day leave the longer grant standing`()
    throws
  {
    var history = try History()
    try history.grant("2012-01-01", [.bloodSample])
    try history.add(.withdrawal, "2013-01-01", [.bloodSample])
    try history.grant("2014-01-01", [.bloodSample], form: "short@1")
    try history.add(.reinstatement, "2014-01-01", [.bloodSample])
    #expect(history.state(.bloodSample, "2014-06-01") == .permitted)
  }

  @Test func `a grant that re-opens does not end a renewal of the same day`() throws {
    var history = try History()
    try history.add(.withdrawal, "2013-01-01", [.bloodSample])
    try history.grant("2014-01-01", [.bloodSample], kind: .renewal)
    try history.grant("2014-01-01", [.bloodSample], form: "short@1")
    #expect(history.state(.bloodSample, "2014-06-01") == .permitted)
  }

  @Test func `a permission under a denial of the same day comes back with a reinstatement`() throws
  {
    var history = try History()
    try history.add(.withdrawal, "2013-01-01", [.bloodSample])
    try history.grant("2013-01-01", [.bloodSample])
    try history.add(.reinstatement, "2013-01-02", [.bloodSample])
    #expect(history.state(.bloodSample, "2013-01-02") == .permitted)
  }
}

struct `Rule 5, voids and known time` {
  @Test func `a void takes an event out from when it was recorded`() throws {
    var history = try History()
    let grant = try history.grant("2012-01-01")
    try history.void(grant, "2014-01-01")
    #expect(history.state(.tissueSurplus, "2013-01-01", knownAt: "2013-12-31") == .permitted)
    #expect(history.state(.tissueSurplus, "2013-01-01") == .notAsked)
    #expect(history.state(.tissueSurplus, "2013-01-01", knownAt: "2014-01-01T00:00Z") == .notAsked)
  }

  @Test func `a voided withdrawal gives the grant back`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    let withdrawal = try history.withdraw("2013-01-01", .noFurtherUse)
    try history.void(withdrawal, "2013-02-01")
    #expect(history.state(.tissueSurplus, "2013-01-15", knownAt: "2013-01-20") == .withdrawn)
    #expect(history.state(.tissueSurplus, "2013-01-15") == .permitted)
  }

  @Test func `voiding a void has no effect`() throws {
    var history = try History()
    let grant = try history.grant("2012-01-01")
    let void = try history.void(grant, "2013-01-01")
    try history.void(void, "2014-01-01")
    #expect(history.state(.tissueSurplus, "2015-01-01") == .notAsked)
  }

  @Test func `a late withdrawal is unknown until it is recorded`() throws {
    var history = try History()
    try history.grant("2012-01-01")
    try history.add(.withdrawal, "2013-01-01", recorded: "2015-01-01")
    #expect(history.state(.tissueSurplus, "2014-01-01", knownAt: "2014-12-31") == .permitted)
    #expect(history.state(.tissueSurplus, "2014-01-01", knownAt: "2015-01-01") == .withdrawn)
  }
}
