public import Domain

/// What a donor or an ethics board is told of one donor: nothing identifying, no free text.
public struct DonorReport: Sendable {
  /// Scopes that share one history.
  public struct Permission: Sendable {
    /// The scopes in plain words.
    public var scopes: [String]
    /// What held when, in the order of the days; empty where nobody ever asked.
    public var periods: [Period]
  }

  /// One state from one day to another.
  public struct Period: Sendable, Hashable {
    /// The state in plain words.
    public var state: String
    /// Whether use was permitted.
    public var permits: Bool
    /// First day.
    public var from: CivilDay
    /// Last day; nil where it has no end.
    public var through: CivilDay?
  }

  /// One signed or stated decision.
  public struct Decision: Sendable {
    /// Ledger sequence.
    public var sequence: UInt64
    /// What was decided, in plain words.
    public var what: String
    /// The form, `id@version`.
    public var form: String?
    /// Who signed, as a role; names are sealed.
    public var signer: String
    /// The day of signature.
    public var signedOn: CivilDay
    /// The day from which it holds.
    public var effectiveFrom: CivilDay
    /// The day on which the registry learned it.
    public var recordedOn: CivilDay
    /// The day on which it was declared an error; nil where it was not.
    public var voidedOn: CivilDay?
  }

  /// A release that held the donor's data.
  public struct Release: Sendable {
    /// Release id.
    public var release: String
    /// The day on which it left.
    public var releasedOn: CivilDay
    /// Who received it.
    public var recipient: String
    /// For which programme or selection.
    public var purpose: String
    /// What its purpose needed, in plain words.
    public var needed: [String]
    /// Whether it has to be recalled, and since when; nil where it may stand.
    public var recall: Recall?
  }

  /// Why a release has to be recalled.
  public struct Recall: Sendable {
    /// The day on which the first permission it needed was gone.
    public var since: CivilDay
    /// What is no longer permitted, in plain words.
    public var lost: [String]
  }

  /// Tissue of the donor that was handed over.
  public struct Handover: Sendable {
    /// The day on which it was handed over.
    public var releasedOn: CivilDay
    /// The programme that received it.
    public var programme: String
    /// The day from which it has to come back; nil where it may stay.
    public var recalledOn: CivilDay?
  }

  /// The donor's code.
  public var donor: String
  /// Codes that are merged into it.
  public var merged: [String]
  /// The day on which the donor was registered.
  public var registeredOn: CivilDay
  /// The day whose state counts as present.
  public var asOf: CivilDay
  /// Everything recorded up to here is in the report.
  public var knownAt: Instant
  /// What was permitted when, scopes with the same history together.
  public var permissions: [Permission]
  /// Every decision in the order in which it was recorded.
  public var decisions: [Decision]
  /// Every release that held the donor's data, oldest first.
  public var releases: [Release]
  /// Every piece of tissue that was handed over, in the order of the offers.
  public var tissue: [Handover]
}
