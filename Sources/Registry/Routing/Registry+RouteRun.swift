public import Domain
internal import HashedIdentifiers
internal import ResearchRouting
internal import Storage

extension Registry {
  /// Judges every donor for every programme.
  /// - Parameter day: the day whose consent, approval and tissue count; nil is today.
  /// - Returns: one line for each programme, by id.
  /// - Throws: ``RegistryError``.
  public func routeRun(on day: CivilDay?) throws -> [RouteLine] {
    try read { snapshot in
      let screened = try screen(
        try currentProgrammes(in: snapshot), on: day ?? today, in: snapshot)
      return zip(screened.rules.programmes, screened.verdicts).map { compiled, verdicts in
        RouteLine(
          programme: compiled.programme.id, state: compiled.programme.state.name,
          eligible: verdicts.eligible, needsReview: verdicts.needingReview,
          ineligible: verdicts.ineligible)
      }
    }
  }

  /// Every donor who can be offered to a programme, or may be once a person has looked.
  /// - Parameters:
  ///   - programme: id of the programme.
  ///   - day: the day whose consent, approval and tissue count; nil is today.
  /// - Returns: the donors by code, the eligible ones first.
  /// - Throws: ``RegistryError``.
  public func routeCandidates(
    programme: String, on day: CivilDay?
  ) throws -> [RouteCandidate] {
    try read { snapshot in
      let screened = try screen(
        [try self.programme(programme, in: snapshot)], on: day ?? today, in: snapshot)
      let verdicts = screened.verdicts[0]
      return [Verdict.eligible, .needsReview].flatMap { wanted in
        screened.donors.indices.filter { verdicts[$0] == wanted }.map {
          RouteCandidate(donor: DonorCode.text(screened.donors[$0]), verdict: wanted.name)
        }
      }
    }
  }

  /// Every donor against some programmes.
  struct Screened {
    var rules: RoutingRules
    var columns: DonorColumns
    var donors: [Int64]
    var verdicts: [VerdictBitmaps]
  }

  /// Packs every donor into columns and judges all of them at once.
  func screen(
    _ programmes: [ResearchProgramme], on day: CivilDay, in snapshot: Snapshot
  ) throws -> Screened {
    var rules = try RoutingRules(programmes, registry: self, snapshot: snapshot)
    let signed = try snapshot.signedForms()
    var columns = DonorColumns(on: day)
    var donors: [Int64] = []
    try snapshot.forEachDonor(on: day) { donor, states in
      let permitted = states.permitted
      columns.append(
        donor.record, permitted: permitted,
        terms: rules.terms(permitted: permitted, signed: try signed.forms(of: donor.code)))
      donors.append(donor.code)
    }
    let screen = ProgrammeScreen(rules.programmes, match: rules.match)
    return Screened(
      rules: rules, columns: columns, donors: donors, verdicts: screen.verdicts(columns))
  }
}
