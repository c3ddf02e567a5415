import ConsentWorkflow
import Domain
import Foundation
import Testing

/// The interval cases of TORCH, the consent calculator of the German medical informatics
/// initiative, as data.
///
/// They are read from the folder that `REGISTRY_SHARED` names; without it these tests are off.
private let sharedFolder = ProcessInfo.processInfo.environment["REGISTRY_SHARED"]

private struct Vectors: Decodable {
  struct Provision: Decodable {
    let code: String
    let start: String
    let end: String
    let type: String
  }

  struct Case: Decodable {
    let test: String
    let consentResources: [[Provision]]
    let requestedCodes: [String]
    let expectedPermittedPeriods: [String: [[String]]]
  }

  struct Subtraction: Decodable {
    let permit: [String]
    let deny: [String]
    let expected: [[String]]
  }

  struct Containment: Decodable {
    let period: [String]
    let date: String
    let expected: Bool
  }

  struct Period: Decodable {
    let subtract: [Subtraction]
    let contains: [Containment]
  }

  let consent: [Case]
  let period: Period

  static func read() throws -> Vectors {
    let folder = try #require(sharedFolder)
    let file = URL(filePath: folder).appending(path: "data/torch/consent-period-vectors.json")
    return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file))
  }
}

@Suite(.enabled(if: sharedFolder != nil, "REGISTRY_SHARED names no folder"))
struct `TORCH interval cases` {
  /// Cases in which this registry answers otherwise, on purpose, with its answer.
  ///
  /// The first: a scope is answered for itself, "`state(donor, scope, validOn v, knownAt k)` is
  /// total and pure", and asks for no other permission in the same document. The others: no
  /// permission reaches back, "`grant`/`renewal` permits `[effective_from, effective_from +
  /// validity)`" with `signed_on <= effective_from`; and a denial within it always bites, "the same
  /// `effective_from`: the stricter event wins".
  static let disagreements: [String: [String: [[String]]]] = [
    "codesFromDifferentResourcesAreNotCombined": [
      "code1": [["2024-01-01", "2024-01-31"]], "code2": [["2024-02-01", "2024-02-28"]],
    ],
    "retroPermitShiftsProspectiveStartToLookback": [
      "prospective": [["2023-01-01", "2025-12-31"]]
    ],
    "denyDoesNotPunchHoleInRetroExtendedPermit": [
      "prospective": [["2020-01-01", "2021-12-31"], ["2023-01-01", "2025-12-31"]]
    ],
    "retroModifierDenyPunchesHoleInRetroExtendedPermit": [
      "prospective": [["2023-01-01", "2025-12-31"]]
    ],
  ]

  /// A permission becomes a grant on a form of that many days, a denial with an end a suspension.
  private static func history(_ provisions: [Vectors.Provision], _ codes: [String]) throws
    -> History
  {
    var history = try History(forms: FormCatalogue())
    for provision in provisions {
      let place = try #require(codes.firstIndex(of: provision.code))
      let scope = ConsentScope.allCases[place]
      let start = max(Samples.day(provision.start.replacing("1900", with: "1901")), .earliest)
      let end = Samples.day(provision.end).adding(days: 1)
      let days = Int(end.daysSinceEpoch - start.daysSinceEpoch)
      guard provision.type == "permit" else {
        try history.add(.suspension, start.description, [scope])
        try history.add(.resumption, end.description, [scope])
        continue
      }
      let id = "days-\(history.events.count)"
      let item = FormItem(scope: scope, text: "x", validity: CivilPeriod(days: days))
      try history.forms.publish(
        ConsentForm(
          reference: Samples.reference("\(id)@1"), title: "t", language: "en",
          publishedOn: start, modules: [FormModule(id: "m", title: "m", items: [item])]),
        recordedAt: Instant(startOf: start))
      try history.grant(start.description, [scope], form: "\(id)@1")
    }
    return history
  }

  /// Closed intervals of the days on which every one of the scopes is permitted.
  private static func permitted(_ scopes: ScopeSet, in timeline: ConsentTimeline) -> [[String]] {
    var intervals: [[String]] = []
    var first: CivilDay?
    for segment in timeline.segments {
      let isPermitted = scopes.isSubset(of: segment.states.permitted)
      if isPermitted, first == nil { first = segment.from }
      if !isPermitted, let start = first {
        intervals.append([start.description, segment.from.adding(days: -1).description])
        first = nil
      }
    }
    return intervals
  }

  @Test func `consent cases agree, or disagree as intended`() throws {
    var left = Set(Self.disagreements.keys)
    for example in try Vectors.read().consent {
      let provisions = example.consentResources.flatMap { $0 }
      let codes = Set(provisions.map(\.code)).sorted()
      let timeline = try Self.history(provisions, codes).timeline()
      let scopes = example.requestedCodes.compactMap { code in
        codes.firstIndex(of: code).map { (code, ConsentScope.allCases[$0]) }
      }
      var found: [String: [[String]]] = [:]
      if example.test.hasPrefix("intersect") {
        found["*intersection*"] = Self.permitted(ScopeSet(scopes.map(\.1)), in: timeline)
      } else {
        for (code, scope) in scopes { found[code] = Self.permitted([scope], in: timeline) }
      }
      found = found.filter { !$0.value.isEmpty }
      let expected = Self.disagreements[example.test] ?? example.expectedPermittedPeriods
      if left.remove(example.test) != nil {
        #expect(found != example.expectedPermittedPeriods, "\(example.test) agrees after all")
      }
      #expect(found == expected, "\(example.test)")
    }
    #expect(left.isEmpty)
  }

  @Test func `a denial with an end is subtracted, one without an end cuts off`() throws {
    for example in try Vectors.read().period.subtract {
      let permit = Vectors.Provision(
        code: "c", start: example.permit[0], end: example.permit[1], type: "permit")
      let deny = Vectors.Provision(
        code: "c", start: example.deny[0], end: example.deny[1], type: "deny")
      var history = try Self.history([permit, deny], ["c"])
      let scope = ConsentScope.allCases[0]
      #expect(Self.permitted([scope], in: history.timeline()) == example.expected)
      // As a withdrawal it holds for ever: what is after it is gone, what is before it is kept.
      history.events = [history.events[0]]
      try history.add(.withdrawal, example.deny[0], [scope])
      let kept = example.expected.filter { $0[0] < example.deny[0] }
      #expect(Self.permitted([scope], in: history.timeline()) == kept)
    }
  }

  @Test func `a day is within a permission or not as TORCH counts`() throws {
    for example in try Vectors.read().period.contains {
      let permit = Vectors.Provision(
        code: "c", start: example.period[0], end: example.period[1], type: "permit")
      let history = try Self.history([permit], ["c"])
      let state = history.timeline().state(.tissueSurplus, on: Samples.day(example.date))
      #expect(state.permits == example.expected, "\(example.date)")
    }
  }

  @Test func `all twenty-six cases are asked`() throws {
    let vectors = try Vectors.read()
    #expect(
      vectors.consent.count + vectors.period.subtract.count + vectors.period.contains.count == 26)
  }
}
