internal import Domain
internal import Registry

/// Cohorts, releases and recalls.
extension DemoStory {
  static let her2 = CohortSelection(programme: "HER2-TARGETED")
  static let naturalKiller = CohortSelection(programme: "NK-RESISTANCE")

  /// How many fit two programmes, and how many of them permit it.
  func compareCohorts() throws {
    let registry = try world.registry(on: day(12))
    let her2 = try registry.cohortCount(Self.her2)
    let killer = try registry.cohortCount(Self.naturalKiller)
    try tell(
      DemoStep(
        on: day(12), "Who could take part?",
        "A programme is a rule over tumours, the tissue it can use and the scopes it needs. "
          + "Nothing leaves the registry but numbers. NK-cell assays need living cells, so "
          + "paraffin blocks stay out."),
      [
        "tissuectl cohort count --programme HER2-TARGETED",
        "tissuectl cohort count --programme NK-RESISTANCE",
      ],
      figures: [
        ("HER2 fits", .integer(her2.donorsBeforeConsent)), ("and permits", .integer(her2.donors)),
        ("to review", .integer(her2.needsReview)),
        ("NK fits", .integer(killer.donorsBeforeConsent)),
        ("and permits", .integer(killer.donors)),
      ], notes: Self.losses(her2))
  }

  /// The first release.
  func releaseFirst() throws {
    let release = try export(Self.her2, to: "lab-7", "her2-first", on: day(12))
    try tell(
      DemoStep(
        on: day(12), "A HER2 cohort is released",
        "Consent is asked once more of every donor inside the transaction that seals the release. "
          + "Pseudonyms are new for each release, and at least \(release.k) donors look alike "
          + "everywhere, counted on the written file."),
      [command("HER2-TARGETED", "lab-7", "her2-first")], figures: Self.figures(release),
      notes: [
        "generalised: "
          + release.levels.map { "\($0.column) \($0.range)" }.joined(separator: ", ")
      ])
  }

  /// What the recipient of the first release has to give back.
  func recall() throws {
    let id = releases.first?.release ?? ""
    let line = try world.registry(on: day(13)).release(id)
    try tell(
      DemoStep(
        on: day(13), "The first release is recalled in part",
        "The recipient is told the pseudonym, deletes its row and what was derived from it. "
          + "Nobody outside learns who it is."),
      ["tissuectl release show \(id)"],
      figures: [("donors", .integer(line.donors)), ("to recall", .integer(line.recall.count))],
      notes: line.recall.prefix(3).map { "recall \($0.pseudonym): \($0.reason)" })
  }

  /// The second release, without the donor.
  func releaseAgain() throws {
    let release = try export(Self.her2, to: "lab-7", "her2-second", on: day(13))
    let held = try world.registry(on: day(13)).donor(withdrawn, on: nil).releases
    try tell(
      DemoStep(
        on: day(13), "The cohort is released again",
        "A month later, for the same laboratory. The donor who withdrew is not in it."),
      [
        command("HER2-TARGETED", "lab-7", "her2-second"), "tissuectl donor show \(withdrawn)",
      ], figures: Self.figures(release),
      notes: [
        "\(withdrawn) is in \(held.count) release, "
          + (held.contains(release.release) ? "this one included" : "and not in this one")
      ])
  }

  /// The release for the second programme.
  func releaseForNaturalKillerStudy() throws {
    let step = DemoStep(
      on: day(23), "A cohort for NK-cell resistance is released",
      "Any malignant tumour with living tissue and blood, from donors who permit cell lines and "
        + "whose yes to taking blood holds today.")
    let command = command("NK-RESISTANCE", "nk-lab", "nk-resistance")
    do {
      let release = try export(Self.naturalKiller, to: "nk-lab", "nk-resistance", on: day(23))
      try tell(step, [command], figures: Self.figures(release))
    } catch let refusal as RegistryError where refusal.code == .privacyRefused {
      // A stricter programme may leave too few donors; the refusal is part of the story then.
      try tell(step, [command], notes: ["refused: \(refusal.message)"])
    }
  }

  /// Donors in a release, by the order of the cast.
  func members(of release: ReleaseSummary?, on day: CivilDay) throws -> some Sequence<String> {
    let registry = try world.registry(on: day)
    let id = release?.release ?? ""
    return try cast.her2Positive.compactMap { world.codes[$0.index] }
      .filter { try registry.donor($0, on: nil).releases.contains(id) }
  }

  private func export(
    _ selection: CohortSelection, to recipient: String, _ name: String, on day: CivilDay
  ) throws -> ReleaseSummary {
    let release = try world.registry(on: day).exportCohort(
      CohortExportRequest(
        selection: selection, recipient: recipient, out: "\(world.folder.exports)/\(name)"),
      ChangeRequest())
    releases.append(release)
    return release
  }

  private func command(_ programme: String, _ recipient: String, _ name: String) -> String {
    "tissuectl cohort export --programme \(programme) --recipient \(recipient)"
      + " --out $DEMO/exports/\(name)"
  }

  private static func figures(_ release: ReleaseSummary) -> [(name: String, value: Value)] {
    [
      ("donors", .integer(release.donors)), ("left out", .integer(release.suppressed)),
      ("classes", .integer(release.classes)), ("k", .integer(release.k)),
      ("highest risk", .decimal(release.highestRisk)), ("loss", .decimal(release.loss)),
    ]
  }
}
