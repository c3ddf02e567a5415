public import Domain

/// The world as a command sees it: clock, environment, terminal and the three standard streams.
///
/// Tests give a command a world of their own and run it in process.
public struct CommandContext: Sendable {
  /// One of the two streams that a command writes to.
  public struct Stream: Sendable {
    /// Writes all the bytes or throws ``StreamFailure``.
    public var write: @Sendable ([UInt8]) throws -> Void
    /// Columns of the terminal behind the stream, nil where there is none.
    public var terminalWidth: Int?

    /// Describes a stream.
    /// - Parameters:
    ///   - terminalWidth: columns of the terminal behind the stream, nil where there is none.
    ///   - write: writes all the bytes or throws ``StreamFailure``.
    public init(terminalWidth: Int? = nil, write: @escaping @Sendable ([UInt8]) throws -> Void) {
      self.write = write
      self.terminalWidth = terminalWidth
    }
  }

  /// Standard input.
  public struct Input: Sendable {
    /// Reads at most so many bytes, none at the end, or throws ``StreamFailure``.
    public var read: @Sendable (Int) throws -> [UInt8]
    /// Whether a person is typing.
    public var isTerminal: Bool

    /// Describes standard input.
    /// - Parameters:
    ///   - isTerminal: whether a person is typing.
    ///   - read: reads at most so many bytes; none at the end.
    public init(isTerminal: Bool = false, read: @escaping @Sendable (Int) throws -> [UInt8]) {
      self.read = read
      self.isTerminal = isTerminal
    }
  }

  /// The time.
  public var clock: @Sendable () -> Instant
  /// The value of an environment variable.
  public var environment: @Sendable (String) -> String?
  /// The name of the operating system's user.
  public var userName: String
  /// Standard input.
  public var input: Input
  /// Standard output: data only.
  public var output: Stream
  /// Standard error: words only.
  public var errors: Stream
  /// Whether the process ends with the command, and closes what it has open.
  public var isWholeProcess = false

  /// Describes a world.
  /// - Parameters:
  ///   - clock: the time.
  ///   - environment: the value of an environment variable.
  ///   - userName: the name of the operating system's user.
  ///   - input: standard input.
  ///   - output: standard output.
  ///   - errors: standard error.
  public init(
    clock: @escaping @Sendable () -> Instant,
    environment: @escaping @Sendable (String) -> String?, userName: String, input: Input,
    output: Stream, errors: Stream
  ) {
    self.clock = clock
    self.environment = environment
    self.userName = userName
    self.input = input
    self.output = output
    self.errors = errors
  }
}

/// A read or write that the operating system refused.
public struct StreamFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// Which stream or file.
  public let stream: String
  /// What the operating system says.
  public let reason: String
  /// Whether a reader went away, which is no news to anybody.
  public let isClosedPipe: Bool

  /// States a failure.
  /// - Parameters:
  ///   - stream: which stream or file.
  ///   - reason: what the operating system says.
  ///   - isClosedPipe: whether a reader went away.
  public init(stream: String, reason: String, isClosedPipe: Bool = false) {
    self.stream = stream
    self.reason = reason
    self.isClosedPipe = isClosedPipe
  }

  /// The sentence shown for it.
  public var description: String { "\(stream): \(reason)" }
}
