internal import Domain
internal import Registry

/// What donors decide, as rows of a file of consent events.
enum DemoConsents {
  /// One row.
  struct Row {
    var donor: String
    var event: String
    var scopes: String
    var signedOn: CivilDay
    var signer = ""
    var reason = ""
    var evidence = ""
  }

  private static let seed: UInt64 = 5_112_018
  private static let header =
    "donor,event,form,scopes,signed_on,effective_from,signer,reason,evidence"

  /// What donors of the tumour bank had signed before the registry began; one in eight was never
  /// asked.
  static func transferred(_ donors: [SyntheticDonor], codes: [Int: String]) -> [Row] {
    donors.compactMap { donor in
      decision(donor, codes: codes, refusing: 6, unasked: 12, within: 0...28).map { row in
        var row = row
        row.reason = "transferred from the hospital's tumour bank"
        return row
      }
    }
  }

  /// What the donors of a month answer within the next one; one in five is not reached.
  static func answers(_ donors: [SyntheticDonor], codes: [Int: String]) -> [Row] {
    donors.filter { !$0.noContact }.compactMap {
      decision($0, codes: codes, refusing: 9, unasked: 20, within: 3...24)
    }
  }

  private static func decision(
    _ donor: SyntheticDonor, codes: [Int: String], refusing: Int, unasked: Int,
    within days: ClosedRange<Int>
  ) -> Row? {
    guard let code = codes[donor.index] else { return nil }
    var random = SplitMix64(seed: seed, stream: donor.index)
    let lot = random.number(below: 100)
    let signedOn = donor.interest.expressedOn.adding(days: random.number(in: days))
    guard lot >= unasked else { return nil }
    if lot < unasked + refusing {
      return Row(donor: code, event: "refusal", scopes: "all", signedOn: signedOn)
    }
    return Row(
      donor: code, event: "grant", scopes: "all", signedOn: signedOn,
      signer: donor.isMinor(on: signedOn) ? "parent" : "donor", evidence: evidence(&random))
  }

  /// A hash as the scan of a signed form has one.
  static func evidence(_ random: inout SplitMix64) -> String {
    var text = "sha256:"
    for _ in 0..<4 {
      let digits = String(random.next(), radix: 16)
      text += String(repeating: "0", count: 16 - digits.count) + digits
    }
    return text
  }

  /// The rows as a file.
  static func csv(_ rows: [Row]) -> [UInt8] {
    var text = header + "\n"
    for row in rows {
      text += "\(row.donor),\(row.event),,\(row.scopes),\(row.signedOn),,\(row.signer),"
      text += "\(row.reason),\(row.evidence)\n"
    }
    return Array(text.utf8)
  }
}
