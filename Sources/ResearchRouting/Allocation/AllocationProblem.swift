/// Scarce tissue to be placed: donors with portions, programmes with places, and what each
/// placement is worth.
public struct AllocationProblem: Sendable {
  /// A programme that tissue can go to.
  public struct Programme: Hashable, Sendable {
    /// Its places, in steps of falling worth; fairness between programmes is such a fall.
    public let tiers: [Tier]

    /// Describes the places of a programme.
    /// - Parameter tiers: its places; steps are used in ascending order of their cost.
    public init(tiers: [Tier]) {
      self.tiers = tiers.filter { $0.places > 0 }.sorted { $0.cost < $1.cost }
    }

    /// A programme whose places are all alike.
    /// - Parameter places: how many it has left.
    public init(places: Int) {
      self.init(tiers: [Tier(places: places, cost: 0)])
    }

    /// All of its places.
    public var places: Int { tiers.reduce(0) { $0 + $1.places } }
  }

  /// Some places of a programme that are equally dear.
  public struct Tier: Hashable, Sendable {
    /// How many.
    public let places: Int
    /// What filling one of them costs beside the placement itself.
    public let cost: Int

    /// Describes places.
    /// - Parameters:
    ///   - places: how many.
    ///   - cost: what filling one of them costs, -1,000,000 to 1,000,000.
    public init(places: Int, cost: Int) {
      self.places = max(0, places)
      self.cost = AllocationProblem.bounded(cost)
    }
  }

  /// One placement that is possible.
  public struct Option: Hashable, Sendable {
    /// The programme's place among ``AllocationProblem/programmes``.
    public let programme: Int
    /// What the placement costs; below zero where it is worth more than leaving the tissue.
    public let cost: Int

    /// Describes a placement.
    /// - Parameters:
    ///   - programme: the programme's place.
    ///   - cost: what it costs, -1,000,000 to 1,000,000.
    public init(programme: Int, cost: Int) {
      self.programme = programme
      self.cost = AllocationProblem.bounded(cost)
    }
  }

  /// The programmes.
  public let programmes: [Programme]
  /// For each donor the first of its options; one more at the end.
  private(set) var starts: [Int] = [0]
  /// The options of all donors, one donor after another, by programme.
  private(set) var options: [Option] = []
  /// For each donor the portions to be placed, each with another programme.
  public private(set) var portions: [Int] = []

  /// The number of donors.
  public var donors: Int { portions.count }

  /// A problem without donors.
  /// - Parameter programmes: the programmes.
  public init(programmes: [Programme]) {
    self.programmes = programmes
  }

  /// Adds a donor; the order of donors decides between placements of equal worth.
  /// - Parameters:
  ///   - portions: how many portions there are, each for another programme.
  ///   - options: the placements that are possible; of two for one programme the cheaper counts.
  /// - Throws: ``AllocationError`` where an option names no programme.
  public mutating func addDonor(
    portions: Int, options: [Option]
  ) throws(AllocationError) {
    let sorted = options.sorted { ($0.programme, $0.cost) < ($1.programme, $1.cost) }
    for (place, option) in sorted.enumerated() {
      guard programmes.indices.contains(option.programme) else {
        throw .unknownProgramme(option.programme, count: programmes.count)
      }
      if place == 0 || sorted[place - 1].programme != option.programme {
        self.options.append(option)
      }
    }
    starts.append(self.options.count)
    self.portions.append(max(0, portions))
  }

  /// The options of a donor, by programme.
  /// - Parameter donor: the donor's place.
  /// - Returns: the options.
  public func options(of donor: Int) -> ArraySlice<Option> {
    options[starts[donor]..<starts[donor + 1]]
  }

  /// Costs stay small enough that no sum of them overflows.
  private static func bounded(_ cost: Int) -> Int { min(max(cost, -1_000_000), 1_000_000) }
}

/// Why a description is no allocation problem.
public enum AllocationError: Error, Hashable, CustomStringConvertible {
  /// An option names a programme that is not there.
  case unknownProgramme(Int, count: Int)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .unknownProgramme(let place, let count):
      "an option names programme \(place), but there are \(count); number programmes from 0"
    }
  }
}
