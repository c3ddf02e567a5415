public import Domain

/// One merge of two donors, in force or split again.
public struct StoredMerge: Hashable, Sendable {
  /// Ledger sequence of the merge.
  public var sequence: UInt64
  /// The code that went on to stand for both.
  public var survivor: Int64
  /// The code that was merged into it.
  public var merged: Int64
  /// When the registry learned that both are one person.
  public var recordedAt: Instant
  /// Ledger sequence of the split that undid it.
  public var splitSequence: UInt64?
  /// When it was undone.
  public var splitAt: Instant?

  /// Describes a merge.
  /// - Parameters:
  ///   - sequence: ledger sequence of the merge.
  ///   - survivor: the code that went on to stand for both.
  ///   - merged: the code that was merged into it.
  ///   - recordedAt: when the registry learned that both are one person.
  ///   - splitSequence: ledger sequence of the split that undid it.
  ///   - splitAt: when it was undone.
  public init(
    sequence: UInt64, survivor: Int64, merged: Int64, recordedAt: Instant,
    splitSequence: UInt64? = nil, splitAt: Instant? = nil
  ) {
    self.sequence = sequence
    self.survivor = survivor
    self.merged = merged
    self.recordedAt = recordedAt
    self.splitSequence = splitSequence
    self.splitAt = splitAt
  }

  /// Whether both were taken for one person at an instant.
  /// - Parameter instant: the known time.
  /// - Returns: whether the merge was recorded by then and not yet undone.
  public func holds(at instant: Instant) -> Bool {
    recordedAt <= instant && (splitAt.map { $0 > instant } ?? true)
  }
}

/// What was decided about two codes that may be one person.
public enum ReviewState: UInt8, CodedValue {
  /// Nothing yet.
  case open = 0
  /// They are one person.
  case merged = 1
  /// They are two persons.
  case notDuplicate = 2
  /// It is to be asked again later.
  case postponed = 3

  /// What an unknown name is called in messages.
  public static let vocabulary = "review state"

  /// The name in files and on the command line.
  public var name: String {
    switch self {
    case .open: "open"
    case .merged: "merged"
    case .notDuplicate: "not_duplicate"
    case .postponed: "postponed"
    }
  }
}

/// Two codes that may be one person, as stored.
public struct StoredReviewCase: Hashable, Sendable {
  /// The lower code of the pair.
  public var first: Int64
  /// The higher code of the pair.
  public var second: Int64
  /// How likely they are one person, in thousandths; nil where nobody but a person said so.
  public var score: Int?
  /// Which fields agreed and how far, in words, never their values.
  public var agreed: String
  /// Ledger sequence of the event that opened it.
  public var openedSequence: UInt64
  /// What was decided.
  public var state: ReviewState
  /// The day from which it is open again.
  public var postponedUntil: CivilDay?
  /// Ledger sequence of the decision.
  public var decidedSequence: UInt64?

  /// Describes a case.
  /// - Parameters:
  ///   - pair: the two codes, in either order.
  ///   - score: how likely they are one person, in thousandths.
  ///   - agreed: which fields agreed and how far.
  ///   - openedSequence: ledger sequence of the event that opened it.
  ///   - state: what was decided.
  ///   - postponedUntil: the day from which it is open again.
  ///   - decidedSequence: ledger sequence of the decision.
  public init(
    _ pair: (Int64, Int64), score: Int? = nil, agreed: String = "", openedSequence: UInt64,
    state: ReviewState = .open, postponedUntil: CivilDay? = nil, decidedSequence: UInt64? = nil
  ) {
    first = min(pair.0, pair.1)
    second = max(pair.0, pair.1)
    self.score = score
    self.agreed = agreed
    self.openedSequence = openedSequence
    self.state = state
    self.postponedUntil = postponedUntil
    self.decidedSequence = decidedSequence
  }
}
