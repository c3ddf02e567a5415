public import Domain

/// How much tissue there is, from when, and for how long: rules that only some programmes have.
extension CompiledProgramme {
  func supplyReasons(_ tissue: [Specimen]) -> [VerdictReason] {
    var reasons: [VerdictReason] = []
    if let least = programme.tissue.minimumMilligrams {
      reasons.append(
        VerdictReason(
          rule: "amount", outcome: amount(tissue, atLeast: least), found: amountWords(tissue),
          needed: "at least \(least) mg of accepted tissue"))
    }
    if programme.tissue.needsPrePostPair {
      reasons.append(
        VerdictReason(
          rule: "pre_post_pair", outcome: pair(tissue), found: timingWords(tissue),
          needed: "accepted tissue from before and from after treatment"))
    }
    return reasons
  }

  /// The same without words.
  func supplyVerdict(_ tissue: [Specimen]) -> Verdict {
    var verdict = Verdict.eligible
    let needs = programme.tissue
    if let least = needs.minimumMilligrams {
      verdict = max(verdict, amount(tissue, atLeast: least).verdict)
    }
    if needs.needsPrePostPair { verdict = max(verdict, pair(tissue).verdict) }
    return verdict
  }

  func windowReasons(_ tissue: [Specimen], on day: CivilDay) -> [VerdictReason] {
    guard let days = programme.tissue.windowDays else { return [] }
    return [
      VerdictReason(
        rule: "window", outcome: window(tissue, days, on: day), found: dateWords(tissue),
        needed: "accepted tissue used within \(days) days")
    ]
  }

  /// The same without words.
  func windowVerdict(_ tissue: [Specimen], on day: CivilDay) -> Verdict {
    programme.tissue.windowDays.map { window(tissue, $0, on: day).verdict } ?? .eligible
  }

  /// The tissue without the accepted pieces whose time is over: one that is ready and another that
  /// lives are not one usable piece.
  func inTime(_ tissue: [Specimen], on day: CivilDay) -> [Specimen] {
    guard let days = programme.tissue.windowDays else { return tissue }
    return tissue.filter { specimen in
      guard let from = specimen.availableOn, !specimen.keeps,
        programme.tissue.accepted.contains(specimen.kind)
      else { return true }
      return day < from.adding(days: days)
    }
  }

  /// The first day on which accepted tissue can no longer be used; nil where that is not limited.
  /// - Parameters:
  ///   - tissue: the donor's tissue.
  ///   - day: the day; tissue that is gone or will come later does not count.
  /// - Returns: the day.
  public func lastUse(of tissue: [Specimen], on day: CivilDay) -> CivilDay? {
    guard let days = programme.tissue.windowDays else { return nil }
    let usable = usable(tissue)
    if usable.contains(where: { $0.keeps && $0.availableOn ?? day <= day }) { return nil }
    return usable.compactMap(\.availableOn).filter { $0 <= day }.map { $0.adding(days: days) }.max()
  }

  private func usable(_ tissue: [Specimen]) -> [Specimen] {
    tissue.filter { programme.tissue.accepted.contains($0.kind) }
  }

  /// Unknown where the amount of accepted tissue is not recorded, or none is listed.
  private func amount(_ tissue: [Specimen], atLeast least: Int) -> RuleOutcome {
    let usable = usable(tissue)
    if usable.reduce(0, { $0 + ($1.milligrams ?? 0) }) >= least { return .met }
    return usable.isEmpty || usable.contains { $0.milligrams == nil } ? .unknown : .notMet
  }

  private func pair(_ tissue: [Specimen]) -> RuleOutcome {
    let timings = Set(usable(tissue).map(\.treatment))
    if timings.isSuperset(of: [.before, .after]) { return .met }
    return timings.isEmpty || timings.contains(.unknown) ? .unknown : .notMet
  }

  /// Unknown where the day is not recorded or lies ahead.
  private func window(_ tissue: [Specimen], _ days: Int, on day: CivilDay) -> RuleOutcome {
    let usable = usable(tissue)
    var isOpen = usable.isEmpty
    for specimen in usable {
      if specimen.keeps, specimen.availableOn ?? day <= day { return .met }
      guard let from = specimen.availableOn, from <= day else {
        isOpen = true
        continue
      }
      if day < from.adding(days: days) { return .met }
    }
    return isOpen ? .unknown : .notMet
  }

  private func amountWords(_ tissue: [Specimen]) -> String {
    list(tissue) { $0.milligrams.map { "\($0) mg" } ?? "amount not recorded" }
  }

  private func timingWords(_ tissue: [Specimen]) -> String {
    list(tissue) { $0.treatment == .unknown ? "timing not recorded" : "\($0.treatment) treatment" }
  }

  private func dateWords(_ tissue: [Specimen]) -> String {
    list(tissue) { $0.availableOn.map { "from \($0)" } ?? "day not recorded" }
  }

  private func list(_ tissue: [Specimen], _ words: (Specimen) -> String) -> String {
    let usable = usable(tissue)
    if usable.isEmpty { return "no accepted tissue recorded" }
    return usable.map { "\($0.kind) \(words($0))" }.joined(separator: ", ")
  }
}
