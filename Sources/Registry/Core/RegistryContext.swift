public import Domain

/// How identifiers are kept, chosen when a registry is made.
public enum IdentityMode: String, CaseIterable, Sendable {
  /// Sealed, so that a donor can be contacted again.
  case vault
  /// As keyed tokens alone, with nothing to open.
  case hashOnly = "hash-only"
}

/// How far a long piece of work has come.
public struct Progress: Sendable {
  /// What is being counted, for example `rows`.
  public var what: String
  /// How many are done.
  public var done: Int
  /// How many there are, where that is known.
  public var total: Int?

  /// States how far the work has come.
  /// - Parameters:
  ///   - what: what is being counted.
  ///   - done: how many are done.
  ///   - total: how many there are.
  public init(what: String, done: Int, total: Int? = nil) {
    self.what = what
    self.done = done
    self.total = total
  }
}

/// The world as a use case sees it: the time, who acts, and who is told how far work has come.
public struct RegistryContext: Sendable {
  /// The present instant.
  public var clock: @Sendable () -> Instant
  /// Who acts, while no operator is enrolled.
  public var actor: String
  /// The key of the operator who acts.
  public var operatorKey: OperatorKeyFile?
  /// Told every few thousand rows.
  public var progress: (@Sendable (Progress) -> Void)?
  /// How long to wait for other commands, in seconds.
  public var waitingTime: Double
  /// Gives the passphrase of a sealed key ring; nil where nobody can be asked.
  public var passphrase: (@Sendable () throws -> [UInt8])?

  /// Describes the world.
  /// - Parameters:
  ///   - clock: gives the present instant.
  ///   - actor: who acts, while no operator is enrolled.
  ///   - operatorKey: the key of the operator who acts.
  ///   - progress: told how far long work has come.
  ///   - waitingTime: how long to wait for other commands, in seconds.
  ///   - passphrase: gives the passphrase of a sealed key ring.
  public init(
    clock: @escaping @Sendable () -> Instant, actor: String,
    operatorKey: OperatorKeyFile? = nil, progress: (@Sendable (Progress) -> Void)? = nil,
    waitingTime: Double = 30, passphrase: (@Sendable () throws -> [UInt8])? = nil
  ) {
    self.clock = clock
    self.actor = actor
    self.operatorKey = operatorKey
    self.progress = progress
    self.passphrase = passphrase
    self.waitingTime = waitingTime
  }
}
