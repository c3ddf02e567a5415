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
      let day = day ?? today
      let programmes = try currentProgrammes(in: snapshot)
      let screened = try screen(
        programmes, placed: try accepted(by: programmes, on: day, in: snapshot), on: day,
        in: snapshot)
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
      let day = day ?? today
      let programmes = [try self.programme(programme, in: snapshot)]
      let screened = try screen(
        programmes, placed: try accepted(by: programmes, on: day, in: snapshot), on: day,
        in: snapshot)
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

  /// How many donors each programme has already: its offers that are reserved or released.
  func accepted(
    by programmes: [ResearchProgramme], on day: CivilDay, in snapshot: Snapshot
  ) throws -> [Int] {
    try programmes.map { programme in
      guard programme.quota != nil else { return 0 }
      return try snapshot.openOffers(ofProgramme: programme.id).count {
        $0.state(on: day).isAccepted
      }
    }
  }

  /// Packs every donor into columns and judges all of them at once; where nothing is said of how many
  /// donors each programme has already, quotas are left aside.
  func screen(
    _ programmes: [ResearchProgramme], placed: [Int] = [], on day: CivilDay,
    in snapshot: Snapshot
  ) throws -> Screened {
    var rules = try RoutingRules(programmes, snapshot: snapshot)
    let signed = try snapshot.signedForms()
    var columns = DonorColumns(on: day, for: programmes)
    var donors: [Int64] = []
    try snapshot.forEachDonor(on: day) { donor, states in
      let permitted = states.permitted
      columns.append(
        donor.record, permitted: permitted,
        terms: try rules.terms(permitted: permitted, signed: try signed.forms(of: donor.code)))
      donors.append(donor.code)
    }
    let screen = ProgrammeScreen(rules.programmes, match: rules.match)
    return Screened(
      rules: rules, columns: columns, donors: donors,
      verdicts: screen.verdicts(columns, placed: placed))
  }
}
