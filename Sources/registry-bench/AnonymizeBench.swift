internal import Domain
internal import Glibc
internal import Registry

/// Anonymisation from a CSV file to a CSV file that was checked, beside the figures of ARX 3.9.2.
///
/// ARX's figures are constants: the processor time of its search alone, warm, as it was measured once
/// on two cores of the 2.6 GHz class. They stand against the time that this program needs to read and
/// to search; that of the whole command, with writing and checking, is printed beside.
final class AnonymizeBench {
  private let folder = "registry-bench-\(getpid())"
  private let shared: String

  /// Prepares a folder for the output.
  /// - Parameter shared: the folder that `REGISTRY_SHARED` names.
  /// - Throws: ``BenchFailure``.
  init(shared: String) throws {
    self.shared = shared
    guard unsafe mkdir(folder, 0o700) == 0 else { throw BenchFailure.folder(folder) }
  }

  /// Prints a line for each request.
  /// - Throws: what anonymising throws.
  func run() throws {
    print("CPU and wall in ms; ARX: its search alone, warm, a constant measured once.")
    print(
      "what                              loss      NCP   search  command     wall  peak MB"
        + "      ARX")
    for row in AnonymizeRow.census {
      try run(row, table: "\(shared)/data/deid/adult/adult.csv", hierarchies: "adult")
    }
    let census = "\(folder)/census.csv"
    try MillionRows.census(from: "\(shared)/data/deid/adult/adult.csv", to: census)
    try run(.millionCensus, table: census, hierarchies: "adult")
    let donors = "\(folder)/donors.csv"
    try MillionRows.donors(from: "\(shared)/data/deid/donors/donors_100000.csv", to: donors)
    for row in AnonymizeRow.millionDonors {
      try run(row, table: donors, hierarchies: "donors")
    }
  }

  private func run(_ row: AnonymizeRow, table: String, hierarchies: String) throws {
    var request = row.request(
      try .path(table), hierarchies: "\(shared)/data/deid/\(hierarchies)/hierarchies",
      out: "\(folder)/out.csv", report: "\(folder)/report.json")
    var search = Double.infinity
    var best: (cpu: Double, wall: Double, summary: TableAnonymizationSummary)?
    for _ in 0..<row.repetitions {
      request.input = try .path(table)
      var cpu = Self.processorTime
      _ = try TableAnonymization.loss(of: request)
      search = min(search, Self.processorTime - cpu)
      request.input = try .path(table)
      cpu = Self.processorTime
      let wall = Self.wallTime
      let summary = try TableAnonymization.run(
        request,
        context: RegistryContext(
          clock: { Instant(microseconds: Int64(Self.wallTime * 1000)) }, actor: "bench"))
      let taken = (cpu: Self.processorTime - cpu, wall: Self.wallTime - wall, summary: summary)
      if taken.cpu < best?.cpu ?? .infinity { best = taken }
      _ = unsafe unlink(request.out)
      _ = unsafe unlink(request.report)
    }
    guard let best else { return }
    var line = row.what
    line += String(repeating: " ", count: max(1, 31 - line.count))
    line += Self.column(best.summary.loss, 4, 7) + Self.column(best.summary.penalty, 4, 9)
    line += Self.column(search, 1, 9) + Self.column(best.cpu, 1, 9) + Self.column(best.wall, 1, 9)
    line += Self.column(Double(Measurement.peakMegabytes), 1, 9)
    if let anchor = row.anchor {
      line += Self.column(anchor, 0, 9) + "  \(Measurement.number(anchor / search, 1)) times"
    }
    if let goal = row.goal { line += "; goal: \(goal)" }
    print(line)
  }

  private static func column(_ value: Double, _ decimals: Int, _ width: Int) -> String {
    let text = decimals == 0 ? "\(Int(value))" : Measurement.number(value, decimals)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// Milliseconds of all threads of this process.
  private static var processorTime: Double { time(of: CLOCK_PROCESS_CPUTIME_ID) }
  private static var wallTime: Double { time(of: CLOCK_MONOTONIC) }

  private static func time(of clock: clockid_t) -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }

  /// Removes the folder.
  func removeFiles() {
    _ = unsafe system("rm -rf \(folder)")
  }
}
