public import Domain

/// What a merge changes, or would change.
public struct MergeOutcome: Sendable {
  /// One scope's state on the day asked for.
  public struct Scope: Sendable {
    /// Name of the scope.
    public var scope: String
    /// State of the code that stands for both, before.
    public var survivorBefore: String
    /// State of the code that is merged, before.
    public var mergedBefore: String
    /// State of the person, after.
    public var after: String
  }

  /// A release that holds the person under one of the codes.
  public struct Release: Sendable {
    /// Release id.
    public var release: String
    /// The code under which it holds the person.
    public var donor: String
    /// The pseudonym in it.
    public var pseudonym: String
    /// The scopes that its purpose needs and the person no longer permits; empty where it may stand.
    public var recall: String
  }

  /// Something that speaks against both being one person.
  public struct Conflict: Sendable {
    /// The field that differs.
    public var field: String
    /// Whether the merge is refused without a confirmation and a reason.
    public var isBlocking: Bool
    /// What differs, without the values.
    public var problem: String
  }

  /// The code that stands for both: the one registered first.
  public var survivor: String
  /// The code that is merged into it.
  public var merged: String
  /// Ledger sequence of the merge; nil for a plan.
  public var sequence: UInt64?
  /// Sixteen scopes in their order.
  public var scopes: [Scope]
  /// Tumours of the survivor, of the merged code, and of the person.
  public var diagnoses: (survivor: Int, merged: Int, after: Int)
  /// Specimens of the survivor, of the merged code, and of the person.
  public var tissue: (survivor: Int, merged: Int, after: Int)
  /// The releases touched.
  public var releases: [Release]
  /// What speaks against it.
  public var conflicts: [Conflict]
}

/// What a split changed.
public struct SplitOutcome: Sendable {
  /// One scope's state today.
  public struct Scope: Sendable {
    /// Name of the scope.
    public var scope: String
    /// State of the merged person.
    public var before: String
    /// State of the code that stood for both, after.
    public var survivorAfter: String
    /// State of the code that is a donor of its own again.
    public var restoredAfter: String
  }

  /// The code that stood for both.
  public var survivor: String
  /// The code that is a donor of its own again.
  public var restored: String
  /// Ledger sequence of the merge that was undone.
  public var merge: UInt64
  /// Ledger sequence of the split.
  public var sequence: UInt64
  /// Ledger sequences of the events that were recorded under the survivor in the meantime and stay
  /// with it.
  public var stayed: [UInt64]
  /// Sixteen scopes in their order.
  public var scopes: [Scope]
}

/// A pair of donors that may be one person.
public struct ReviewCaseLine: Sendable {
  /// One donor's code.
  public var donor: String
  /// The other donor's code.
  public var other: String
  /// How likely they are one person, 0 to 1; nil where no rule said so.
  public var score: Double?
  /// Which fields agreed and how far, never their values.
  public var agreed: [String]
  /// `open`, `merged`, `not_duplicate` or `postponed`.
  public var state: String
  /// The day from which a postponed case is open again.
  public var postponedUntil: CivilDay?
  /// Ledger sequence of the event that opened it.
  public var openedBy: UInt64
  /// Ledger sequence of the decision.
  public var decidedBy: UInt64?
}
