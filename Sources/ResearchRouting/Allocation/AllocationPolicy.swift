public import Domain

/// How much a placement is worth, and how far programmes share alike.
public struct AllocationPolicy: Hashable, Sendable {
  /// What any placement is worth.
  public var placement: Int
  /// What each point of a programme's priority, 0 to 100, adds.
  public var priority: Int
  /// What tissue in the state that the programme prefers adds.
  public var preferred: Int
  /// What a placement adds that was proposed before, so that plans do not change without a reason.
  public var standing: Int
  /// What each further tenth of its places costs a programme, so that equals fill up alike.
  public var fairness: Int

  /// The weights of the registry: a point of priority outweighs everything below it.
  /// - Parameters:
  ///   - placement: what any placement is worth.
  ///   - priority: what each point of a programme's priority adds.
  ///   - preferred: what preferred tissue adds.
  ///   - standing: what a placement adds that was proposed before.
  ///   - fairness: what each further tenth of its places costs a programme.
  public init(
    placement: Int = 10_000, priority: Int = 1_000, preferred: Int = 400, standing: Int = 50,
    fairness: Int = 40
  ) {
    self.placement = placement
    self.priority = priority
    self.preferred = preferred
    self.standing = standing
    self.fairness = fairness
  }

  /// The cost of a placement.
  /// - Parameters:
  ///   - programme: the programme.
  ///   - tissue: the donor's tissue.
  ///   - day: the day; tissue that comes later does not count as preferred.
  ///   - isStanding: whether it was proposed before.
  /// - Returns: the cost, below zero.
  public func cost(
    _ programme: ResearchProgramme, tissue: [Specimen], on day: CivilDay, isStanding: Bool = false
  ) -> Int {
    let hasPreferred = tissue.contains { specimen in
      specimen.kind == programme.tissue.preferred && specimen.availableOn.map { $0 <= day } ?? true
    }
    return
      -(placement + priority * programme.priority + (hasPreferred ? preferred : 0)
      + (isStanding ? standing : 0))
  }

  /// The places that a programme has left, in ten steps of falling worth.
  ///
  /// Places that are taken, by accepted offers, are the cheapest ones: a programme that has much
  /// already stands behind one that has little.
  /// - Parameters:
  ///   - quota: how many donors it takes in all.
  ///   - taken: how many it has.
  /// - Returns: the programme of the allocation problem.
  public func programme(quota: Int, taken: Int) -> AllocationProblem.Programme {
    let steps = 10
    return AllocationProblem.Programme(
      tiers: (0..<steps).map { step in
        let begin = max(taken, quota * step / steps)
        return AllocationProblem.Tier(
          places: quota * (step + 1) / steps - begin, cost: fairness * step)
      })
  }
}
