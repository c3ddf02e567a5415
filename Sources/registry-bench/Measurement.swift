internal import Glibc

/// One timed piece of work.
struct Measurement {
  var what: String
  var rows: Int
  var seconds: Double

  static let header =
    "what                          rows   seconds      rows/s   peak MB   against the baseline"

  static func time(_ what: String, rows: Int, _ body: () throws -> Void) rethrows -> Measurement {
    let begin = now()
    try body()
    return Measurement(what: what, rows: rows, seconds: now() - begin)
  }

  private static func now() -> Double {
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

  func show(against baseline: Measurement?) {
    let ratio = baseline.map { "\(Self.number(seconds / $0.seconds, 2)) times \($0.what)" }
    print(
      what.padded(24) + "\(rows)".right(10) + Self.number(seconds, 3).right(10)
        + "\(Int(Double(rows) / seconds))".right(12) + "\(Self.peakMegabytes)".right(10) + "   "
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
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  fileprivate func right(_ width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count)) + self
  }
}
