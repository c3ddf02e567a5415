public import Domain

/// What somebody has to do about a donor's consent.
public enum WorklistKind: UInt8, CodedValue {
  /// A material new version asks for a new consent.
  case reconsentDue = 1
  /// A permission runs out.
  case expiring = 2
  /// The donor comes of age and must confirm what was signed before.
  case majority = 3

  /// `worklist`.
  public static var vocabulary: String { "worklist" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .reconsentDue: "reconsent_due"
    case .expiring: "expiring"
    case .majority: "majority"
    }
  }

  /// The state that this work prevents or cures.
  public var state: ConsentState {
    switch self {
    case .reconsentDue: .reconsentDue
    case .expiring: .lapsed
    case .majority: .majorityDue
    }
  }
}

/// One entry of a worklist.
public struct WorklistEntry<Donor: Hashable & Sendable>: Hashable, Sendable {
  /// The donor.
  public let donor: Donor
  /// The scopes that it is about.
  public let scopes: ScopeSet
  /// The day from which they no longer permit.
  public let due: CivilDay
}

/// What is to be done about consent, read from timelines; nothing is stored.
public enum ConsentWorklist {
  /// What one donor has on a worklist.
  ///
  /// A scope is on the list of re-consents or of majorities while it is in that state, and before
  /// it as soon as the state begins within the days asked for. A scope is expiring while it is
  /// permitted and lapses within those days; what has lapsed is no longer on the list.
  /// - Parameters:
  ///   - kind: the worklist.
  ///   - timeline: the donor's timeline.
  ///   - day: the day on which the list is read.
  ///   - days: how many days to look ahead.
  /// - Returns: scopes with their due day, by day.
  public static func due(
    _ kind: WorklistKind, in timeline: ConsentTimeline, on day: CivilDay, withinDays days: Int
  ) -> [(scopes: ScopeSet, due: CivilDay)] {
    var found: [(scopes: ScopeSet, due: CivilDay)] = []
    func add(_ scope: ConsentScope, _ due: CivilDay) {
      if let place = found.firstIndex(where: { $0.due == due }) {
        found[place].scopes.insert(scope)
      } else {
        found.append(([scope], due))
      }
    }
    for scope in ConsentScope.allCases {
      let now = timeline.interval(of: scope, on: day)
      if kind != .expiring, now.state == kind.state, let from = now.from {
        add(scope, from)
      } else if now.state == .permitted, let until = now.until, until <= day.adding(days: days),
        timeline.state(scope, on: until) == kind.state
      {
        add(scope, until)
      }
    }
    return found.sorted { $0.due < $1.due }
  }

  /// A worklist over many donors.
  /// - Parameters:
  ///   - kind: the worklist.
  ///   - donors: donors with their timelines.
  ///   - day: the day on which the list is read.
  ///   - days: how many days to look ahead.
  /// - Returns: the entries by due day; those of one day in the order of the donors.
  public static func entries<Donor: Hashable & Sendable>(
    _ kind: WorklistKind, among donors: some Sequence<(Donor, ConsentTimeline)>,
    on day: CivilDay, withinDays days: Int
  ) -> [WorklistEntry<Donor>] {
    var entries: [WorklistEntry<Donor>] = []
    for (donor, timeline) in donors {
      for item in due(kind, in: timeline, on: day, withinDays: days) {
        entries.append(WorklistEntry(donor: donor, scopes: item.scopes, due: item.due))
      }
    }
    // Sorting keeps the order of equal days only where it is asked to.
    return entries.enumerated()
      .sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }
      .map(\.element)
  }
}
