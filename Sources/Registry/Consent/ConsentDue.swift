public import Domain

/// Which worklist about consent is asked for.
public struct ConsentDueRequest: Sendable {
  /// The worklists there are.
  public enum Work: Hashable, Sendable {
    /// A material new version of the form asks for a new consent.
    case reconsent
    /// A permission runs out within some days.
    case expiring(days: Int)
    /// A donor comes of age within some days, or has and did not confirm yet.
    case majority(days: Int)
  }

  /// The worklist.
  public var work: Work
  /// The facility whose donors are wanted; nil is every one.
  public var facility: String?
  /// The day on which the list is read; nil is today.
  public var on: CivilDay?
  /// What was recorded later is left out; nil is everything.
  public var knownAt: Instant?

  /// Describes a worklist.
  /// - Parameters:
  ///   - work: which one.
  ///   - facility: the facility whose donors are wanted.
  ///   - on: the day on which the list is read.
  ///   - knownAt: what was recorded later is left out.
  public init(
    _ work: Work, facility: String? = nil, on: CivilDay? = nil, knownAt: Instant? = nil
  ) {
    self.work = work
    self.facility = facility
    self.on = on
    self.knownAt = knownAt
  }
}

/// One entry of a worklist about consent.
public struct ConsentDueLine: Sendable {
  /// The donor's code.
  public var donor: String
  /// The site that registered the donor.
  public var facility: String?
  /// The scopes that it is about, by name.
  public var scopes: [String]
  /// The first day on which they no longer permit.
  public var due: CivilDay
  /// The form that was signed last for these scopes before that day, `id@version`.
  public var form: String?
  /// Why they no longer permit from that day on.
  public var why: String
}
