internal import ConsentWorkflow
internal import Domain
internal import ResearchRouting
internal import Storage

extension Registry {
  /// Counts the donors of a selection whose consent permits it.
  /// - Parameter selection: which donors are asked for, on which day, as known at which instant.
  /// - Returns: donors, tumours, and who was lost to consent.
  /// - Throws: ``RegistryError``.
  public func cohortCount(_ selection: CohortSelection) throws -> CohortCount {
    try read { snapshot in
      let question = try CohortQuestion(selection, registry: self, snapshot: snapshot)
      let day = selection.on ?? today
      var count = CohortCount(
        donors: 0, tumours: 0, donorsBeforeConsent: 0, needsReview: 0, lost: [])
      var lost: [String: Int] = [:]
      func take(_ donor: StoredDonor, states: () throws -> PackedStates) throws {
        if let knownAt = selection.knownAt, donor.registeredAt > knownAt { return }
        let (verdict, tumours) = question.judge(donor, on: day)
        guard verdict == .eligible else {
          if verdict == .needsReview { count.needsReview += 1 }
          return
        }
        count.donorsBeforeConsent += 1
        let states = try states()
        if let scope = question.needed.first(where: { !states[$0].permits }) {
          lost["\(scope.name) \(states[scope].name)", default: 0] += 1
        } else {
          count.donors += 1
          count.tumours += tumours.count
        }
      }
      if let knownAt = selection.knownAt {
        try forEachPerson(knownAt: knownAt, on: day, in: snapshot, take)
      } else {
        try snapshot.forEachDonor(on: day) { donor, states in try take(donor) { states } }
      }
      count.lost = lost.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { CohortCount.Loss(reason: $0.key, donors: $0.value) }
      return count
    }
  }
}
