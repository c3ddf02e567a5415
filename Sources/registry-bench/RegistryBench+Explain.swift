internal import Glibc
internal import Registry

/// What one answer takes, question by question.
struct Latencies {
  private let milliseconds: [Double]

  /// Times each question on its own.
  static func of(_ questions: Int, _ body: (Int) throws -> Void) rethrows -> Latencies {
    Latencies(
      milliseconds: try (0..<questions).map { question in
        try Measurement.time("", rows: 1) { try body(question) }.seconds * 1000
      }.sorted())
  }

  /// What half of the questions stay below.
  var median: Double { share(0.5) }

  private func share(_ part: Double) -> Double {
    milliseconds[min(milliseconds.count - 1, Int(Double(milliseconds.count) * part))]
  }

  func show(_ what: String, against baseline: (name: String, latencies: Latencies)? = nil) {
    let beyond = baseline.map {
      ", \(Measurement.number(max(0, median - $0.latencies.median), 2)) ms beyond \($0.name)"
    }
    print(
      "\(what): median \(Measurement.number(median, 2)) ms,"
        + " 95 % below \(Measurement.number(share(0.95), 2)) ms" + (beyond ?? ", baseline"))
  }
}

extension RegistryBench {
  /// One question at a time, in this process, which has the registry open, and as a process of its
  /// own for each question, beside one that opens no registry.
  func explaining(_ asked: [String], _ programmes: [String]) throws {
    let shown = try Latencies.of(asked.count) { _ = try registry.donor(asked[$0], on: nil) }
    shown.show("showing one donor")
    try Latencies.of(asked.count) {
      _ = try registry.routeExplanation(
        asked[$0], programme: programmes[$0 % programmes.count], on: nil)
    }.show("explaining one donor", against: ("showing", shown))
    guard let tool else { return }
    let started = try processes(tool) { _ in "explain consent_refused" }
    started.show("a process without registry")
    try processes(tool) { "donor show \(asked[$0]) --registry \(registry.folder)" }
      .show("a process that shows", against: ("start-up", started))
    try processes(tool) {
      "route explain \(asked[$0]) \(programmes[$0 % programmes.count]) --registry \(registry.folder)"
    }.show("a process that explains", against: ("start-up", started))
  }

  private func processes(_ tool: String, _ command: (Int) -> String) throws -> Latencies {
    try Latencies.of(40) { question in
      // Safe: the command is made of names and codes of this program's own; 1 is an answer too.
      let status = unsafe system("exec \(tool) \(command(question)) --format json > /dev/null")
      guard [0, 1].contains(status >> 8) else { throw BenchFailure.command(command(question)) }
    }
  }
}
