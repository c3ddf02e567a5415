internal import ConsentWorkflow
internal import Domain

/// The consent rule alone, without a store: one state, and the fold of many donors.
struct ConsentFoldBench {
  private static let day = CivilDay(daysSinceEpoch: 20_000)
  /// Donors whose events are held at a time; more would measure the memory.
  private static let block = 1000
  private let donors: Int
  private let forms: FormCatalogue
  private let facts = DonorFacts(birthYear: 1960)

  init(donors: Int) throws {
    self.donors = donors
    forms = try Self.catalogue()
  }

  /// A form that asks for every scope, three of them for five years only.
  private static func catalogue() throws -> FormCatalogue {
    var catalogue = FormCatalogue()
    guard let reference = FormReference(id: "bench", version: 1) else { return catalogue }
    let items = ConsentScope.allCases.map { scope in
      FormItem(
        scope: scope, text: scope.name,
        validity: scope.rawValue % 5 == 1 ? CivilPeriod(years: 5) : nil)
    }
    try catalogue.publish(
      try ConsentForm(
        reference: reference, title: "Bench", language: "en",
        publishedOn: CivilDay(daysSinceEpoch: 0), validity: CivilPeriod(years: 30),
        modules: [FormModule(id: "all", title: "All", items: items)]),
      recordedAt: Instant(microseconds: 0))
    return catalogue
  }

  private func history(_ count: Int, of donor: Int) throws -> [ConsentEvent] {
    let reference = FormReference(id: "bench", version: 1)
    return try (0..<count).map { number in
      let day = Self.day.adding(days: number * 30 + donor % 365 - 700)
      let one = ScopeSet(rawValue: 1 << UInt16((donor + number) % 16))
      let kind: ConsentEventKind =
        number == 0 ? .grant : [.withdrawal, .grant, .suspension, .resumption][number % 4]
      let isGrant = kind == .grant
      return ConsentEvent(
        sequence: UInt64(number + 1), recordedAt: Instant(startOf: day),
        facts: try ConsentFacts(
          kind: kind, form: isGrant ? reference : nil,
          permitted: isGrant ? (number == 0 ? .all : one) : [],
          notChosen: isGrant && number > 0 ? ScopeSet.all.subtracting(one) : [],
          scopes: isGrant ? [] : one, level: kind == .withdrawal ? .scopes : nil, signedOn: day,
          effectiveFrom: day))
    }
  }

  func run() throws {
    try stateOfTwentyEvents()
    try foldOfThreeEvents()
  }

  private func stateOfTwentyEvents() throws {
    let events = try (0..<Self.block).map { try history(20, of: $0) }
    let rounds = 200
    var check: UInt64 = 0
    let baseline = Measurement.time("replay by name", rows: Self.block) {
      for donor in events {
        for explanation in ConsentExplanation.all(
          events: donor, facts: facts, forms: forms, validOn: Self.day, knownAt: .distantFuture)
        { check &+= UInt64(explanation.state.rawValue) }
      }
    }
    var fold = ConsentFold(forms: forms)
    let measured = Measurement.time("state, 20 events", rows: Self.block * rounds) {
      for _ in 0..<rounds {
        for donor in events {
          check &+=
            fold.states(
              of: donor, facts: facts, validOn: Self.day, knownAt: .distantFuture
            ).rawValue
        }
      }
    }
    baseline.show(against: nil)
    measured.show(perRowOf: baseline)
    if check == 0 { print("nothing was asked") }
  }

  private func foldOfThreeEvents() throws {
    var events: [ConsentEvent] = []
    var ranges: [Range<Int>] = []
    for donor in 0..<Self.block {
      let start = events.count
      events += try history(3, of: donor)
      ranges.append(start..<events.count)
    }
    let rounds = max(1, donors / Self.block)
    var segments: [ConsentTimeline.Segment] = []
    let baseline = Measurement.time("replay by name", rows: Self.block * 3) {
      for range in ranges {
        _ = ConsentExplanation.all(
          events: Array(events[range]), facts: facts, forms: forms, validOn: Self.day,
          knownAt: .distantFuture)
      }
    }
    var fold = ConsentFold(forms: forms)
    var count = 0
    let measured = Measurement.time("fold, 3 events a donor", rows: Self.block * 3 * rounds) {
      for _ in 0..<rounds {
        segments.removeAll(keepingCapacity: true)
        for range in ranges {
          fold.fold(events, in: range, facts: facts, knownAt: .distantFuture, into: &segments)
        }
        count += segments.count
      }
    }
    baseline.show(against: nil)
    measured.show(perRowOf: baseline)
    print("the fold gave \(count) intervals")
  }
}
