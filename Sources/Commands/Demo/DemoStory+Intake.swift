internal import Domain
internal import Registry

/// Interest and intake.
extension DemoStory {
  /// The registry is made.
  func begin() throws {
    let registry = try Registry.create(
      at: world.folder.registry, mode: .vault, context: world.context(on: day(0)))
    try tell(
      DemoStep(
        on: day(0), "The registry is made",
        "A database, a key ring, a consent form and the research programmes. Identifiers are kept "
          + "sealed under a key for each donor. (The command lines below take "
          + "DEMO=\(world.folder.path) and TISSUECTL_REGISTRY=$DEMO/registry; only the clock "
          + "differs.)"),
      ["tissuectl init $DEMO/registry"],
      figures: [
        ("forms", .integer(try registry.forms().count)),
        ("programmes", .integer(try registry.programmes().count)),
      ])
  }

  /// The donors of a hospital's tumour bank; four rows are wrong.
  func takeOverBank() throws {
    let csv = try SyntheticDonors.csv(cast.bank)
    let mistakes = DemoMistakes.chosen(among: cast.bank)
    let summary = try world.intake(
      "donors-bank", DemoMistakes.spoil(mistakes, in: csv), of: cast.bank, on: day(0))
    try tell(
      DemoStep(
        on: day(0), "A hospital's tumour bank sends its donors",
        "Interest collected over five years. Rows that are not understood go to a rejects file "
          + "with the reason, every other row is stored. A second row of a donor brings the blood "
          + "that was taken with living tissue. Interest permits nothing yet."),
      [
        "tissuectl import $DEMO/incoming/donors-bank.csv"
          + " --rejects $DEMO/incoming/donors-bank-rejects.csv"
      ], figures: DemoTally([summary]).figures + [("second rows", .integer(summary.duplicates))],
      notes: DemoTally([summary]).examples(4))
  }

  /// The rejected rows come again, corrected, with one donor who is there already.
  func correctRejects() throws {
    let wrong = DemoMistakes.chosen(among: cast.bank).map(\.donor)
    let sent = wrong + cast.bank.prefix(1)
    let summary = try world.intake(
      "donors-bank-corrected", try SyntheticDonors.csv(sent), of: sent, on: day(6))
    try tell(
      DemoStep(
        on: day(6), "The corrected rows come back",
        "The hospital corrects them, and sends a donor whom the registry knows already: the "
          + "patient number is recognised, and nothing is stored twice."),
      ["tissuectl import $DEMO/incoming/donors-bank-corrected.csv"],
      figures: DemoTally([summary]).figures + [("known already", .integer(summary.duplicates))])
  }

  /// A known patient turns up at another hospital, and somebody with the same name and birth date.
  func recogniseReferral() throws {
    guard
      let patient = cast.bank.first(where: {
        $0.nhsNumber != nil && world.codes[$0.index] != nil && $0.facility != "riverside-infirmary"
      })
    else { return }
    let known = DemoReferral(
      patient: patient, facility: "riverside-infirmary", mrn: "R9000001",
      on: day(6).adding(days: -9))
    var stranger = known
    stranger.facility = "northgate-general"
    stranger.mrn = "N9000002"
    stranger.isSamePerson = false
    let registry = try world.registry(on: day(6))
    let answers = try [("referral-1", known), ("referral-2", stranger)].map { name, referral in
      let path = try world.folder.receive("\(name).json", referral.json)
      return try registry.register(json: referral.json, name: path, ChangeRequest())
    }
    let agreed = answers[1].duplicates.first?.agreed.joined(separator: ", ") ?? "nothing"
    try tell(
      DemoStep(
        on: day(6), "Two referrals",
        "A donor is treated at a second hospital, which does not know the patient number of the "
          + "first: the national number tells, and the frozen tissue is added to the donor. "
          + "Another referral shares no number but name and birth date: that is a question for "
          + "people, and both stay apart until it is answered."),
      [
        "tissuectl donor register --file $DEMO/incoming/referral-1.json",
        "tissuectl donor register --file $DEMO/incoming/referral-2.json",
      ],
      figures: [
        ("first", .text(answers[0].status.rawValue)), ("second", .text(answers[1].status.rawValue)),
      ], notes: ["agreed in the second: \(agreed)"])
    try permitInPart(answers[1].donor)
  }

  /// A donor permits some things and declines others.
  private func permitInPart(_ donor: String) throws {
    var request = ConsentRequest(donor: donor, kind: "grant")
    request.scopes = ["all"]
    request.decline = ["commercial_use", "international_transfer"]
    request.signedOn = day(6).adding(days: -2)
    let registry = try world.registry(on: day(6))
    _ = try registry.consent(request, ChangeRequest())
    let states = try registry.consentStates(donor, on: nil, knownAt: nil, explain: false)
    let counts = ["permitted", "declined", "not_asked"].map { state in
      (name: state, value: Value.integer(states.count { $0.state == state }))
    }
    try tell(
      DemoStep(
        on: day(6), "A yes with exceptions",
        "The second of them signs: everything but use by industry and transfer abroad. Each scope "
          + "has a state of its own, and only 'permitted' permits."),
      [
        "tissuectl consent grant \(donor) --scopes all"
          + " --decline commercial_use,international_transfer --signed-on \(day(6).adding(days: -2))",
        "tissuectl consent state \(donor)",
      ], figures: counts)
  }

  /// How the files of a month are called.
  private func fileMonth(_ month: Int) -> String { String(day(month).description.prefix(7)) }

  /// Months of intake and consent, one file of each a month.
  func pass(months: ClosedRange<Int>) throws {
    var intakes: [ImportSummary] = []
    var recordings: [ImportSummary] = []
    for month in months {
      let batch = cast.newcomers[month - 1]
      let name = fileMonth(month)
      intakes.append(
        try world.intake(
          "donors-\(name)", try SyntheticDonors.csv(batch), of: batch, on: day(month)))
      guard month > 1 else { continue }
      let answers = DemoConsents.answers(cast.newcomers[month - 2], codes: world.codes)
      recordings.append(try world.record("consents-\(name)", answers, on: day(month)))
    }
    let donors = DemoTally(intakes)
    let consents = DemoTally(recordings)
    let registry = try world.registry(on: day(months.upperBound))
    let name = fileMonth(months.upperBound)
    let title = months.count == 1 ? "Another month passes" : "\(months.count) months pass"
    try tell(
      DemoStep(
        on: day(months.upperBound), title,
        "Every month sites send new donors, and what those of the month before have answered: "
          + "most permit, some refuse, one in five is not reached. A parent signs for a child; "
          + "whoever is old enough to be asked must agree as well."),
      [
        "tissuectl import $DEMO/incoming/donors-\(name).csv",
        "tissuectl consent import $DEMO/incoming/consents-\(name).csv",
      ],
      figures: [
        ("new donors", .integer(donors.accepted - donors.known)),
        ("consent events", .integer(consents.accepted)),
        ("rejected", .integer(donors.rejected + consents.rejected)),
        ("donors in all", .text(try registry.figure("donors"))),
        ("permitting anything", .text(try registry.figure("donors_permitting_anything"))),
      ], notes: consents.examples(1))
  }
}

extension Registry {
  /// One of the registry's figures, by name.
  func figure(_ name: String) throws -> String {
    try stats().first { $0.name == name }?.value ?? "-"
  }
}
