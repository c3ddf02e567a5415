internal import Domain
internal import HashedIdentifiers
internal import ResearchRouting
internal import Storage

/// An allocation that was solved, before anything of it is recorded.
struct PlannedAllocation {
  /// A portion that goes to a programme and is not offered yet.
  struct Proposal {
    var donor: Int64
    var programme: ResearchProgramme
    var tissue: [Specimen]
    var lastUse: CivilDay?
  }

  let day: CivilDay
  private let screened: Registry.Screened
  private let book: OfferBook
  private let problem: AllocationProblem
  private let allocation: Allocation
  private(set) var proposals: [Proposal] = []
  private(set) var takenBack: [StoredOffer]

  private var programmes: [CompiledProgramme] { screened.rules.programmes }

  /// Solves what the offers that were taken up leave.
  init(
    _ screened: Registry.Screened, offers: [StoredOffer], portions: Int, on day: CivilDay
  ) throws {
    let programmes = screened.rules.programmes.map(\.programme)
    let book = OfferBook(offers, programmes: programmes.map(\.id), on: day)
    let policy = AllocationPolicy()
    var problem = AllocationProblem(
      programmes: programmes.indices.map { place in
        let taken = book.accepted[place]
        return policy.programme(
          quota: programmes[place].quota ?? screened.verdicts[place].eligible + taken, taken: taken)
      })
    for donor in screened.donors.indices {
      let entry = book[screened.donors[donor]]
      let options = programmes.indices.filter {
        screened.verdicts[$0][donor] == .eligible && !entry.declined.contains($0)
      }
      try problem.addDonor(
        portions: portions - entry.heldElsewhere,
        options: options.map { place in
          AllocationProblem.Option(
            programme: place,
            cost: policy.cost(
              programmes[place], tissue: screened.columns.tissue(of: donor), on: day,
              isStanding: entry.standing[place] != nil))
        }, holding: Set(entry.held.keys))
    }
    self.screened = screened
    self.book = book
    self.problem = problem
    self.day = day
    allocation = problem.solved()
    takenBack = book.stray
    compare()
  }

  /// What the plan adds to the proposals that stand, and what it takes back.
  private mutating func compare() {
    var standing = book.entries.mapValues(\.standing)
    for (donor, placed) in allocation.placements.enumerated() where !placed.isEmpty {
      let code = screened.donors[donor]
      for place in placed where standing[code]?.removeValue(forKey: place) == nil {
        let tissue = screened.columns.tissue(of: donor)
        proposals.append(
          Proposal(
            donor: code, programme: programmes[place].programme, tissue: tissue,
            lastUse: programmes[place].lastUse(of: tissue, on: day)))
      }
    }
    takenBack += standing.values.flatMap(\.values)
    takenBack.sort { $0.sequence < $1.sequence }
  }

  /// The answer, with the reasons of one donor.
  func plan(explaining explained: Int64?) -> AllocationPlan {
    var placed = [Int](repeating: 0, count: programmes.count)
    var placements: [AllocationPlan.Placement] = []
    for (donor, chosen) in allocation.placements.enumerated() where !chosen.isEmpty {
      for place in chosen { placed[place] += 1 }
      placements.append(
        AllocationPlan.Placement(
          donor: DonorCode.text(screened.donors[donor]),
          programmes: chosen.map { programmes[$0].programme.id }))
    }
    return AllocationPlan(
      donors: screened.donors.indices.count {
        !problem.options(of: $0).isEmpty && problem.portions[$0] > 0
      },
      placed: allocation.placed,
      isOptimal: AllocationCertificate(allocation, of: problem).isOptimal,
      proposed: proposals.count, kept: allocation.placed - proposals.count,
      takenBack: takenBack.count,
      programmes: programmes.indices.map {
        AllocationPlan.Programme(
          programme: programmes[$0].programme.id, places: programmes[$0].programme.quota,
          accepted: book.accepted[$0], placed: placed[$0], price: max(0, allocation.prices[$0]))
      }, placements: placements,
      reasons: explained.flatMap { screened.donors.firstIndex(of: $0) }.map(reasons) ?? [],
      explained: explained.map { DonorCode.text($0) })
  }

  private func reasons(_ donor: Int) -> [AllocationPlan.Reason] {
    let entry = book[screened.donors[donor]]
    return zip(programmes.indices, allocation.reasons(for: donor, in: problem)).map {
      place, reason in
      let words =
        if let offer = entry.held[place] {
          "has a portion: offer \(offer) was taken up"
        } else if entry.declined.contains(place) {
          "declined the donor before"
        } else if reason == .noOption, screened.verdicts[place][donor] == .needsReview {
          "needs review: a person has to look first"
        } else {
          reason.words
        }
      return AllocationPlan.Reason(programme: programmes[place].programme.id, reason: words)
    }
  }
}
