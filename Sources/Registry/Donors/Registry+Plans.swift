public import Domain
internal import HashedIdentifiers
internal import Storage

/// What a change to a planned procedure led to.
public struct PlanChange: Sendable {
  /// The donor's code.
  public var donor: String
  /// The procedures that are planned now, by day.
  public var procedures: [PlannedProcedure]
}

extension Registry {
  /// Strikes out a procedure that is planned, or moves it to another day.
  /// - Parameters:
  ///   - code: the donor's code.
  ///   - plan: the plan as it stands.
  ///   - day: the day that it is moved to; nil strikes it out.
  ///   - request: operation id and whether to roll back.
  /// - Returns: what is planned now.
  /// - Throws: ``RegistryError``, where nothing of the kind is planned for that day.
  public func replan(
    _ code: String, _ plan: PlannedProcedure, to day: CivilDay?, _ request: ChangeRequest
  ) throws -> PlanChange {
    try commit(request, repeated: repeatedPlanChange) { change in
      let donor = try known(code, in: change.snapshot)
      let plans = donor.record.procedures
      guard plans.contains(plan) else {
        throw RegistryError(
          .notFound, "no \(plan.kind) is planned for \(plan.plannedOn)",
          at: [.init("donor", DonorCode.text(donor.code))],
          fix: plans.isEmpty
            ? "nothing is planned; report it with: tissuectl donor register"
            : "planned are: "
              + plans.map { "\($0.kind) on \($0.plannedOn)" }.joined(separator: ", "))
      }
      if let day, day < today {
        throw RegistryError(
          .usage, "\(day) is over", at: [.init("option", "--to")],
          fix: "write a day from \(today) on, or --cancelled")
      }
      // What a report names of a kind takes the place of everything of that kind.
      let moved = day.map { day in
        plans.filter { $0.kind == plan.kind && $0 != plan }
          + [PlannedProcedure(kind: plan.kind, plannedOn: day)]
      }
      try strike([plan], of: donor.code, planning: moved ?? [], change)
      return try planChange(donor.code, in: change.snapshot)
    }
  }

  /// Takes plans out of what each code of a person has brought; those that are not there are none.
  /// - Parameters:
  ///   - plans: the plans given up.
  ///   - person: the code that stands for the person.
  ///   - procedures: the plans that take their place, recorded under the first code that had one.
  ///   - change: the transaction.
  /// - Throws: ``RegistryError``.
  func strike(
    _ plans: [PlannedProcedure], of person: Int64, planning procedures: [PlannedProcedure] = [],
    _ change: Change
  ) throws {
    guard !plans.isEmpty else { return }
    var additions = DonorAdditions(procedures: procedures)
    for member in try change.snapshot.members(of: person) {
      guard let code = DonorCode(value: member), let own = try change.snapshot.ownDonor(member)
      else { throw StoreError.corrupt(detail: "a person has a code that is not there") }
      additions.struckPlans = plans.filter { own.record.procedures.contains($0) }
      guard !additions.struckPlans.isEmpty else { continue }
      let key = try keys.dataKey(of: code, in: change.snapshot)
      try change.append(.donorExtended(additions, DonorTokens()), about: code, key: key)
      additions.procedures = []
    }
  }

  private func repeatedPlanChange(_ first: StoredEvent, _ snapshot: Snapshot) throws -> PlanChange?
  {
    guard first.kind == "donor_extended", let donor = first.subject else { return nil }
    return try planChange(try snapshot.survivor(of: donor), in: snapshot)
  }

  private func planChange(_ donor: Int64, in snapshot: Snapshot) throws -> PlanChange {
    guard let stored = try snapshot.donor(donor) else {
      throw StoreError.corrupt(detail: "a donor is not where it was put")
    }
    return PlanChange(
      donor: DonorCode.text(stored.code), procedures: stored.record.procedures)
  }
}
