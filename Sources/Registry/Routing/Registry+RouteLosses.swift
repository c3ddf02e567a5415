public import Domain
internal import ResearchRouting
internal import Storage

extension Registry {
  /// Says where a programme loses its donors, and which missing value would gain most.
  /// - Parameters:
  ///   - programme: id of the programme.
  ///   - day: the day whose consent, approval and tissue count; nil is today.
  /// - Returns: the losses by rule.
  /// - Throws: ``RegistryError``.
  public func routeLosses(programme: String, on day: CivilDay?) throws -> RouteLosses {
    try read { snapshot in
      let day = day ?? today
      var rules = try RoutingRules(
        [try self.programme(programme, in: snapshot)], snapshot: snapshot)
      let compiled = rules.programmes[0]
      let placed = try accepted(by: [compiled.programme], on: day, in: snapshot)[0]
      let signed = try snapshot.signedForms()
      var tally = LossTally()
      try snapshot.forEachDonor(on: day) { donor, states in
        let purpose = try rules.purpose(
          permitted: states.permitted, signed: try signed.forms(of: donor.code))
        tally.count(
          compiled.verdict(
            donor: donor.record, states: states, on: day, placed: placed, purpose: purpose))
      }
      return tally.losses(of: compiled.programme.id)
    }
  }
}

/// Counts the reasons of many verdicts.
private struct LossTally {
  private struct Key: Hashable {
    var rule: String
    var needed: String
  }

  private var rules: [RouteLosses.Rule] = []
  private var places: [Key: Int] = [:]
  private var verdicts: [Verdict: Int] = [:]

  mutating func count(_ verdict: RoutingVerdict) {
    verdicts[verdict.verdict, default: 0] += 1
    guard verdict.verdict != .eligible else { return }
    // Two reasons may demand the same thing; one donor counts once for it.
    var broken: Set<Int> = []
    var open: Set<Int> = []
    for reason in verdict.reasons where reason.outcome != .met {
      let place = self.place(reason)
      if reason.outcome == .notMet { broken.insert(place) } else { open.insert(place) }
    }
    for place in broken { rules[place].lost += 1 }
    for place in open.subtracting(broken) { rules[place].unknown += 1 }
    let (only, alone) = (independent(broken), independent(open))
    if only.count == 1, let only = only.first { rules[only].lostOnlyHere += 1 }
    if broken.isEmpty, alone.count == 1, let alone = alone.first { rules[alone].wouldGain += 1 }
  }

  /// The rules without those that only repeat another: viability that of the tissue, purpose that of
  /// the scopes.
  private func independent(_ places: Set<Int>) -> Set<Int> {
    let names = Set(places.map { rules[$0].rule })
    return places.filter { place in
      switch rules[place].rule {
      case "viability": !names.contains("tissue")
      case "purpose": !names.contains("scope")
      default: true
      }
    }
  }

  private mutating func place(_ reason: VerdictReason) -> Int {
    let key = Key(rule: reason.rule, needed: reason.needed)
    if let place = places[key] { return place }
    places[key] = rules.count
    rules.append(
      RouteLosses.Rule(
        rule: reason.rule, needed: reason.needed, lost: 0, lostOnlyHere: 0, unknown: 0,
        wouldGain: 0))
    return rules.count - 1
  }

  func losses(of programme: String) -> RouteLosses {
    let ordered = rules.enumerated().sorted {
      ($1.element.lost, $1.element.unknown, $0.offset) < (
        $0.element.lost, $0.element.unknown, $1.offset
      )
    }.map(\.element)
    var best: RouteLosses.Rule?
    for rule in ordered where rule.wouldGain > best?.wouldGain ?? 0 { best = rule }
    return RouteLosses(
      programme: programme, donors: verdicts.values.reduce(0, +),
      eligible: verdicts[.eligible] ?? 0, needsReview: verdicts[.needsReview] ?? 0,
      ineligible: verdicts[.ineligible] ?? 0, rules: ordered,
      bestGain: best.map { "\($0.rule): \($0.needed)" })
  }
}
