public import Domain

/// One row of the ledger.
public struct StoredEvent: Hashable, Sendable {
  /// Position in the log, from 1.
  public var sequence: UInt64
  /// The operation that appended it, 16 bytes.
  public var operation: [UInt8]
  /// Position within the operation, from 0.
  public var ordinal: UInt32
  /// Name of the kind.
  public var kind: String
  /// The donor concerned, where one is.
  public var subject: Int64?
  /// When the registry learned it.
  public var recordedAt: Instant
  /// The exact header bytes.
  public var header: [UInt8]
  /// The exact sealed payload bytes.
  public var payload: [UInt8]
  /// RFC 6962 leaf hash.
  public var leafHash: [UInt8]
  /// The frontier after it, where it was the last of its transaction.
  public var frontier: [UInt8]?
}

/// Where the log stands.
public struct LedgerHead: Hashable, Sendable {
  /// Log id, 16 bytes.
  public var logID: [UInt8]
  /// Number of events.
  public var size: UInt64
  /// RFC 6962 root over all events.
  public var root: [UInt8]
  /// The frontier that the next event is appended to.
  public var frontier: [UInt8]
  /// When the last event was recorded.
  public var lastRecordedAt: Instant
}

/// What the database says about itself.
public struct RegistryIdentity: Hashable, Sendable {
  /// Log id, 16 bytes.
  public var logID: [UInt8]
  /// When the registry was made.
  public var createdAt: Instant
  /// `vault` or `hash-only`.
  public var identityMode: String
  /// The key it was made with.
  public var keyID: String
  /// Value that only that key gives.
  public var keyCheck: [UInt8]

  /// Describes a registry.
  /// - Parameters:
  ///   - logID: log id, 16 bytes.
  ///   - createdAt: when it was made.
  ///   - identityMode: `vault` or `hash-only`.
  ///   - keyID: the key it was made with.
  ///   - keyCheck: value that only that key gives.
  public init(
    logID: [UInt8], createdAt: Instant, identityMode: String, keyID: String, keyCheck: [UInt8]
  ) {
    self.logID = logID
    self.createdAt = createdAt
    self.identityMode = identityMode
    self.keyID = keyID
    self.keyCheck = keyCheck
  }
}

/// A donor as stored.
public struct StoredDonor: Hashable, Sendable {
  /// The donor's code.
  public var code: Int64
  /// Ledger sequence of the registration.
  public var registeredSequence: UInt64
  /// Ledger sequence of the event that holds the sealed identifiers.
  public var identitySequence: UInt64
  /// When the donor was registered.
  public var registeredAt: Instant
  /// What is known of the donor.
  public var record: DonorRecord
  /// Whether a patient or national number is known of the donor.
  public var hasStrongIdentifier: Bool
}

/// A release as stored.
public struct StoredRelease: Hashable, Sendable {
  /// The release without its items.
  public var release: SealedRelease
  /// Ledger sequence of the seal.
  public var sequence: UInt64
  /// When it was sealed.
  public var sealedAt: Instant
  /// Number of donors.
  public var donors: Int
  /// Ledger sequence of the delivery, nil until its files are in place.
  public var deliveredSequence: UInt64?
}
