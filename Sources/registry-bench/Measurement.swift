internal import Glibc

/// One timed piece of work.
struct Measurement {
  var what: String
  var rows: Int
  var seconds: Double
  /// Processor seconds of this process and the commands it ran.
  var processorSeconds: Double

  static let header =
    "what                          rows  seconds  cpu s    rows/s  peak MB  against the baseline"

  static func time(_ what: String, rows: Int, _ body: () throws -> Void) rethrows -> Measurement {
    let (begin, processorBegin) = (now(), processorSecondsSoFar)
    try body()
    return Measurement(
      what: what, rows: rows, seconds: now() - begin,
      processorSeconds: processorSecondsSoFar - processorBegin)
  }

  private static var processorSecondsSoFar: Double {
    var own = rusage()
    _ = unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &own)
    var children = rusage()
    _ = unsafe getrusage(Int32(RUSAGE_CHILDREN.rawValue), &children)
    return seconds(own.ru_utime) + seconds(own.ru_stime) + seconds(children.ru_utime)
      + seconds(children.ru_stime)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  private static func now() -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The most memory this process has held so far, in megabytes.
  private static var peakMegabytes: Int {
    var usage = rusage()
    _ = unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) / 1024
  }

  func show(against baseline: Measurement?) {
    let ratio = baseline.map { "\(Self.number(seconds / $0.seconds, 2)) times \($0.what)" }
    print(
      what.padded(24) + "\(rows)".right(10) + Self.number(seconds, 3).right(9)
        + Self.number(processorSeconds, 2).right(7)
        + "\(Int(Double(rows) / seconds))".right(10) + "\(Self.peakMegabytes)".right(9) + "  "
        + (ratio ?? "baseline"))
  }

  private static func number(_ value: Double, _ decimals: Int) -> String {
    var factor = 1
    for _ in 0..<decimals { factor *= 10 }
    let scaled = Int((value * Double(factor)).rounded())
    let fraction = String(scaled % factor)
    return "\(scaled / factor)."
      + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  fileprivate func right(_ width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count)) + self
  }
}
