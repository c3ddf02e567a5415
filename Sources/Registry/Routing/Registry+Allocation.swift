public import Domain
internal import HashedIdentifiers
internal import ResearchRouting
internal import Storage

/// The answer to `route allocate`: where tissue would go best.
///
/// A plan; nothing is recorded.
public struct AllocationPlan: Sendable {
  /// One programme of the plan.
  public struct Programme: Sendable {
    /// Id of the programme.
    public var programme: String
    /// Its places; nil without limit.
    public var places: Int?
    /// Portions that it gets.
    public var placed: Int
    /// What one more place would be worth.
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

  /// Donors who are eligible for at least one open programme.
  public var donors: Int
  /// Portions placed.
  public var placed: Int
  /// Whether the prices prove that no plan is better.
  public var isOptimal: Bool
  /// The programmes, by id.
  public var programmes: [Programme]
  /// The donors whose tissue is placed, by code.
  public var placements: [Placement]
  /// The reasons for the donor asked about.
  public var reasons: [Reason]
}

extension Registry {
  /// Plans which programmes get the tissue of which donors: the best plan there is.
  /// - Parameters:
  ///   - portions: how many programmes each donor's tissue is enough for.
  ///   - explained: code of a donor to be explained programme by programme.
  ///   - day: the day whose consent, approval and tissue count; nil is today.
  /// - Returns: the plan.
  /// - Throws: ``RegistryError``.
  public func allocationPlan(
    portions: Int, explaining explained: String?, on day: CivilDay?
  ) throws -> AllocationPlan {
    try read { snapshot in
      let day = day ?? today
      let wanted = try explained.map { try known($0, in: snapshot).code }
      let screened = try screen(
        try currentProgrammes(in: snapshot).filter(\.state.takesDonors), on: day, in: snapshot)
      let programmes = screened.rules.programmes.map(\.programme)
      let policy = AllocationPolicy()
      var problem = AllocationProblem(
        programmes: zip(programmes, screened.verdicts).map { programme, verdicts in
          policy.programme(quota: programme.quota ?? verdicts.eligible, taken: 0)
        })
      for donor in screened.donors.indices {
        let options = programmes.indices.filter { screened.verdicts[$0][donor] == .eligible }
        try problem.addDonor(
          portions: portions,
          options: options.map {
            AllocationProblem.Option(
              programme: $0,
              cost: policy.cost(
                programmes[$0], tissue: screened.columns.tissue(of: donor), on: day))
          })
      }
      let allocation = problem.solved()
      return AllocationPlan(
        allocation, of: problem, programmes: programmes, donors: screened.donors,
        explained: wanted.flatMap { screened.donors.firstIndex(of: $0) })
    }
  }
}

extension AllocationPlan {
  fileprivate init(
    _ allocation: Allocation, of problem: AllocationProblem, programmes: [ResearchProgramme],
    donors: [Int64], explained: Int?
  ) {
    var placed = [Int](repeating: 0, count: programmes.count)
    var placements: [Placement] = []
    for (donor, chosen) in allocation.placements.enumerated() where !chosen.isEmpty {
      for place in chosen { placed[place] += 1 }
      placements.append(
        Placement(
          donor: DonorCode.text(donors[donor]), programmes: chosen.map { programmes[$0].id }))
    }
    self.init(
      donors: donors.indices.count { !problem.options(of: $0).isEmpty }, placed: allocation.placed,
      isOptimal: AllocationCertificate(allocation, of: problem).isOptimal,
      programmes: programmes.indices.map {
        Programme(
          programme: programmes[$0].id, places: programmes[$0].quota, placed: placed[$0],
          price: allocation.prices[$0])
      }, placements: placements,
      reasons: explained.map { donor in
        zip(programmes, allocation.reasons(for: donor, in: problem)).map {
          Reason(programme: $0.id, reason: $1.words)
        }
      } ?? [])
  }
}
