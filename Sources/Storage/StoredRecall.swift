public import Domain

/// One obligation to recall: an event that took consent back, and a released item that it touches.
public struct StoredRecall: Hashable, Sendable {
  /// What tells an obligation from every other.
  public struct Key: Hashable, Sendable {
    /// Ledger sequence of the event that recalls.
    public var cause: UInt64
    /// Ledger sequence of the seal of the release.
    public var release: UInt64
    /// The donor's code in the release.
    public var donor: Int64

    /// Names an obligation.
    /// - Parameters:
    ///   - cause: ledger sequence of the event that recalls.
    ///   - release: ledger sequence of the seal of the release.
    ///   - donor: the donor's code in the release.
    public init(cause: UInt64, release: UInt64, donor: Int64) {
      self.cause = cause
      self.release = release
      self.donor = donor
    }
  }

  /// The pair.
  public var key: Key
  /// Release id.
  public var releaseID: String
  /// Who received it.
  public var recipient: String
  /// For which programme or expression.
  public var purpose: String
  /// When it was sealed.
  public var sealedAt: Instant
  /// The donor's pseudonym in it.
  public var pseudonym: Int64
  /// The kind of consent event that recalls; nil where the programme was terminated.
  public var causeKind: ConsentEventKind?
  /// The scopes that were lost; none where the programme was terminated.
  public var scopes: ScopeSet
  /// The day from which the data may no longer be used.
  public var from: CivilDay
  /// When the pair became known.
  public var openedAt: Instant
  /// When the recipient was told first.
  public var notifiedAt: Instant?
  /// When the recipient's confirmation was recorded.
  public var acknowledgedAt: Instant?
  /// SHA-256 of the confirmation.
  public var evidence: DocumentHash?
  /// When it was closed.
  public var closedAt: Instant?
  /// Ledger sequence of the event that took its ground away.
  public var retractedSequence: UInt64?
  /// Whether the donor was erased; the item's pseudonym is all that is known then.
  public var isErasure: Bool
}
