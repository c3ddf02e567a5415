internal import Domain
internal import ResearchRouting
internal import Storage

extension Registry {
  /// Counts the donors of a selection whose consent permits it.
  /// - Parameter selection: which donors are asked for, on which day, as known at which instant.
  /// - Returns: donors, tumours, and who was lost to consent.
  /// - Throws: ``RegistryError``.
  public func cohortCount(_ selection: CohortSelection) throws -> CohortCount {
    try read(.releases) { snapshot in
      let question = try CohortQuestion(selection, registry: self, snapshot: snapshot)
      let day = selection.on ?? today
      var purposeGate = PurposeGate(question.programme, forms: try formCatalogue(snapshot))
      var count = CohortCount(
        donors: 0, tumours: 0, donorsBeforeConsent: 0, needsReview: 0, lost: [])
      var lost: [String: Int] = [:]
      func take(
        _ judgement: CohortQuestion.Judgement, _ states: () throws -> PackedStates,
        _ loss: (ScopeSet) throws -> String?
      ) throws {
        guard judgement.verdict == .eligible else {
          if judgement.verdict == .needsReview { count.needsReview += 1 }
          return
        }
        count.donorsBeforeConsent += 1
        let states = try states()
        if let scope = question.needed.first(where: { !states[$0].permits }) {
          lost["\(scope.name) \(states[scope].name)", default: 0] += 1
        } else if let reason = try loss(states.permitted) {
          lost[reason, default: 0] += 1
        } else {
          count.donors += 1
          count.tumours += judgement.fitting
        }
      }
      if let knownAt = selection.knownAt {
        let reader = try snapshot.consentReader()
        try forEachDonor(on: day, knownAt: knownAt, in: snapshot) { donor, states in
          let (verdict, tumours) = question.judge(donor, on: day)
          try take(
            CohortQuestion.Judgement(verdict, fitting: tumours.count, first: tumours.first), states
          ) { permitted in
            try purposeGate?.loss(
              permitted: permitted,
              events: reader.events(of: donor.code).filter { $0.recordedAt <= knownAt })
          }
        }
      } else {
        var history = try snapshot.consentCursor()
        try snapshot.forEachPackedDonor(
          on: day, permitting: [], withFacility: question.asksFacility
        ) { donor in
          let states = donor.states
          let code = donor.code
          try take(try question.judge(donor, on: day, in: snapshot), { states }) {
            try purposeGate?.loss(permitted: $0, of: code, &history)
          }
        }
      }
      count.lost = lost.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { CohortCount.Loss(reason: $0.key, donors: $0.value) }
      return count
    }
  }
}
