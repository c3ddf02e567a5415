internal import Cohorts
internal import Storage

/// A cohort generalised so that it protects its donors, beside what its recipient holds already.
struct ProtectedCohort {
  let cohort: AnonymizedCohort
  /// The class of each released member.
  let classes: [UInt32]
  /// What stays behind because of earlier releases.
  let repair: JointClasses.Repair

  /// Generalises, and leaves out who would stand out against the earlier releases.
  /// - Throws: `CohortRefusal`.
  init(
    _ members: Cohort, recipient: String?, policy: ReleasePolicy, in snapshot: Snapshot
  ) throws {
    let wanted = try CohortAnonymizer.anonymize(members, policy: policy)
    let numbers = wanted.equivalenceClasses()
    let held = try Self.held(by: recipient, in: snapshot)
    repair = held.repair(
      persons: wanted.released.map { members.donors[$0] }, classes: numbers, k: policy.k)
    cohort = wanted.leavingOut(repair.leftOut)
    let kept = repair.leftOut
    classes = numbers.indices.filter { !kept.contains($0) }.map { numbers[$0] }
    guard cohort.released.count >= policy.k else {
      throw CohortRefusal.isolating(
        cells: repair.smallCells, smallest: repair.smallest, remaining: cohort.released.count,
        k: policy.k)
    }
  }

  /// Every release that a recipient holds, delivered or not.
  private static func held(
    by recipient: String?, in snapshot: Snapshot
  ) throws -> JointClasses {
    var held = JointClasses()
    guard let key = recipient.map(Recipient.key) else { return held }
    for release in try snapshot.releases() where Recipient.key(release.release.recipient) == key {
      held.add(try snapshot.classes(ofRelease: release.sequence))
    }
    return held
  }
}
