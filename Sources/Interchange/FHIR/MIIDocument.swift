internal import Domain

/// A document of the German broad consent, as `policy.uri` names it.
///
/// Source: table of the implementation guide, Kerndatensatz Modul Consent 2025.0.1
/// (Medizininformatik-Initiative, TMF e. V., CC BY 4.0).
enum MIIDocument: Hashable {
  /// A consent of an adult, or a module added to one.
  case consent
  /// A consent that parents or guardians signed.
  case parentalConsent
  /// What a minor signs beside the parents.
  case assent
  /// Nothing is permitted.
  case refusal
  /// Everything is taken back.
  case wholeWithdrawal
  /// What is denied in the document is taken back.
  case partialWithdrawal

  private static let prefix = "urn:oid:2.16.840.1.113883.3.1937.777.24.2."

  private static let byNumber: [Int: MIIDocument] = [
    1790: .consent, 4053: .refusal, 2718: .wholeWithdrawal, 2719: .partialWithdrawal,
    1791: .consent, 2720: .wholeWithdrawal, 2721: .partialWithdrawal,
    2079: .consent, 4054: .refusal, 2722: .wholeWithdrawal, 2723: .partialWithdrawal,
    3542: .parentalConsent, 3543: .assent, 3544: .assent,
    4031: .consent, 4036: .consent, 4037: .consent, 4048: .consent,
  ]

  /// The text of version 1.6d, which early exports name in place of its object identifier.
  private static let printed =
    "https://www.medizininformatik-initiative.de/sites/default/files/2020-04/"
    + "MII_AG-Consent_Einheitlicher-Mustertext_v1.6d.pdf"

  /// Every URI that is understood.
  static let uris = byNumber.keys.sorted().map { prefix + "\($0)" }

  /// The document of a policy URI; nil for any other.
  init?(uri: String) {
    if uri == Self.printed {
      self = .consent
    } else if uri.hasPrefix(Self.prefix), let number = Int(uri.dropFirst(Self.prefix.utf8.count)),
      uri == Self.prefix + "\(number)", let document = Self.byNumber[number]
    {
      self = document
    } else {
      return nil
    }
  }
}
