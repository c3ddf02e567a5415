internal import Domain
internal import Registry

/// Consent, withdrawal and expiry.
extension DemoStory {
  /// What the donors of the bank had signed.
  func takeOverConsents() throws {
    let rows = DemoConsents.transferred(cast.bank, codes: world.codes)
    let tally = DemoTally([try world.record("consents-bank", rows, on: day(0))])
    let registry = try world.registry(on: day(0))
    let refusals = rows.count { $0.event == "refusal" }
    try tell(
      DemoStep(
        on: day(0), "Their consents are transferred",
        "Each event holds from the day it was signed. A yes to tissue lasts 30 years, a yes to "
          + "taking blood 5: the oldest have run out before the registry learns of them."),
      ["tissuectl consent import $DEMO/incoming/consents-bank.csv"],
      figures: tally.figures + [
        ("refusals", .integer(refusals)),
        ("permit tissue", .text(try registry.figure("permitting_tissue_surplus"))),
        ("permit blood", .text(try registry.figure("permitting_blood_sample"))),
      ], notes: tally.examples(1))
  }

  /// A donor of the first release withdraws all use; others withdraw less.
  func withdraw() throws {
    let registry = try world.registry(on: day(13))
    withdrawn = try members(of: releases.first, on: day(13)).first { _ in true } ?? ""
    var request = ConsentRequest(donor: withdrawn, kind: "withdrawal")
    request.level = "no_further_use"
    let outcome = try registry.consent(
      request, ChangeRequest(reason: "the donor wrote to the registry"))
    let rows = cast.bank.filter { $0.index % 53 == 7 }.compactMap { donor in
      world.codes[donor.index].map {
        DemoConsents.Row(
          donor: $0, event: "withdrawal", scopes: "commercial_use;international_transfer",
          signedOn: day(13).adding(days: -4))
      }
    }
    let summary = try world.record("withdrawals", rows, on: day(13))
    try tell(
      DemoStep(
        on: day(13), "Donors change their minds",
        "One donor withdraws all use, for ever; the answer names the releases that this reaches "
          + "back to. Others withdraw single scopes. A withdrawal needs no document and no "
          + "reason, and is never refused for want of one."),
      [
        "tissuectl consent withdraw \(withdrawn) --no-further-use",
        "tissuectl consent import $DEMO/incoming/withdrawals.csv",
      ],
      figures: [
        ("withdrawn", .integer(1 + summary.accepted)),
        ("releases to recall from", .integer(outcome.recalls.count)),
      ])
  }

  /// A yes to taking blood has run out for many donors of the bank; some sign again.
  func renew() throws {
    let before = try world.registry(on: day(23)).cohortCount(Self.naturalKiller)
    let today = day(23)
    let due = cast.bank.filter {
      $0.interest.expressedOn.adding(months: 60) < today && !$0.isMinor(on: today)
    }
    let rows = DemoConsents.transferred(due, codes: world.codes)
      .filter { $0.event == "grant" && $0.signer == "donor" }.enumerated().filter {
        $0.offset % 5 < 2
      }.map { entry in
        var row = entry.element
        row.event = "renewal"
        row.signedOn = today.adding(days: -6)
        row.signer = "donor"
        row.reason = ""
        return row
      }
    let summary = try world.record("renewals", rows, on: today)
    let after = try world.registry(on: today).cohortCount(Self.naturalKiller)
    try tell(
      DemoStep(
        on: today, "Consents run out, and some are renewed",
        "Nothing is switched off by hand: five years after the signature the yes to taking blood "
          + "is over, on that day and in every answer. Donors who sign again are back. The study "
          + "of NK-cell resistance needs that blood."),
      [
        "tissuectl cohort count --programme NK-RESISTANCE",
        "tissuectl consent import $DEMO/incoming/renewals.csv",
      ],
      figures: [
        ("renewed", .integer(summary.accepted)), ("eligible before", .integer(before.donors)),
        ("after", .integer(after.donors)),
      ], notes: Self.losses(before) + DemoTally([summary]).examples(1))
  }

  /// A grant turns out to be another patient's.
  func void() throws {
    let registry = try world.registry(on: day(23))
    let donor = try members(of: releases.dropFirst().first, on: day(23)).first { _ in true } ?? ""
    let grant = try registry.consentHistory(donor, knownAt: nil).last { $0.kind == "grant" }
    var request = ConsentRequest(donor: donor, kind: "void")
    request.target = grant?.sequence
    let reason = "the form is another patient's"
    let outcome = try registry.consent(request, ChangeRequest(reason: reason))
    try tell(
      DemoStep(
        on: day(23), "A form turns out to be somebody else's",
        "The event is taken out, not deleted: what is asked as known before today still sees it, "
          + "and both HER2 releases have to be recalled in part."),
      ["tissuectl consent void \(grant?.sequence ?? 0) --reason \"\(reason)\""],
      figures: [("releases to recall from", .integer(outcome.recalls.count))])
  }

  /// Whom a cohort lost to consent.
  static func losses(_ count: CohortCount) -> [String] {
    guard !count.lost.isEmpty else { return [] }
    let parts = count.lost.prefix(4).map { "\($0.reason) \($0.donors)" }
    return ["lost to consent: " + parts.joined(separator: ", ")]
  }
}
