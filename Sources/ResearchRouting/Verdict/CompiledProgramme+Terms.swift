internal import Domain

extension CompiledProgramme {
  /// What the programme itself has to bring on a day: it is open, approved and not full.
  func termReasons(on day: CivilDay, placed: Int) -> [VerdictReason] {
    var reasons = [
      VerdictReason(
        rule: "programme", outcome: programme.state.takesDonors ? .met : .notMet,
        found: programme.state.name, needed: ProgrammeState.open.name),
      VerdictReason(
        rule: "approval", outcome: approval(on: day), found: approvalWords,
        needed: "an ethics approval that holds on \(day)"),
    ]
    if let quota = programme.quota {
      reasons.append(
        VerdictReason(
          rule: "quota", outcome: placed < quota ? .met : .notMet, found: "\(placed) placed",
          needed: "fewer than \(quota)"))
    }
    return reasons
  }

  /// The same without words.
  func termVerdict(on day: CivilDay, placed: Int) -> Verdict {
    if !programme.state.takesDonors { return .ineligible }
    if let quota = programme.quota, placed >= quota { return .ineligible }
    return approval(on: day).verdict
  }

  private func approval(on day: CivilDay) -> RuleOutcome {
    guard let approval = programme.approval else { return .notMet }
    return approval.contains(day) ? .met : .notMet
  }

  private var approvalWords: String {
    guard let approval = programme.approval else { return "none" }
    let end = approval.until.map { "until before \($0)" } ?? "without end"
    return "\(approval.reference), from \(approval.from) \(end)"
  }
}
