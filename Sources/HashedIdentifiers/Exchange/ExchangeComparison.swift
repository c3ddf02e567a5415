/// Two entries of two files that may be of one person.
public struct ExchangePair: Hashable, Sendable {
  /// Index of the entry in the left file.
  public let left: Int
  /// Index of the entry in the right file.
  public let right: Int
  /// Strong tokens that are equal.
  public let strong: [TokenKind]
  /// Composite tokens that are equal.
  public let composite: [TokenKind]
  /// Share of composite tokens that are equal among those that both sides have, 0 to 1.
  public let tokenScore: Double
  /// Dice's coefficient of the encodings, where both sides have one.
  public let encodingScore: Double?
}

/// Finds the entries of two files that may be of one person; pairs and scores, nothing else.
public struct ExchangeComparison: Sendable {
  /// How many composite tokens of a pair must be equal where no strong one is.
  public var leastComposite: Int
  /// The share of them that must be equal.
  public var leastTokenScore: Double
  /// From which Dice's coefficient on a pair is found by its encodings alone.
  public var leastEncodingScore: Double
  /// More entries than this under one token are not compared by it; they are counted.
  public static let groupCap = 300

  /// The thresholds.
  /// - Parameters:
  ///   - leastComposite: the fewest equal composite tokens.
  ///   - leastTokenScore: the least share of equal composite tokens.
  ///   - leastEncodingScore: the least similarity of encodings; strangers have about 0.5.
  public init(
    leastComposite: Int = 3, leastTokenScore: Double = 0.25, leastEncodingScore: Double = 0.8
  ) {
    self.leastComposite = leastComposite
    self.leastTokenScore = leastTokenScore
    self.leastEncodingScore = leastEncodingScore
  }

  /// What a comparison found.
  public struct Result: Hashable, Sendable {
    /// The pairs, by their indices.
    public var pairs: [ExchangePair] = []
    /// Tokens that too many entries share to be looked at.
    public var overfullTokens = 0
  }

  /// Compares two files of one exchange.
  ///
  /// Encodings are compared every one with every other, at about a hundred million a second.
  /// - Parameters:
  ///   - left: one file.
  ///   - right: the other.
  /// - Returns: the pairs.
  /// - Throws: ``ExchangeError/otherExchange``.
  public func compare(_ left: ExchangeFile, _ right: ExchangeFile) throws(ExchangeError) -> Result {
    guard left.identifier == right.identifier else { throw .otherExchange }
    var result = Result()
    var candidates = tokenCandidates(left, right, &result.overfullTokens)
    if left.hasEncodings, right.hasEncodings { addSimilar(left, right, &candidates) }
    for word in candidates.sorted() {
      let pair = pair(Int(word >> 32), Int(word & 0xFFFF_FFFF), left, right)
      let isSimilar = (pair.encodingScore ?? 0) >= leastEncodingScore
      let hasTokens =
        pair.composite.count >= leastComposite && pair.tokenScore >= leastTokenScore
      if !pair.strong.isEmpty || hasTokens || isSimilar { result.pairs.append(pair) }
    }
    return result
  }

  private func tokenCandidates(
    _ left: ExchangeFile, _ right: ExchangeFile, _ overfull: inout Int
  ) -> Set<UInt64> {
    var places: [CompositeToken: [Int]] = [:]
    var strong: [StrongToken: [Int]] = [:]
    for (index, entry) in right.entries.enumerated() {
      for token in entry.composite { places[token, default: []].append(index) }
      for token in entry.strong { strong[token, default: []].append(index) }
    }
    overfull = places.values.count { $0.count > Self.groupCap }
    var found: Set<UInt64> = []
    for (index, entry) in left.entries.enumerated() {
      for token in entry.strong {
        for other in strong[token] ?? [] { found.insert(UInt64(index) << 32 | UInt64(other)) }
      }
      for token in entry.composite {
        guard let others = places[token], others.count <= Self.groupCap else { continue }
        for other in others { found.insert(UInt64(index) << 32 | UInt64(other)) }
      }
    }
    return found
  }

  private func addSimilar(
    _ left: ExchangeFile, _ right: ExchangeFile, _ candidates: inout Set<UInt64>
  ) {
    let known = right.entries.enumerated().filter { $0.element.encoding != nil }
    let encodings = known.compactMap(\.element.encoding)
    let threshold = Float(leastEncodingScore)
    for (index, entry) in left.entries.enumerated() {
      guard let encoding = entry.encoding else { continue }
      for place in encoding.similar(among: encodings, from: threshold) {
        candidates.insert(UInt64(index) << 32 | UInt64(known[place].offset))
      }
    }
  }

  private func pair(
    _ left: Int, _ right: Int, _ leftFile: ExchangeFile, _ rightFile: ExchangeFile
  ) -> ExchangePair {
    let mine = leftFile.entries[left]
    let other = rightFile.entries[right]
    let strong = mine.strong.filter { other.strong.contains($0) }.map(\.kind)
    let composite = mine.composite.filter { other.composite.contains($0) }.map(\.kind)
    let kinds = Set(other.composite.map(\.kind))
    let common = mine.composite.count { kinds.contains($0.kind) }
    var similarity: Double?
    if let first = mine.encoding, let second = other.encoding {
      similarity = Double(first.dice(second))
    }
    return ExchangePair(
      left: left, right: right, strong: strong, composite: composite,
      tokenScore: common == 0 ? 0 : Double(composite.count) / Double(common),
      encodingScore: similarity)
  }
}
