public import Domain

/// A change of the master key, finished or under way.
public struct StoredRotation: Hashable, Sendable {
  /// Ledger sequence of its beginning.
  public var sequence: UInt64
  /// The key that goes.
  public var from: String
  /// The key that comes.
  public var to: String
  /// By what the key that comes is recognised.
  public var check: [UInt8]
  /// When it began.
  public var beganAt: Instant
  /// Donors who were moved.
  public var donors: Int
  /// Tokens of theirs that stand on older tokens.
  public var nested: Int
  /// Ledger sequence of its end; nil while it is under way.
  public var finishedSequence: UInt64?
}

/// Where the master keys of a registry stand: enough to tell whether they changed.
public struct KeyMark: Hashable, Sendable {
  /// Ledger sequence of the last rotation, 0 before the first.
  public var rotation: UInt64
  /// Whether it is under way.
  public var isUnderWay: Bool

  /// States where the keys stand.
  /// - Parameters:
  ///   - rotation: ledger sequence of the last rotation, 0 before the first.
  ///   - isUnderWay: whether it is under way.
  public init(rotation: UInt64, isUnderWay: Bool) {
    self.rotation = rotation
    self.isUnderWay = isUnderWay
  }
}

/// A derived key that outlives its master key, wrapped by the present one.
public struct InheritedKey: Hashable, Sendable {
  /// The master key that it was derived from.
  public var keyID: String
  /// What it is for.
  public var purpose: String
  /// The master key that wraps it.
  public var wrappedBy: String
  /// The wrapped key.
  public var wrapped: [UInt8]

  /// Describes an inherited key.
  /// - Parameters:
  ///   - keyID: the master key that it was derived from.
  ///   - purpose: what it is for.
  ///   - wrappedBy: the master key that wraps it.
  ///   - wrapped: the wrapped key.
  public init(keyID: String, purpose: String, wrappedBy: String, wrapped: [UInt8]) {
    self.keyID = keyID
    self.purpose = purpose
    self.wrappedBy = wrappedBy
    self.wrapped = wrapped
  }
}

/// The tokens of a donor before and after a change of keys.
public struct TokenReplacement: Hashable, Sendable {
  /// Tokens that are given up.
  public var removed: DonorTokens
  /// Tokens that take their place.
  public var added: DonorTokens
  /// How many of them stand on a token given up.
  public var nested: UInt32

  /// Describes a replacement.
  /// - Parameters:
  ///   - removed: tokens that are given up.
  ///   - added: tokens that take their place.
  ///   - nested: how many of them stand on a token given up.
  public init(removed: DonorTokens, added: DonorTokens, nested: UInt32) {
    self.removed = removed
    self.added = added
    self.nested = nested
  }
}
