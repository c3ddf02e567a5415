internal import Glibc

/// One timed piece of work.
struct Measurement {
  var what: String
  var rows: Int
  var seconds: Double
  /// Processor time of this process and of those it started, which a busy machine does not change.
  var processorSeconds = 0.0

  static let header =
    "what                          rows  seconds   of CPU    rows/s  peak MB  against the baseline"

  static func time(_ what: String, rows: Int, _ body: () throws -> Void) rethrows -> Measurement {
    let (begin, processor) = (now(), processorTime())
    try body()
    return Measurement(
      what: what, rows: rows, seconds: now() - begin,
      processorSeconds: processorTime() - processor)
  }

  /// Seconds of processor time of this process and of those it started.
  static func processorTime() -> Double {
    var total = 0.0
    for who in [RUSAGE_SELF, RUSAGE_CHILDREN] {
      var usage = rusage()
      _ = unsafe getrusage(Int32(who.rawValue), &usage)
      for time in [usage.ru_utime, usage.ru_stime] {
        total += Double(time.tv_sec) + Double(time.tv_usec) / 1e6
      }
    }
    return total
  }

  /// Seconds of a clock that never goes back.
  static func now() -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The most memory this process has held so far, in megabytes.
  static var peakMegabytes: Int {
    var usage = rusage()
    _ = unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) / 1024
  }

  /// Adds a further round of the same work.
  static func += (sum: inout Measurement, round: Measurement) {
    sum.rows += round.rows
    sum.seconds += round.seconds
    sum.processorSeconds += round.processorSeconds
  }

  func show(against baseline: Measurement?) {
    show(ratio: baseline.map { "\(Self.number(seconds / $0.seconds, 2)) times \($0.what)" })
  }

  /// The same for a baseline of fewer rows: the time of one row against that of one row.
  func show(perRowOf baseline: Measurement) {
    let ratio =
      processorSeconds / Double(rows) / (baseline.processorSeconds / Double(baseline.rows))
    let nanoseconds = Int(processorSeconds / Double(rows) * 1e9)
    show(ratio: "\(nanoseconds) ns of CPU a row, \(Self.number(ratio, 3)) times \(baseline.what)")
  }

  private func show(ratio: String?) {
    print(
      what.padded(24) + "\(rows)".right(10) + Self.number(seconds, 3).right(9)
        + Self.number(processorSeconds, 3).right(9)
        + "\(Int(Double(rows) / seconds))".right(10) + "\(Self.peakMegabytes)".right(9) + "  "
        + (ratio ?? "baseline"))
  }

  static func number(_ value: Double, _ decimals: Int) -> String {
    var factor = 1
    for _ in 0..<decimals { factor *= 10 }
    let scaled = Int((value * Double(factor)).rounded())
    let fraction = String(scaled % factor)
    return "\(scaled / factor)."
      + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}

extension String {
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  func right(_ width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count)) + self
  }
}
