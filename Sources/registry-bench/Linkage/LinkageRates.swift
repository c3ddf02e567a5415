internal import Domain
internal import HashedIdentifiers
internal import RegistryCrypto

/// How fast the parts of duplicate detection are, on one core.
enum LinkageRates {
  static func show(_ set: LinkageData) throws {
    try showTokens(set)
    showComparisons(set)
    try showDice()
  }

  private static func showTokens(_ set: LinkageData) throws {
    let people = set.rows.prefix(50_000).compactMap { person($0) }
    let maker = try TokenMaker(key: Secret(copying: Array(0..<32)))
    var tokens = TokenSet()
    var count = 0
    let seconds = try LinkageBench.cpuSeconds {
      for person in people {
        tokens.removeAll()
        try maker.appendTokens(of: person, to: &tokens)
        count += tokens.strong.count + tokens.composite.count
      }
    }
    line("donors tokenised", Double(people.count) / seconds)
    line("tokens", Double(count) / seconds)
    // What a keyed hash of one block costs.
    let mac = try HMACSHA256(key: Secret(copying: Array(0..<32)))
    let message = [UInt8](repeating: 1, count: 48)
    var sum: UInt64 = 0
    let macs = try LinkageBench.cpuSeconds {
      for _ in 0..<500_000 { sum &+= try mac.authenticate(message.span).leading64 }
    }
    line("HMACs of 48 bytes", 500_000 / macs, check: sum)
  }

  private static func person(_ row: [LinkageData.Column: String]) -> PersonIdentifiers? {
    var raw = RawIdentifiers()
    raw.family = row[.family]
    raw.given = [row[.given], row[.middle]].compactMap(\.self).joined(separator: " ")
    raw.birthDate = row[.birth]
    raw.postcode = row[.postcode]
    raw.phone = row[.phone]
    raw.facility = row[.facility]
    raw.mrn = row[.mrn]
    raw.nationalSystem = row[.national] == nil ? nil : "nhs"
    raw.nationalValue = row[.national]
    return CivilDay(iso: "2026-11-23").flatMap { try? PersonIdentifiers(raw, today: $0) }
  }

  private static func showComparisons(_ set: LinkageData) {
    let records = Array(set.records().prefix(4000))
    let scorer = MatchScorer(pool: records.count)
    var generator = SplitMix64(seed: 1)
    let others = records.shuffled(using: &generator)
    var sum = 0.0
    var compared = 0
    let seconds = LinkageBench.cpuSeconds {
      for (index, record) in records.enumerated() {
        for step in 0..<500 {
          let levels = RecordComparator.levels(record, others[(index &+ step) % others.count])
          if levels[.birth] == .equal { sum += scorer.probability(levels) }
          compared += 1
        }
      }
    }
    line("graded comparisons", Double(compared) / seconds, check: UInt64(sum))
  }

  private static func showDice() throws {
    var generator = SplitMix64(seed: 2)
    let encodings = (0..<10_000).map { _ in BloomEncoding.random(using: &generator) }
    var found: UInt64 = 0
    let seconds = LinkageBench.cpuSeconds {
      for left in encodings.prefix(5000) {
        found += UInt64(left.similar(among: encodings, from: 0.8).count)
      }
    }
    line("Dice comparisons", 5000 * 10_000 / seconds, check: found)
  }

  /// The check keeps the compiler from leaving the work out.
  private static func line(_ what: String, _ rate: Double, check: UInt64 = 0) {
    print("\(what): \(Int(rate)) a second" + (check == .max ? " (impossible)" : ""))
  }
}
