internal import Domain

extension CompiledProgramme {
  /// What the programme needs to receive, against what is there or will be.
  func tissueReasons(_ listed: [Specimen], on day: CivilDay) -> [VerdictReason] {
    let needs = programme.tissue
    let tissue = inTime(listed, on: day)
    var reasons = [
      VerdictReason(
        rule: "tissue", outcome: kinds(tissue, on: day), found: words(tissue),
        needed: needs.accepted.map(\.name).joined(separator: " or "))
    ]
    if needs.needsMatchedNormal {
      reasons.append(
        VerdictReason(
          rule: "matched_normal", outcome: matchedNormal(tissue),
          found: tissue.isEmpty
            ? "no tissue recorded"
            : tissue.contains(where: \.matchedNormal) ? "matched normal" : "no matched normal",
          needed: "matched normal tissue"))
    }
    if needs.needsMatchedBlood {
      reasons.append(
        VerdictReason(
          rule: "matched_blood", outcome: matchedBlood(tissue),
          found: matchedBlood(tissue) == .met ? "blood" : "no blood recorded",
          needed: "blood of the same donor"))
    }
    if let least = needs.minimumViability {
      reasons.append(
        VerdictReason(
          rule: "viability", outcome: viability(tissue, on: day), found: viabilityWords(tissue),
          needed: "living cells, at least \(least) %, in accepted tissue"))
    }
    return reasons + supplyReasons(tissue) + windowReasons(listed, on: day)
  }

  /// The same without words.
  func tissueVerdict(_ listed: [Specimen], on day: CivilDay) -> Verdict {
    let tissue = inTime(listed, on: day)
    return max(
      stateVerdict(tissue, on: day), supplyVerdict(tissue), windowVerdict(listed, on: day))
  }

  /// What kind of tissue there is or was, without its amount and its time: those matter to whoever
  /// receives tissue, not to whoever receives data on it.
  func stateVerdict(_ tissue: [Specimen], on day: CivilDay) -> Verdict {
    let needs = programme.tissue
    var verdict = kinds(tissue, on: day).verdict
    if needs.needsMatchedNormal { verdict = max(verdict, matchedNormal(tissue).verdict) }
    if needs.needsMatchedBlood { verdict = max(verdict, matchedBlood(tissue).verdict) }
    if needs.minimumViability != nil { verdict = max(verdict, viability(tissue, on: day).verdict) }
    return verdict
  }

  /// Whether accepted tissue is there on the day; unknown where it will be later, where nothing is
  /// listed of the tumour, or where a liquid that would do can still be taken.
  private func kinds(_ tissue: [Specimen], on day: CivilDay) -> RuleOutcome {
    let accepted = programme.tissue.accepted
    var isAnyAccepted = false
    var isAnySolid = false
    for specimen in tissue {
      if accepted.contains(specimen.kind) {
        guard let from = specimen.availableOn, from > day else { return .met }
        isAnyAccepted = true
      }
      if specimen.kind.isSolid { isAnySolid = true }
    }
    if isAnyAccepted || !isAnySolid || accepted.contains(where: { !$0.isSolid }) { return .unknown }
    return .notMet
  }

  /// Unknown where nothing is listed of the tumour.
  private func matchedNormal(_ tissue: [Specimen]) -> RuleOutcome {
    if tissue.contains(where: \.matchedNormal) { return .met }
    return tissue.contains(where: \.kind.isSolid) ? .notMet : .unknown
  }

  /// Blood that is not listed can still be drawn.
  private func matchedBlood(_ tissue: [Specimen]) -> RuleOutcome {
    tissue.contains { $0.kind == .blood } ? .met : .unknown
  }

  /// Whether cells live in accepted tissue that is there on the day.
  ///
  /// Unknown where nobody has assessed it, or where it will be there later. Where all that is kept
  /// of the tumour is fixed or frozen, no cell lives.
  private func viability(_ tissue: [Specimen], on day: CivilDay) -> RuleOutcome {
    let usable = tissue.filter { programme.tissue.accepted.contains($0.kind) }
    guard !usable.isEmpty else {
      return tissue.contains(where: \.kind.isSolid) ? .notMet : .unknown
    }
    var isOpen = false
    for specimen in usable where specimen.viability != .nonViable {
      let isThere = specimen.availableOn.map { $0 <= day } ?? true
      if specimen.viability.isLiving, isThere { return .met }
      isOpen = true
    }
    return isOpen ? .unknown : .notMet
  }

  private func viabilityWords(_ tissue: [Specimen]) -> String {
    if tissue.isEmpty { return "not recorded" }
    return tissue.map { specimen in
      let state = specimen.viability == .unknown ? "not recorded" : specimen.viability.name
      return "\(specimen.kind) \(state)"
    }.joined(separator: ", ")
  }

  private func words(_ tissue: [Specimen]) -> String {
    if tissue.isEmpty { return "not recorded" }
    return tissue.map { specimen in
      specimen.kind.name + (specimen.availableOn.map { " from \($0)" } ?? "")
    }.joined(separator: ", ")
  }
}
