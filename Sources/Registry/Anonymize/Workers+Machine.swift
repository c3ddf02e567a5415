internal import Anonymization
internal import Dispatch
internal import Glibc

extension Workers {
  /// The most that one search uses: each needs tables of its own.
  private static let most = 8

  /// One worker for each core, up to a few.
  static var ofMachine: Workers {
    let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    return Workers(count: min(most, max(1, cores))) { count, body in
      DispatchQueue.concurrentPerform(iterations: count, execute: body)
    }
  }
}
