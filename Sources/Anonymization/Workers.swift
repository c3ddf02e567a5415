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

  /// Runs a body once for each worker.
  func run(_ body: @Sendable (Int) -> Void) { perform(count, body) }
}
