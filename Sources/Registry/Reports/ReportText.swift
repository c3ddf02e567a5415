internal import Domain

/// The sentences that both forms of a donor's report share.
enum ReportText {
  static let title = "What this donor permitted, and what was done with it"

  static let introduction = """
    This page is about one donor, known here by a code alone. It names nobody. Nothing is ever \
    deleted from the record behind it: a later entry may end or correct an earlier one.
    """

  static func heading(_ report: DonorReport) -> [(name: String, value: String)] {
    [
      ("Donor", report.donor),
      ("Also known as", report.merged.joined(separator: ", ")),
      ("Registered on", "\(report.registeredOn)"),
      ("State of", "\(report.asOf)"),
      ("With everything recorded until", "\(report.knownAt)"),
    ].filter { !$0.value.isEmpty }
  }

  static func sentence(_ period: DonorReport.Period, asOf day: CivilDay) -> String {
    var text = "\(period.state), from \(period.from)"
    text += period.through.map { " to \($0)" } ?? " without end"
    if period.from <= day, period.through.map({ $0 >= day }) ?? true { text += " (on \(day))" }
    return text
  }

  static func sentence(_ decision: DonorReport.Decision) -> String {
    var text = "\(decision.signer) \(decision.what)"
    if let form = decision.form { text += " (form \(form))" }
    if decision.effectiveFrom != decision.signedOn {
      text += ", in force from \(decision.effectiveFrom)"
    }
    if decision.recordedOn != decision.signedOn { text += ", recorded \(decision.recordedOn)" }
    if let day = decision.voidedOn { text += "; declared an error on \(day)" }
    return text + ", entry \(decision.sequence)"
  }

  static func needed(_ release: DonorReport.Release) -> String {
    release.needed.joined(separator: ", ")
  }

  static func standing(_ release: DonorReport.Release) -> String {
    guard let recall = release.recall else { return "may stand: all that it needed was permitted" }
    return "has to be recalled since \(recall.since): no longer permitted are "
      + recall.lost.joined(separator: ", ")
  }

  static func standing(_ handover: DonorReport.Handover) -> String {
    guard let recalledOn = handover.recalledOn else { return "may stay" }
    return "has to come back since \(recalledOn): it is no longer permitted"
  }

  static let neverAsked = "never asked, so never permitted"
  static let noDecisions = "Nobody has signed or stated anything."
  static let noReleases = "No release ever held data of this donor."

  /// A text from outside without what moves a cursor, breaks a line or reorders what is read.
  static func harmless(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: shown.append(" ")
      case .format, .surrogate, .privateUse, .unassigned: shown.append("?")
      default: shown.append(scalar)
      }
    }
    return String(shown)
  }
}
