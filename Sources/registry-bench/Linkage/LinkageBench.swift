internal import Domain
internal import Glibc
internal import HashedIdentifiers

/// Duplicate detection against sets with known truth, and the rates of its parts.
enum LinkageBench {
  private static let usage = """
    usage: registry-bench linkage FOLDER [--set NAME] [--without-national] [--bare] [--million]
                                  [--misses] [--learn]

      FOLDER     holds febrl1, febrl2, febrl3 (.csv) and donors100k (.csv.gz, read through gzip),
                 each with its _truth beside it
      --set      that set alone: febrl1, febrl2, febrl3, donors100k or million
      --without-national
                 with --set: as if the set had no national numbers
      --bare     the rows of the table alone, without heading and rates
      --million  a generated list of one million rows as well
      --misses   says of true pairs that were not found or linked how far they agree
      --learn    learns the table of weights that ships, and prints it instead

    Tests/Conformance/linkage_peers.py puts the rows of Splink and recordlinkage beside these.
    """

  private static let files = ["febrl1", "febrl2", "febrl3", "donors100k"]

  static func run(_ arguments: [String]) -> Int32 {
    guard let run = LinkageRun(arguments) else {
      print(usage)
      return arguments == ["--help"] ? 0 : 64
    }
    do {
      if run.learns {
        try learn(run.folder)
      } else {
        try measure(run)
      }
      return 0
    } catch {
      print("registry-bench: \(error)")
      return 1
    }
  }

  private static func measure(_ run: LinkageRun) throws {
    if !run.isBare { print(LinkageRow.header) }
    if let only = run.set {
      let loaded = try timed { try load(only, run.folder) }
      show(loaded, run, withoutNational: run.withoutNational)
      return
    }
    for name in files {
      let loaded = try timed { try load(name, run.folder) }
      show(loaded, run)
      if name == "donors100k" {
        if !run.isBare { try LinkageRates.show(loaded.set) }
      } else {
        show(loaded, run, withoutNational: true)
      }
    }
    if run.withMillion { show(try timed { try load("million", run.folder) }, run) }
  }

  private static func timed(
    _ body: () throws -> LinkageData
  ) rethrows -> (set: LinkageData, seconds: Double) {
    let begin = cpuTime()
    return (try body(), cpuTime() - begin)
  }

  private static func load(_ name: String, _ folder: String) throws -> LinkageData {
    if name == "million" {
      var generator = LinkageGenerator(namesOf: try load("donors100k", folder), seed: 20_261_123)
      return generator.set(rows: 1_000_000)
    }
    let tail = name.hasPrefix("donors") ? ".csv.gz" : ".csv"
    return try LinkageData(
      name: name, path: "\(folder)/\(name)\(tail)", truth: "\(folder)/\(name)_truth\(tail)")
  }

  /// Learns the shipped table from one generated list without its truth.
  private static func learn(_ folder: String) throws {
    var maker = LinkageGenerator(namesOf: try load("donors100k", folder), seed: 1)
    var generator = SplitMix64(seed: 2)
    let records = maker.set(rows: 100_000).records()
    guard let table = WeightTable.learn(from: records, using: &generator) else { return }
    print(table.literal)
  }

  private static func show(
    _ loaded: (set: LinkageData, seconds: Double), _ run: LinkageRun, withoutNational: Bool = false
  ) {
    let set = loaded.set
    let fields = set.fields(withoutNational: withoutNational)
    var records: [ComparisonRecord] = []
    var result = DedupeResult()
    let making = cpuSeconds { records = fields.map { ComparisonRecord($0) } }
    let comparing = cpuSeconds { result = BatchMatcher().dedupe(records) }
    let probable = result.pairs.filter { $0.assessment.probability >= 0.5 }
    let automatic = result.pairs.filter { $0.assessment.matchClass == .automatic }
    var clustered = LinkageScore(real: set.truePairs)
    for cluster in MatchClusters(links: result.pairs, records: records).clusters {
      clustered.add(cluster, of: set)
    }
    // A generated list is not read, and making it is no part of finding duplicates.
    let reading = set.isGenerated ? 0 : loaded.seconds
    for (name, score) in [
      ("probable, from 0.5 on", LinkageScore(pairs: probable, of: set)),
      ("automatic links", LinkageScore(pairs: automatic, of: set)),
      ("clusters of automatic links", clustered),
    ] {
      LinkageRow(
        set: set.name, withoutNational: withoutNational, program: name, score: score,
        seconds: reading + making + comparing
      ).show()
    }
    if run.isBare { return }
    ReviewShare(result, of: set).show()
    print(
      "  \(records.count) rows, \(result.compared) pairs compared,",
      "\(result.overfullGroups) groups over the cap; \(Measurement.number(reading, 3)) s of CPU to",
      "read, \(Measurement.number(making, 3)) for records,",
      "\(Measurement.number(comparing, 3)) for duplicates")
    if run.withMisses { LinkageMisses.show(set, records, result) }
  }

  static func cpuSeconds(_ body: () throws -> Void) rethrows -> Double {
    let begin = cpuTime()
    try body()
    return cpuTime() - begin
  }

  private static func cpuTime() -> Double {
    var usage = rusage()
    _ = unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  }
}
