internal import Domain
internal import Registry

extension Record {
  /// The answer to `donor register`.
  init(_ registration: Registration) {
    self = [
      "donor": .text(registration.donor), "status": .text(registration.status.rawValue),
      "duplicates": .records(
        registration.duplicates.map {
          [
            "donor": .text($0.donor), "score": .decimal($0.score), "agreed": .texts($0.agreed),
          ]
        }),
      "comparison": .text(registration.comparison.rawValue),
      "warnings": .records(registration.warnings.map { Record($0) }),
    ]
  }

  /// A problem with a field.
  init(_ problem: FieldProblem) {
    self = [
      "field": .text(problem.field), "problem": .text(problem.problem), "fix": .text(problem.fix),
    ]
  }

  /// What is planned after a change to a plan.
  init(_ change: PlanChange) {
    self = [
      "donor": .text(change.donor), "procedures": .records(change.procedures.map { Record($0) }),
    ]
  }

  /// A donor as `donor show` and `donor list` show it.
  init(_ summary: DonorSummary) {
    let facts = summary.facts
    self = [
      "donor": .text(summary.donor), "registered_at": .instant(summary.registeredAt),
      "facility": .text(facts.facility), "birth_year": .integer(facts.birthYear),
      "majority_day": .day(facts.majorityDay), "sex": .text(facts.sex.name),
      "country": .text(facts.country), "postcode3": .text(facts.postcode3),
      "interest": .record([
        "source": .text(facts.interest.source.name),
        "expressed_on": .day(facts.interest.expressedOn),
      ]),
      "vital_status": .text(facts.vitalStatus.name), "died_on": .day(facts.diedOn),
      "no_contact": .flag(facts.noContact),
      "diagnoses": .records(facts.tumours.map { Record($0) }),
      "tissue": .records(facts.tissue.map { Record($0) }),
      "procedures": .records(facts.procedures.map { Record($0) }),
      "permitted": .texts(summary.permitted), "consent_events": .integer(summary.consentEvents),
      "releases": .texts(summary.releases), "merged": .texts(summary.merged),
    ]
  }

  /// A tumour, with the keys that registration takes.
  init(_ tumour: TumourRecord) {
    let diagnosis = tumour.diagnosis
    let site = diagnosis.site.description
    let morphology = diagnosis.morphology.description
    self = [
      "site": .text(site), "morphology": .text(morphology),
      "laterality": .text(diagnosis.laterality.name), "diagnosed_on": .day(diagnosis.diagnosedOn),
      "age": .integer(tumour.age), "stage": .text(diagnosis.stage?.description),
      "edition": .text(diagnosis.edition.map { String($0) }),
      "t": .text(diagnosis.t?.description), "n": .text(diagnosis.n?.description),
      "m": .text(diagnosis.m?.description),
      "markers": .records(
        diagnosis.biomarkers.map {
          var marker: Record = [
            "name": .text($0.biomarker.name), "value": .text($0.result.name),
            "on": .day($0.observedOn),
          ]
          if let specimen = $0.specimen { marker.append("specimen", .text("\(specimen)")) }
          return marker.summarised(as: "\($0.biomarker.name) \($0.result.name)")
        }),
    ]
    if !tumour.contradictions.isEmpty {
      append("contradictions", .records(tumour.contradictions.map { Record($0) }))
    }
    summary = "\(site) \(morphology)"
  }

  /// A report of the stage that contradicts another one.
  init(_ staging: Staging) {
    self = [
      "stage": .text(staging.stage?.description),
      "edition": .text(staging.edition.map { String($0) }), "t": .text(staging.t?.description),
      "n": .text(staging.n?.description), "m": .text(staging.m?.description),
    ]
    summary = Staging.Part.allCases.compactMap(staging.words).joined(separator: " ")
  }

  /// Tissue, with the keys that registration takes.
  init(_ specimen: Specimen) {
    self = [
      "kind": .text(specimen.kind.name), "available_on": .day(specimen.availableOn),
      "matched_normal": .flag(specimen.matchedNormal),
      "viability": .text(specimen.viability.name), "mg": .integer(specimen.milligrams),
      "treatment": .text(specimen.treatment.name),
    ]
    summary = specimen.kind.name
  }

  /// A planned procedure, with the keys that registration takes.
  init(_ procedure: PlannedProcedure) {
    self = [
      "kind": .text(procedure.kind.name), "planned_on": .day(procedure.plannedOn),
    ]
    summary = "\(procedure.kind) on \(procedure.plannedOn)"
  }
}
