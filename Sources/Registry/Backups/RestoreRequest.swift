/// What is to be restored, and where.
public struct RestoreRequest: Sendable {
  /// The backup.
  public var file: String
  /// The increments after it, in the order of their making.
  public var increments: [String]
  /// The key ring that belongs to it.
  public var keyRing: String
  /// The data keys; nil for the file beside the last of backup and increments.
  public var dataKeys: String?
  /// The registry folder to make.
  public var folder: String
  /// Further checkpoints at hand, beside those of the files themselves.
  public var checkpoints: [InputFile]
  /// Whether to verify everything and leave nothing.
  public var dryRun: Bool

  /// Describes a restore.
  /// - Parameters:
  ///   - file: the backup.
  ///   - increments: the increments after it, in the order of their making.
  ///   - keyRing: the key ring that belongs to it.
  ///   - dataKeys: the data keys; nil for the file beside.
  ///   - folder: the registry folder to make.
  ///   - checkpoints: further checkpoints at hand.
  ///   - dryRun: whether to verify everything and leave nothing.
  public init(
    file: String, increments: [String] = [], keyRing: String, dataKeys: String? = nil,
    folder: String, checkpoints: [InputFile] = [], dryRun: Bool = false
  ) {
    self.file = file
    self.increments = increments
    self.keyRing = keyRing
    self.dataKeys = dataKeys
    self.folder = folder
    self.checkpoints = checkpoints
    self.dryRun = dryRun
  }
}

/// What was restored.
public struct RestoreSummary: Sendable {
  /// Number of events.
  public var size: UInt64
  /// Root over them, hexadecimal.
  public var root: String
  /// Number of checkpoints that it was held against.
  public var checkpoints: Int
  /// Codes that were erased after the backup was made and are erased again.
  public var erased: [String]
}
