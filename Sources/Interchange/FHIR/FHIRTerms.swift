/// The systems and codes that consent is exchanged with.
///
/// Our own systems are URNs below one name, so that they claim nobody's web address.
public enum FHIRTerms {
  /// What everything of ours begins with.
  static let base = "urn:tissue-donation-registry:"

  /// Identifier system of donor codes.
  public static let donor = base + "donor"
  /// Code system of the sixteen scopes.
  public static let scope = base + "scope"
  /// Code system of the kinds of consent events; a Consent that names one states its answers whole.
  public static let event = base + "consent-event"
  /// Code system of withdrawal levels.
  public static let level = base + "withdrawal-level"
  /// Code system of what is destroyed.
  public static let destruction = base + "destruction"
  /// Code system of a minor's own agreement; its only code is `assent`.
  public static let assent = base + "assent"
  /// Identifier system of those who sign: the name of a `Signer`.
  public static let signer = base + "signer"
  /// Identifier system of signed documents: `sha256:` and 64 hexadecimal digits.
  public static let evidence = base + "evidence"
  /// Identifier system of what stays sealed at the source: a witness, by the event's number.
  public static let record = base + "event"
  /// What the policy URI of a consent form begins with; `ID@VERSION` follows.
  public static let formPrefix = base + "consent-form:"

  static let extensionPrefix = base + "extension:"
  /// A scope that was answered yes.
  static let permitted = extensionPrefix + "permitted"
  /// A scope that was answered no.
  static let declined = extensionPrefix + "declined"
  /// A scope that was asked for and left open.
  static let open = extensionPrefix + "open"
  /// A scope that an event without answers is about.
  static let about = extensionPrefix + "about"
  /// The reference of a mandate, which stays sealed at the source.
  static let mandate = extensionPrefix + "mandate"

  static let consentScope = "http://terminology.hl7.org/CodeSystem/consentscope"
  static let actCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
  static let loinc = "http://loinc.org"
  /// LOINC: privacy policy acknowledgement document, the category that the MII profile asks for.
  static let acknowledgement = "57016-8"

  /// `Consent.status` of R4; R5 renamed none of those that are used here.
  static let statuses = [
    "draft", "proposed", "active", "rejected", "inactive", "entered-in-error",
  ]
}
