internal import Domain
internal import HashedIdentifiers
internal import ResearchRouting
internal import Storage

extension Registry {
  /// Plans which programmes get the tissue of which donors, the best plan there is, and records
  /// nothing.
  ///
  /// Offers that were taken up stand whatever the plan, and take their places and portions.
  /// - Parameter request: what is asked for.
  /// - Returns: the plan.
  /// - Throws: ``RegistryError``.
  public func allocationPlan(_ request: AllocationRequest) throws -> AllocationPlan {
    try read { snapshot in
      let planned = try self.planned(request, on: request.on ?? today, in: snapshot)
      return planned.plan(
        explaining: try request.explained.map { try known($0, in: snapshot).code })
    }
  }

  /// Plans, and offers the tissue accordingly: what is new is proposed, proposals of earlier that
  /// the plan does not have are taken back.
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - change: operation id and whether to roll back.
  /// - Returns: the plan.
  /// - Throws: ``RegistryError``.
  public func allocate(
    _ request: AllocationRequest, _ change: ChangeRequest
  ) throws -> AllocationPlan {
    if change.dryRun { return try allocationPlan(request) }
    if let asked = request.on, asked != today {
      throw RegistryError(
        .usage, "tissue is offered by the consent of today, \(today), and of no other day",
        at: [.init("option", "--on")], fix: "add --dry-run to see the plan of that day")
    }
    return try commit(
      change,
      repeated: { first, snapshot in
        guard first.kind.hasPrefix("offer_") else { return nil }
        return try self.planned(request, on: self.today, in: snapshot).plan(explaining: nil)
      },
      { change in
        let planned = try planned(request, on: change.recordedAt.day, in: change.snapshot)
        for offer in planned.takenBack { try change.move(offer, to: .cancelled, because: .plan) }
        for proposal in planned.proposals {
          try propose(proposal, request, on: planned.day, change)
        }
        return planned.plan(
          explaining: try request.explained.map { try known($0, in: change.snapshot).code })
      })
  }

  private func planned(
    _ request: AllocationRequest, on day: CivilDay, in snapshot: Snapshot
  ) throws -> PlannedAllocation {
    try PlannedAllocation(
      try screen(
        try currentProgrammes(in: snapshot).filter(\.state.takesDonors), on: day, in: snapshot),
      offers: try snapshot.offers(), portions: request.portions, on: day)
  }

  /// Offers a portion until whatever ends first: the time to answer, the consent, the approval, the
  /// time in which the tissue can be used.
  private func propose(
    _ proposal: PlannedAllocation.Proposal, _ request: AllocationRequest, on day: CivilDay,
    _ change: Change
  ) throws {
    guard let code = DonorCode(value: proposal.donor) else {
      throw StoreError.corrupt(detail: "a donor's code is not readable")
    }
    let permitted = try change.snapshot.lastPermission(
      of: proposal.programme.requiredScopes, by: proposal.donor, from: day)
    let ends = [proposal.programme.approval?.until, proposal.lastUse].compactMap(\.self)
    let until = ends.reduce(min(day.adding(days: request.days), permitted), min)
    try change.append(
      .offerProposed(OfferProposal(programme: proposal.programme.id, until: until)),
      about: code, key: try change.dataKey(of: code))
  }
}
