/// What runs parts of a search at the same time.
///
/// The engine starts no thread itself: whoever calls it says how many parts may run at once and how
/// they are run. The answer does not depend on it, only how many transformations are checked on the
/// way.
public struct Workers: Sendable {
  /// Runs a body once for every number below a count, and returns when all have ended.
  public typealias Perform = @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

  /// How many parts may run at the same time.
  public let count: Int
  private let perform: Perform

  /// One part after the other, on the thread of the caller.
  public static let one = Workers(count: 1) { count, body in
    for part in 0..<count { body(part) }
  }

  /// Names the workers.
  /// - Parameters:
  ///   - count: how many parts may run at the same time, at least one.
  ///   - perform: runs them.
  public init(count: Int, perform: @escaping Perform) {
    self.count = max(1, count)
    self.perform = perform
  }

  /// Does two pieces of work, at the same time where there are workers for both.
  /// - Parameters:
  ///   - first: one piece.
  ///   - second: the other.
  /// - Returns: what both gave.
  public func both<First, Second>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (first: First, second: Second) {
    // Safe: each is written by one part alone, and read when both have ended.
    nonisolated(unsafe) var found: First?
    nonisolated(unsafe) var other: Second?
    perform(2) { part in
      if part == 0 { unsafe found = first() } else { unsafe other = second() }
    }
    return (unsafe found ?? first(), unsafe other ?? second())
  }

  /// Runs a body once for each worker.
  func run(_ body: @Sendable (Int) -> Void) { perform(count, body) }
}
