internal import Domain
internal import Storage

extension Projector {
  /// Applies an event about recipients, terms, approvals and counts.
  func applyGovernance(
    _ payload: EventPayload, sequence: UInt64, recordedAt: Instant
  ) throws {
    switch payload {
    case .policyPublished(let document):
      try projections.add(policy: document, sequence: sequence, recordedAt: recordedAt)
    case .recipientAdded(let name):
      try projections.add(recipient: name, key: Recipient.key(name), sequence: sequence)
    case .recipientShares(let share):
      try projections.add(share: share, sequence: sequence)
    case .releaseGoverned(let release): try projections.add(governed: release)
    case .releaseRequested(let demand):
      try projections.add(demand: demand, sequence: sequence, recordedAt: recordedAt)
    case .releaseDecided(let decision):
      try projections.decide(
        request: decision.request, approved: decision.isApproved, decider: decision.decider,
        sequence: sequence, recordedAt: recordedAt)
    case .releaseDestroyed(let destruction):
      try projections.destroyed(
        release: destruction.release, evidence: destruction.evidence, recordedAt: recordedAt)
    case .countAnswered(let answer):
      try projections.add(count: answer, sequence: sequence, recordedAt: recordedAt)
    default: break
    }
  }
}
