internal import Cohorts
internal import Domain
internal import ResearchRouting
internal import Storage

/// Judges, within one transaction, whether an offer may stand.
///
/// A programme that cannot be read is one that nobody is eligible for: a review must never keep a
/// withdrawal from being recorded.
struct OfferJudge {
  /// Whether an offer may stand, and why not.
  struct Standing {
    var cause: OfferCause?
    /// Every rule that is not met, in words.
    var unmet: [String]
  }

  private let snapshot: Snapshot
  private let day: CivilDay
  private let programmes: [String: CompiledProgramme]
  private var rules: RoutingRules

  init(_ snapshot: Snapshot, on day: CivilDay) throws {
    self.snapshot = snapshot
    self.day = day
    rules = try RoutingRules([], snapshot: snapshot)
    let states = try snapshot.programmeStates()
    var programmes: [String: CompiledProgramme] = [:]
    for (_, _, document) in try snapshot.programmes() {
      guard let programme = try? document.programme(in: states[document.id]) else { continue }
      programmes[document.id] = try? CompiledProgramme(programme)
    }
    self.programmes = programmes
  }

  /// How many donors a programme takes at most.
  func quota(of programme: String) -> Int? { programmes[programme]?.programme.quota }

  /// Whether an offer that is proposed or reserved may stand until its time is over.
  mutating func standing(of offer: StoredOffer) throws -> Standing {
    guard let compiled = programmes[offer.programme] else {
      return Standing(cause: .programme, unmet: ["programme: not readable"])
    }
    guard let donor = try snapshot.donor(offer.person) else {
      return Standing(cause: .eligibility, unmet: ["donor: not there"])
    }
    let programme = compiled.programme
    let states = try snapshot.states(of: donor.code, on: day)
    let verdict = compiled.verdict(
      donor: donor.record, states: states, on: day,
      purpose: try rules.purpose(
        permitted: states.permitted,
        signed: try snapshot.signedForms().forms(of: donor.code)))
    let unmet = verdict.reasons.filter { $0.outcome != .met && $0.rule != "quota" }
    if let first = unmet.min(by: { Self.cause(of: $0).rawValue < Self.cause(of: $1).rawValue }) {
      return Standing(
        cause: Self.cause(of: first),
        unmet: unmet.map { "\($0.rule): \($0.found), needed \($0.needed)" })
    }
    let permitted = try snapshot.lastPermission(
      of: programme.requiredScopes, by: donor.code, from: day)
    if permitted < offer.until {
      return Standing(cause: .consent, unmet: ["scope: permitted until before \(permitted)"])
    }
    if let end = programme.approval?.until, end < offer.until {
      return Standing(cause: .programme, unmet: ["approval: until before \(end)"])
    }
    return Standing(cause: nil, unmet: [])
  }

  /// Whether consent asks back tissue that was handed over: where it was denied, now or from a day
  /// that is known already, and not where it merely ran out.
  func isDenied(_ offer: StoredOffer) throws -> Bool {
    guard let scopes = programmes[offer.programme]?.programme.requiredScopes else { return false }
    return try [day, CivilDay.latest.adding(days: -1)].contains { day in
      let states = try snapshot.states(of: offer.person, on: day)
      return !RecallRule.lost(scopes, in: states).isEmpty
    }
  }

  private static func cause(of reason: VerdictReason) -> OfferCause {
    switch reason.rule {
    case "scope", "purpose", "sensitive", "restriction", "condition", "contact": .consent
    case "programme", "approval": .programme
    default: .eligibility
    }
  }
}
