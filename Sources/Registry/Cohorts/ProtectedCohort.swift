internal import Cohorts
internal import Storage

/// A cohort generalised so that it protects its donors, beside what its recipient holds already.
struct ProtectedCohort {
  let cohort: AnonymizedCohort
  /// The class of each released member.
  let classes: [UInt32]
  /// Who stays behind because of earlier releases.
  let withheld: Withheld

  /// Donors who stay behind because earlier releases would tell them apart.
  struct Withheld {
    /// How many.
    var donors = 0
    /// Groups that could be told apart without that.
    var groups = 0
    /// Donors of the smallest of them.
    var smallest = 0
  }

  /// Generalises, and leaves out who would stand out against the earlier releases.
  /// - Throws: `CohortRefusal`.
  init(
    _ members: Cohort, recipient: String?, policy: ReleasePolicy, in snapshot: Snapshot
  ) throws {
    let held = try snapshot.jointClasses(
      heldWith: recipient, sensitive: policy.l > 1 ? policy.sensitive.count : 0)
    let cells = held.cells(of: members.donors)
    let wanted: AnonymizedCohort
    do {
      wanted = try CohortAnonymizer.anonymize(
        members, policy: policy, earlier: cells, workers: .ofMachine)
    } catch CohortRefusal.unprotectable where !cells.isEmpty {
      // Leaving donors out can do what no generalisation does.
      wanted = try CohortAnonymizer.anonymize(members, policy: policy, workers: .ofMachine)
    }
    let numbers = wanted.equivalenceClasses()
    let repair = held.repair(
      members: wanted.released.map { members.donors[$0] }, classes: numbers,
      traits: policy.l > 1 && held.releaseCount > 0 ? wanted.values(of: policy.sensitive) : [],
      rule: policy.jointRule)
    cohort = wanted.leavingOut(repair.leftOut)
    let left = repair.leftOut
    classes = numbers.indices.filter { !left.contains($0) }.map { numbers[$0] }
    guard cohort.released.count >= policy.k else {
      throw CohortRefusal.isolating(
        cells: repair.smallCells, smallest: repair.smallest, remaining: cohort.released.count,
        k: policy.k)
    }
    // Who stays behind takes values along, so that what held for all need not hold for the rest.
    if !left.isEmpty, let failure = try cohort.violations(of: policy).first {
      throw CohortRefusal.unmet("\(failure), without those who stay behind")
    }
    withheld = Withheld(
      donors: wanted.apart.reduce(repair.leftOut.count, +),
      groups: wanted.apart.count + repair.smallCells,
      smallest: min(wanted.apart.min() ?? .max, repair.smallCells > 0 ? repair.smallest : .max))
  }
}

extension ProtectedCohort {
  /// The released donors, in the order of their codes.
  /// - Parameter members: the cohort that was generalised, whose donors come in that order.
  /// - Returns: one for each released member.
  func items(of members: Cohort) -> [SealedRelease.Item] {
    var classOf = [UInt32](repeating: 0, count: members.count)
    var isReleased = [Bool](repeating: false, count: members.count)
    for (member, number) in zip(cohort.released, classes) {
      classOf[member] = number
      isReleased[member] = true
    }
    var items: [SealedRelease.Item] = []
    items.reserveCapacity(cohort.released.count)
    for member in members.donors.indices where isReleased[member] {
      items.append(
        SealedRelease.Item(
          donor: members.donors[member], pseudonym: members.pseudonyms[member],
          equivalenceClass: classOf[member]))
    }
    return items
  }
}

extension Snapshot {
  /// Every release that can meet those of a recipient in one pair of hands, delivered or not.
  /// - Parameters:
  ///   - recipient: the recipient; nil holds nothing.
  ///   - columns: number of sensitive columns whose values count; 0 spares the reading of any.
  /// - Returns: the releases, held against each other.
  /// - Throws: ``StoreError``.
  func jointClasses(heldWith recipient: String?, sensitive columns: Int = 0) throws -> JointClasses
  {
    guard let recipient else { return JointClasses() }
    return try jointClasses(
      heldBy: try audience().meeting(Recipient.key(recipient)), sensitive: columns)
  }

  /// Every release to some recipients.
  func jointClasses(heldBy recipients: Set<String>, sensitive columns: Int) throws -> JointClasses {
    var held = JointClasses()
    for release in try releases()
    where recipients.contains(Recipient.key(release.release.recipient)) {
      let sensitive = columns > 0 ? try self.sensitive(ofRelease: release.sequence) : [:]
      held.add(
        try classes(ofRelease: release.sequence).map { ($0.person, $0.equivalenceClass) },
        piercedClasses: try piercedClasses(ofRelease: release.sequence),
        sensitive: sensitive.mapValues(SensitiveValues.read))
    }
    return held
  }

  /// Who hands on to whom.
  func audience() throws -> Audience {
    Audience(shares: try shares().map { ($0.giver, $0.taker) })
  }
}

/// The values of several sensitive columns in one text.
enum SensitiveValues {
  private static let separator: Character = "\u{1F}"

  static func text(_ values: [String]) -> String { values.joined(separator: String(separator)) }

  static func read(_ text: String) -> [String] {
    text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}

extension ReleaseSummary.Level {
  init(_ level: AnonymizedCohort.Level) {
    self.init(
      column: level.column, level: level.level, lowest: level.lowest, highest: level.highest,
      loss: level.loss)
  }
}
