internal import Domain
internal import Registry

extension Record {
  /// What a change to a programme led to.
  init(_ change: ProgrammeChange) {
    self = [
      "programme": .text(change.programme), "version": .integer(change.version),
      "state": .text(change.state), "sequence": .sequence(change.sequence),
    ]
  }

  /// One programme over all donors.
  init(_ line: RouteLine) {
    self = [
      "programme": .text(line.programme), "state": .text(line.state),
      "eligible": .integer(line.eligible), "needs_review": .integer(line.needsReview),
      "ineligible": .integer(line.ineligible),
    ]
  }

  /// One donor for one programme.
  init(_ explanation: RouteExplanation) {
    self = [
      "donor": .text(explanation.donor), "programme": .text(explanation.programme),
      "version": .integer(explanation.version), "on": .day(explanation.on),
      "verdict": .text(explanation.verdict), "tumour": .integer(explanation.tumour),
      "reasons": .records(
        explanation.reasons.map {
          [
            "rule": .text($0.rule), "outcome": .text($0.outcome), "found": .text($0.found),
            "needed": .text($0.needed),
          ]
        }),
      "documents": .records(
        explanation.documents.map {
          [
            "scope": .text($0.scope), "state": .text($0.state), "form": .text($0.form),
            "event": .sequence($0.event), "signed_on": .day($0.signedOn),
            "evidence": .text($0.evidence),
          ]
        }),
    ]
  }

  /// Where a programme loses its donors.
  init(_ losses: RouteLosses) {
    self = [
      "programme": .text(losses.programme), "donors": .integer(losses.donors),
      "eligible": .integer(losses.eligible), "needs_review": .integer(losses.needsReview),
      "ineligible": .integer(losses.ineligible), "best_gain": .text(losses.bestGain),
      "rules": .records(
        losses.rules.map {
          [
            "rule": .text($0.rule), "needed": .text($0.needed), "lost": .integer($0.lost),
            "lost_only_here": .integer($0.lostOnlyHere), "unknown": .integer($0.unknown),
            "would_gain": .integer($0.wouldGain),
          ]
        }),
    ]
  }

  /// Where tissue would go best.
  init(_ plan: AllocationPlan) {
    self = [
      "donors": .integer(plan.donors), "placed": .integer(plan.placed),
      "optimal": .flag(plan.isOptimal), "proposed": .integer(plan.proposed),
      "kept": .integer(plan.kept), "taken_back": .integer(plan.takenBack),
      "programmes": .records(
        plan.programmes.map {
          [
            "programme": .text($0.programme), "places": .integer($0.places),
            "accepted": .integer($0.accepted), "placed": .integer($0.placed),
            "price": .integer($0.price),
          ]
        }),
      "reasons": .records(
        plan.reasons.map { ["programme": .text($0.programme), "reason": .text($0.reason)] }),
      "placements": .records(
        plan.placements.map {
          ["donor": .text($0.donor), "programmes": .texts($0.programmes)]
        }),
    ]
  }

  /// The plan as far as it concerns one donor, who comes first.
  /// - Parameters:
  ///   - plan: the plan.
  ///   - code: the donor's code as the registry writes it.
  init(_ plan: AllocationPlan, explaining code: String) {
    let whole = Record(plan)
    let placed = plan.placements.first { $0.donor == code }?.programmes ?? []
    self = [
      "donor": .text(code), "placed_in": .texts(placed),
      "reasons": .records(
        plan.reasons.map { ["programme": .text($0.programme), "reason": .text($0.reason)] }),
    ]
    for field in whole.fields where !["reasons", "placements"].contains(field.name) {
      append(field.name == "donors" ? "donors_in_plan" : field.name, field.value)
    }
  }

  /// What a new version of a programme would change.
  init(_ comparison: ProgrammeComparison) {
    func standing(_ standing: ProgrammeComparison.Standing, _ name: String) -> Record {
      [
        "of": .text(name), "version": .integer(standing.version),
        "eligible": .integer(standing.eligible), "needs_review": .integer(standing.needsReview),
        "ineligible": .integer(standing.ineligible),
      ]
    }
    self = [
      "programme": .text(comparison.programme), "lost": .integer(comparison.lost),
      "gained": .integer(comparison.gained),
      "donors": .records([
        standing(comparison.old, "published"), standing(comparison.new, "document"),
      ]),
      "differences": .records(
        comparison.differences.map {
          ["field": .text($0.field), "old": .text($0.old), "new": .text($0.new)]
        }),
    ]
  }

  /// A planned procedure that an open programme could use.
  init(_ line: CollectionLine) {
    self = [
      "facility": .text(line.facility), "planned_on": .day(line.plannedOn),
      "days": .integer(line.days), "procedure": .text(line.procedure),
      "donor": .text(line.donor), "programmes": .texts(line.programmes),
      "prepare": .texts(line.prepare), "window_days": .integer(line.windowDays),
    ]
  }

  /// An offer of a donor's tissue.
  init(_ line: OfferLine) {
    self = [
      "offer": .sequence(line.offer), "donor": .text(line.donor),
      "facility": .text(line.facility), "programme": .text(line.programme),
      "state": .text(line.state.name), "until": .day(line.until),
      "because": .text(line.because?.name), "proposed_at": .instant(line.proposedAt),
      "changed_at": .instant(line.changedAt),
      "released_at": line.releasedAt.map { .instant($0) } ?? .none,
    ]
  }

  /// One contradiction among the results of a biomarker, or between reports of a stage.
  init(_ line: QualityLine) {
    self = [
      "donor": .text(line.donor), "tumour": .integer(line.tumour),
      "biomarker": .text(line.field), "found": .text(line.found),
      "specimens": .text(line.specimens),
    ]
  }
}
