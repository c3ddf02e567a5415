internal import Dispatch
internal import Storage

extension Registry {
  /// Work on the donors of a range of codes.
  typealias HalfWork<Part> = (ClosedRange<Int64>, Snapshot) throws -> Part

  /// Does work on the lower and on the upper half of the donors at the same time.
  ///
  /// The upper half is read on a connection of its own, which sees what the transaction sees as long as
  /// nothing has been appended; otherwise the transaction reads all donors itself.
  /// - Parameters:
  ///   - snapshot: what the transaction sees.
  ///   - head: where the log stands for it; nil once something has been appended.
  ///   - first: the work on the lower half, and where need be afterwards on the upper one too: it
  ///     gives what all of its calls came to.
  ///   - second: the work on the upper half.
  /// - Returns: what both gave; nothing of the second where the first did all.
  /// - Throws: what the work throws, or `StoreError`.
  func inHalves<Part>(
    _ snapshot: Snapshot, at head: LedgerHead?, first: HalfWork<Part>,
    second: @escaping HalfWork<Part>
  ) throws -> (first: Part, second: Part?) {
    guard let head else { return (try first(Int64.min...Int64.max, snapshot), nil) }
    let other = SecondHalf(second, store: store)
    other.begin(Self.upperCodes, head)
    let lower = Result { try first(Self.lowerCodes, snapshot) }
    let upper = other.wait()
    let part = try lower.get()
    if let second = try upper.get() { return (part, second) }
    return (try first(Self.upperCodes, snapshot), nil)
  }

  /// Codes are sixty random bits, so that half of the donors lie on each side of the middle.
  private static let lowerCodes = Int64.min...(1 << 59 - 1)
  private static let upperCodes = (Int64(1) << 59)...Int64.max
}

/// The half of the donors that another thread reads.
private final class SecondHalf<Part>: @unchecked Sendable {  // one thread at a time, by the signal
  // Work and result belong to the thread from its beginning to the signal of its end, and to the
  // caller afterwards.
  private let work: Registry.HalfWork<Part>
  private let store: RegistryStore
  private let done = DispatchSemaphore(value: 0)
  private var result: Result<Part?, any Error> = .success(nil)

  init(_ work: @escaping Registry.HalfWork<Part>, store: RegistryStore) {
    self.work = work
    self.store = store
  }

  func begin(_ codes: ClosedRange<Int64>, _ head: LedgerHead) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      result = Result { try store.readBeside(head) { try work(codes, $0) } }
      done.signal()
    }
  }

  func wait() -> Result<Part?, any Error> {
    done.wait()
    return result
  }
}
