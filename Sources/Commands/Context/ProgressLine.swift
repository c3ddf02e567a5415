internal import Domain
internal import Registry
internal import Synchronization

/// One line on a terminal that tells how far long work has come, redrawn ten times a second.
final class ProgressLine: Sendable {
  private struct State {
    var began: Instant?
    var shownAt = Instant(microseconds: 0)
  }

  private let width: Int
  private let clock: @Sendable () -> Instant
  private let write: @Sendable ([UInt8]) throws -> Void
  private let state = Mutex(State())

  /// Prepares a line.
  /// - Parameters:
  ///   - width: columns of the terminal.
  ///   - clock: the time.
  ///   - write: writes to the terminal.
  init(
    width: Int, clock: @escaping @Sendable () -> Instant,
    write: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.width = width
    self.clock = clock
    self.write = write
  }

  /// Shows how far the work has come, and clears the line at its end.
  /// - Parameter progress: how far.
  func show(_ progress: Progress) {
    let now = clock()
    let isDone = progress.total.map { progress.done >= $0 } ?? false
    let seconds: Double? = state.withLock { state in
      let began = state.began ?? now
      state.began = isDone ? nil : began
      guard isDone || now.microseconds - state.shownAt.microseconds >= 100_000 else { return nil }
      state.shownAt = now
      return Double(now.microseconds - began.microseconds) / 1_000_000
    }
    guard let seconds else { return }
    let text = isDone ? "" : Self.text(progress, seconds: seconds, width: width - 1)
    try? write(Array("\r\u{1B}[K\(text)".utf8))
  }

  /// What the line says: amount, share, rate and time left.
  /// - Parameters:
  ///   - progress: how far.
  ///   - seconds: time since the beginning.
  ///   - width: the most characters.
  /// - Returns: the text.
  static func text(_ progress: Progress, seconds: Double, width: Int) -> String {
    var text = "\(Printable.text(progress.what)): \(progress.done)"
    let rate = seconds > 0 ? Double(progress.done) / seconds : 0
    if let total = progress.total, total > 0 {
      text += " of \(total) (\(progress.done * 100 / total) %)"
    }
    if rate >= 1, rate < 1e12 {
      text += ", \(Int(rate))/s"
      if let total = progress.total, total > progress.done {
        text += ", \(Int(Double(total - progress.done) / rate)) s left"
      }
    }
    return String(text.prefix(max(0, width)))
  }
}
