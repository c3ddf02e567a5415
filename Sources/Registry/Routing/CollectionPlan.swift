public import Domain
internal import HashedIdentifiers
internal import ResearchRouting
internal import Storage

/// One line of `route due`: a procedure that is planned, and what has to be ready for it.
public struct CollectionLine: Sendable {
  /// The site that registered the donor.
  public var facility: String?
  /// The day of the procedure.
  public var plannedOn: CivilDay
  /// Days until then.
  public var days: Int
  /// Name of the procedure.
  public var procedure: String
  /// The donor's code.
  public var donor: String
  /// Ids of the open programmes that could use the tissue.
  public var programmes: [String]
  /// What has to be ready, for example `viable tissue container`.
  public var prepare: [String]
  /// Within how many days the first programme needs the tissue; nil where none says.
  public var windowDays: Int?
}

extension Registry {
  /// The donors with a procedure ahead whose tissue an open programme could use, with what has to be
  /// prepared: living tissue cannot be asked for afterwards.
  ///
  /// Everything but the tissue itself is judged on the day of the procedure: consent and approval
  /// have to hold on it still.
  /// - Parameters:
  ///   - days: how far to look ahead.
  ///   - facility: only donors of this site.
  ///   - day: the first day; nil is today.
  /// - Returns: the procedures by facility and day.
  /// - Throws: ``RegistryError``.
  public func collectionsDue(
    within days: Int, facility: String? = nil, on day: CivilDay? = nil
  ) throws -> [CollectionLine] {
    try read { snapshot in
      let first = day ?? today
      let last = first.adding(days: days)
      let programmes = try currentProgrammes(in: snapshot).filter(\.state.takesDonors)
      let placed = try accepted(by: programmes, on: first, in: snapshot)
      var rules = try RoutingRules(programmes, snapshot: snapshot)
      var lines: [CollectionLine] = []
      for code in try snapshot.donors(plannedFrom: first) {
        guard let donor = try snapshot.donor(code), donor.record.vitalStatus == .alive,
          facility == nil || donor.record.facility == facility
        else { continue }
        let signed = try snapshot.signedForms().forms(of: code)
        let facts = TumourFacts.all(of: donor.record)
        for procedure in donor.record.procedures
        where procedure.plannedOn >= first && procedure.plannedOn <= last {
          let states = try snapshot.states(of: code, on: procedure.plannedOn)
          let purpose = try rules.purpose(permitted: states.permitted, signed: signed)
          let fitting = zip(rules.programmes, placed).filter { compiled, placed in
            compiled.collects(on: procedure)
              && compiled.collectionVerdict(
                donor: donor.record, facts: facts, states: states, on: procedure.plannedOn,
                placed: placed, purpose: purpose) == .eligible
          }.map(\.0)
          guard !fitting.isEmpty else { continue }
          lines.append(
            CollectionLine(
              facility: donor.record.facility, plannedOn: procedure.plannedOn,
              days: Int(procedure.plannedOn.daysSinceEpoch - first.daysSinceEpoch),
              procedure: procedure.kind.name, donor: DonorCode.text(code),
              programmes: fitting.map(\.programme.id),
              prepare: Preparation.all(for: fitting, at: procedure).map(\.words),
              windowDays: fitting.compactMap(\.programme.tissue.windowDays).min()))
        }
      }
      return lines.sorted {
        ($0.facility ?? "", $0.plannedOn, $0.donor, $0.procedure)
          < ($1.facility ?? "", $1.plannedOn, $1.donor, $1.procedure)
      }
    }
  }
}
