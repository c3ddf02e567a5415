internal import Domain
internal import Glibc
internal import HashedIdentifiers

/// Duplicate detection against sets with known truth, and the rates of its parts.
enum LinkageBench {
  private static let usage = """
    usage: registry-bench linkage FOLDER [--million] [--misses] [--learn]

      FOLDER     holds febrl1, febrl2, febrl3 (.csv) and donors100k (.csv.gz, read through gzip),
                 each with its _truth beside it
      --million  a generated list of one million rows as well
      --misses   says of true pairs that were not found or linked how far they agree
      --learn    learns the table of weights that ships, and prints it instead
    """

  static func run(_ arguments: [String]) -> Int32 {
    guard let folder = arguments.first, !folder.hasPrefix("-"),
      arguments.dropFirst().allSatisfy({ ["--million", "--learn", "--misses"].contains($0) })
    else {
      print(usage)
      return arguments == ["--help"] ? 0 : 64
    }
    do {
      if arguments.contains("--learn") {
        try learn(folder)
        return 0
      }
      try measure(
        folder, withMillion: arguments.contains("--million"),
        withMisses: arguments.contains("--misses"))
      return 0
    } catch {
      print("registry-bench: \(error)")
      return 1
    }
  }

  private static func measure(_ folder: String, withMillion: Bool, withMisses: Bool) throws {
    for name in ["febrl1", "febrl2", "febrl3"] {
      let set = try load(name, folder)
      show(set, withMisses: withMisses)
      show(set, withoutNational: true, withMisses: withMisses)
    }
    let donors = try load("donors100k", folder)
    show(donors, withMisses: withMisses)
    try LinkageRates.show(donors)
    if withMillion {
      var generator = LinkageGenerator(namesOf: donors, seed: 20_261_123)
      show(generator.set(rows: 1_000_000))
    }
  }

  private static func load(_ name: String, _ folder: String) throws -> LinkageData {
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
    _ set: LinkageData, withoutNational: Bool = false, withMisses: Bool = false
  ) {
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
    print(
      "\(set.name)\(withoutNational ? ", without national number" : ""): \(records.count) rows,",
      "\(result.compared) pairs compared, \(result.overfullGroups) groups over the cap;",
      "CPU \(rounded(making)) s for records, \(rounded(comparing)) s for duplicates")
    for (name, score) in [
      ("probable (p 0.5 and more)", LinkageScore(pairs: probable, of: set)),
      ("automatic links", LinkageScore(pairs: automatic, of: set)),
      ("clusters of automatic links", clustered),
    ] {
      print(
        "  \(name): precision \(rounded(score.precision)), recall \(rounded(score.recall)),",
        "F1 \(rounded(score.f1))")
    }
    if withMisses { LinkageMisses.show(set, records, result) }
  }

  private static func rounded(_ value: Double) -> Double { (value * 100_000).rounded() / 100_000 }

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
