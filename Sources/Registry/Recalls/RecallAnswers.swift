public import Domain

/// Where an obligation to recall stands.
public enum RecallState: String, CaseIterable, Sendable {
  /// The recipient has not been told.
  case open
  /// The recipient was told and has not confirmed.
  case notified
  /// The recipient confirmed.
  case acknowledged
  /// Nothing is left to do.
  case closed
  /// The event behind it was entered in error, or was another person's.
  case retracted

  /// Whether the recipient still has to confirm.
  public var isPending: Bool { self == .open || self == .notified }
}

/// An obligation as `recall list` prints it.
public struct RecallLine: Sendable {
  /// Names the obligation on the command line.
  public var id: String
  /// Where it stands.
  public var state: RecallState
  /// Whether it should have been confirmed by now.
  public var isOverdue: Bool
  /// Who received the data.
  public var recipient: String
  /// Release id.
  public var release: String
  /// The donor's pseudonym in the release.
  public var pseudonym: String
  /// The donor's code in the registry.
  public var donor: String
  /// What recalls, in words.
  public var reason: String
  /// The day from which the data may no longer be used.
  public var from: CivilDay
  /// The day by which the recipient has to confirm.
  public var due: CivilDay
  /// When the pair became known.
  public var openedAt: Instant
  /// When the recipient was told first.
  public var notifiedAt: Instant?
  /// When the confirmation was recorded.
  public var acknowledgedAt: Instant?
  /// SHA-256 of the confirmation.
  public var evidence: String?
  /// When it was closed.
  public var closedAt: Instant?
}

/// Which obligations are asked for.
public struct RecallQuery: Sendable {
  /// Only those of this recipient.
  public var recipient: String?
  /// Only those that should have been confirmed by now.
  public var overdue: Bool
  /// Also those that are closed or retracted.
  public var all: Bool

  /// Describes a query.
  /// - Parameters:
  ///   - recipient: only those of this recipient.
  ///   - overdue: only those that should have been confirmed by now.
  ///   - all: also those that are closed or retracted.
  public init(recipient: String? = nil, overdue: Bool = false, all: Bool = false) {
    self.recipient = recipient
    self.overdue = overdue
    self.all = all
  }
}

/// The answer to `recall notify`.
public struct RecallNotice: Sendable {
  /// Who is told.
  public var recipient: String
  /// The obligations it is about.
  public var recalls: [String]
  /// Where the text stands.
  public var file: String
  /// SHA-256 of the text, hexadecimal.
  public var sha256: String
}

/// A recipient's confirmation.
public enum RecallEvidence: Sendable {
  /// A file that is hashed and not kept.
  case file(String)
  /// SHA-256 of one, hexadecimal.
  case digest(String)
}
