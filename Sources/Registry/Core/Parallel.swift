internal import Dispatch

/// Independent pieces of work on every core.
enum Parallel {
  /// Transforms every element, several at a time.
  /// - Parameters:
  ///   - elements: the elements.
  ///   - transform: the work on one of them.
  /// - Returns: the results, in the order of the elements.
  static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    let results = Results<Result>(count: elements.count)
    DispatchQueue.concurrentPerform(iterations: elements.count) { place in
      results.put(transform(elements[place]), at: place)
    }
    return results.all
  }

  private final class Results<Result: Sendable>: @unchecked Sendable {  // under the lock alone
    private let lock = DispatchSemaphore(value: 1)
    private var found: [Result?]

    init(count: Int) { found = Array(repeating: nil, count: count) }

    func put(_ result: Result, at place: Int) {
      lock.wait()
      found[place] = result
      lock.signal()
    }

    var all: [Result] { found.compactMap { $0 } }
  }
}
