internal import Domain
internal import Glibc
internal import Registry

/// Anonymisation from a CSV file to a CSV file that was checked, beside the figures of ARX 3.9.2.
///
/// ARX's figures are the processor time of its search alone, warm, without reading and writing; this
/// program's are of the whole command.
final class AnonymizeBench {
  /// One request, and what ARX takes for it.
  private struct Row {
    var what: String
    var k: Int
    var limit: Double
    var options = Options.none
    /// Processor milliseconds of ARX, warm.
    var anchor: Double?

    enum Options { case none, distinct, entropy, recursive, equal, hierarchical, local, sets }
  }

  private static let census: [Row] = [
    Row(what: "Adult k 5, 0 %", k: 5, limit: 0, anchor: 52),
    Row(what: "Adult k 5, 2 %", k: 5, limit: 0.02, anchor: 654),
    Row(what: "Adult k 5, 4 %", k: 5, limit: 0.04, anchor: 883),
    Row(what: "Adult k 5, 100 %", k: 5, limit: 1, anchor: 2866),
    Row(what: "Adult k 5, l 3 distinct, 2 %", k: 5, limit: 0.02, options: .distinct),
    Row(what: "Adult k 5, l 3 entropy, 2 %", k: 5, limit: 0.02, options: .entropy),
    Row(what: "Adult k 5, l 3 recursive, 2 %", k: 5, limit: 0.02, options: .recursive),
    Row(what: "Adult k 5, t 0.2 equal, 2 %", k: 5, limit: 0.02, options: .equal),
    Row(what: "Adult k 5, t 0.2 tree, 2 %", k: 5, limit: 0.02, options: .hierarchical),
    // Tuned by hand; its default takes less and loses 0.115, 0.187 and 0.205.
    Row(what: "Adult k 2, levels a class", k: 2, limit: 0, options: .local, anchor: 50_000),
    Row(what: "Adult k 5, levels a class", k: 5, limit: 0, options: .local, anchor: 38_000),
    Row(what: "Adult k 10, levels a class", k: 10, limit: 0, options: .local, anchor: 190_000),
    Row(what: "Adult k 2, sets", k: 2, limit: 0, options: .sets),
    Row(what: "Adult k 5, sets", k: 5, limit: 0, options: .sets),
    Row(what: "Adult k 10, sets", k: 10, limit: 0, options: .sets),
  ]

  private static let columns = [
    "sex", "age", "race", "marital-status", "education", "native-country", "workclass",
    "occupation", "salary-class",
  ]

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
    print(
      "what                              loss      NCP   CPU ms  wall ms  peak MB   ARX CPU ms")
    let census = "\(shared)/data/deid/adult"
    for row in Self.census { try run(row, folder: census, table: "adult") }
  }

  private func run(_ row: Row, folder data: String, table: String) throws {
    let protectsOccupation = ![.none, .local, .sets].contains(row.options)
    var request = TableAnonymizationRequest(
      input: try .path("\(data)/\(table).csv"), hierarchies: "\(data)/hierarchies",
      quasiIdentifiers: Self.columns.filter { !protectsOccupation || $0 != "occupation" },
      out: "\(folder)/out.csv", report: "\(folder)/report.json")
    request.k = row.k
    request.suppression = row.limit
    if protectsOccupation { request.sensitive = ["occupation"] }
    switch row.options {
    case .none: break
    case .distinct: request.l = 3
    case .entropy: (request.l, request.diversity) = (3, .entropy)
    case .recursive: (request.l, request.diversity, request.c) = (3, .recursive, 4)
    case .equal: request.t = 0.2
    case .hierarchical: (request.t, request.distance) = (0.2, .hierarchical)
    case .local: request.recoding = .local
    case .sets: request.recoding = .sets
    }
    var best: (cpu: Double, wall: Double, summary: TableAnonymizationSummary)?
    for _ in 0..<3 {
      request.input = try .path("\(data)/\(table).csv")
      let (cpu, wall) = (Self.processorTime, Self.wallTime)
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
    line += Self.column(best.cpu, 1, 9) + Self.column(best.wall, 1, 9)
    line += Self.column(Double(Measurement.peakMegabytes), 1, 9)
    if let anchor = row.anchor {
      line += Self.column(anchor, 1, 13) + "  (\(Int(anchor / best.cpu)) times)"
    }
    print(line)
  }

  private static func column(_ value: Double, _ decimals: Int, _ width: Int) -> String {
    let text = Measurement.number(value, decimals)
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
