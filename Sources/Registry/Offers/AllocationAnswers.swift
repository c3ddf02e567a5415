public import Domain

/// The answer to `route allocate`: where tissue goes best.
public struct AllocationPlan: Sendable {
  /// One programme of the plan.
  public struct Programme: Sendable {
    /// Id of the programme.
    public var programme: String
    /// The donors that it takes at most; nil without limit.
    public var places: Int?
    /// Offers that it took up: reserved, or handed over.
    public var accepted: Int
    /// Portions that the plan gives it beside those.
    public var placed: Int
    /// What one more place would be worth; 0 where nobody waits for one.
    public var price: Int
  }

  /// One donor of the plan.
  public struct Placement: Sendable {
    /// The donor's code.
    public var donor: String
    /// Ids of the programmes that a portion goes to.
    public var programmes: [String]
  }

  /// Why a programme does or does not get a portion of the donor asked about.
  public struct Reason: Sendable {
    /// Id of the programme.
    public var programme: String
    /// The reason in words.
    public var reason: String
  }

  /// Donors who are eligible for at least one open programme and have a portion left.
  public var donors: Int
  /// Portions placed beside the offers that were taken up.
  public var placed: Int
  /// Whether the prices prove that no plan is better that leaves those offers as they are.
  public var isOptimal: Bool
  /// Proposals that the plan adds.
  public var proposed: Int
  /// Proposals of earlier that stand.
  public var kept: Int
  /// Proposals of earlier that the plan takes back.
  public var takenBack: Int
  /// The programmes, by id.
  public var programmes: [Programme]
  /// The donors whose tissue is placed, by code.
  public var placements: [Placement]
  /// The reasons for the donor asked about.
  public var reasons: [Reason]
  /// The code of the donor asked about.
  public var explained: String?
}

/// What an allocation is asked for.
public struct AllocationRequest: Sendable {
  /// How many programmes each donor's tissue is enough for.
  public var portions: Int
  /// Code of a donor to be explained programme by programme.
  public var explained: String?
  /// How many days a programme has to take an offer up and fetch the tissue.
  public var days: Int
  /// The day whose consent, approval and tissue count; nil is today, and alone is recorded.
  public var on: CivilDay?

  /// Describes an allocation.
  /// - Parameters:
  ///   - portions: how many programmes each donor's tissue is enough for.
  ///   - explained: code of a donor to be explained.
  ///   - days: how many days a programme has to take an offer up and fetch the tissue.
  ///   - day: the day that counts.
  public init(
    portions: Int = 1, explaining explained: String? = nil, days: Int = 28, on day: CivilDay? = nil
  ) {
    self.portions = portions
    self.explained = explained
    self.days = days
    on = day
  }
}
