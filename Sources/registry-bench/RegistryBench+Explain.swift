internal import Glibc
internal import Registry

/// What one answer takes, question by question.
struct Latencies {
  fileprivate let milliseconds: [Double]

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
    if let tool { try startingUp(tool, asked, programmes) }
  }

  /// Processes of the tool beside those that only say its version, one of each kind a round, so that
  /// what else the machine does meets all of them alike; by the clock and by the processor's time.
  private func startingUp(_ tool: String, _ asked: [String], _ programmes: [String]) throws {
    let folder = registry.folder
    let commands: [(name: String, words: (Int) -> String)] = [
      ("start-up, --version", { _ in "--version" }),
      ("donor show", { "donor show \(asked[$0]) --registry \(folder) --format json" }),
      (
        "route explain",
        { round in
          "route explain \(asked[round]) \(programmes[round % programmes.count])"
            + " --registry \(folder) --format json"
        }
      ),
    ]
    var taken = commands.map { _ in (clock: [Double](), processor: [Double]()) }
    for round in 0..<200 {
      for (place, command) in commands.enumerated() {
        let words = command.words(round % asked.count)
        let measured = try Measurement.time("", rows: 1) {
          // Safe: the command is made of names and codes of this program's own; 1 is an answer too.
          let status = unsafe system("exec \(tool) \(words) > /dev/null")
          guard [0, 1].contains(status >> 8) else { throw BenchFailure.command(words) }
        }
        taken[place].clock.append(measured.seconds * 1000)
        taken[place].processor.append(measured.processorSeconds * 1000)
      }
    }
    let base = (
      Latencies(milliseconds: taken[0].clock.sorted()),
      Latencies(milliseconds: taken[0].processor.sorted())
    )
    for (command, taken) in zip(commands, taken) {
      Latencies(milliseconds: taken.clock.sorted())
        .show("a process, \(command.name), by the clock", against: ("start-up", base.0))
      Latencies(milliseconds: taken.processor.sorted())
        .show("a process, \(command.name), of CPU", against: ("start-up", base.1))
    }
  }
}
