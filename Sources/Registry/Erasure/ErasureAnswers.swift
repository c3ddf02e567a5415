public import Domain

/// What an erasure would destroy.
public struct ErasurePlan: Sendable {
  /// The code that stands for the person.
  public var donor: String
  /// Every code of the person, the one that stands for it first.
  public var codes: [String]
  /// Events whose content nobody will be able to open.
  public var events: Int
  /// Releases that hold the person; their recipients have to be told.
  public var releases: [String]
}

/// What an erasure destroyed.
public struct ErasureOutcome: Sendable {
  /// The codes that were erased.
  public var codes: [String]
  /// The events that say so, one for each code.
  public var sequences: [UInt64]
  /// When it was recorded.
  public var erasedAt: Instant
  /// The obligations that were opened, by the ids of `recall list`.
  public var recalls: [String]
}
