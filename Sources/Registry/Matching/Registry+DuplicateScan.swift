internal import Domain
internal import HashedIdentifiers
internal import Storage

/// What a search for duplicates among all donors found.
public struct DuplicateScan: Sendable {
  /// Pairs of donors that share a token.
  public var compared = 0
  /// Review cases that were opened.
  public var opened = 0
  /// Tokens that too many donors share; their groups were passed over.
  public var overfull = 0
  /// How many donors share the commonest token.
  public var largestGroup = 0
}

extension Registry {
  /// Grades every pair of donors that share a token and opens a review case for each that may be one
  /// person: what a registration does at once, and a bulk intake leaves for later.
  ///
  /// Pairs that have a case already are left as they are.
  /// - Parameter change: operation id and whether to roll back.
  /// - Returns: what was found.
  /// - Throws: ``RegistryError``; in mode `hash-only` there is nothing to compare.
  public func scanDuplicates(_ change: ChangeRequest) throws -> DuplicateScan {
    guard identityMode == .vault else {
      throw RegistryError(
        .notPermitted, "a registry in mode hash-only keeps nothing that could be compared",
        why: "equal names and birth date were told when the donor was registered",
        fix: "leave --scan out to list those cases")
    }
    guard keys.standing.rotation == nil else {
      throw RegistryError(
        .keysChanged, "the tokens of some donors stand under another key than those of others",
        fix: "finish with: tissuectl keys rotate")
    }
    return try commit(
      change,
      repeated: { event, _ in event.kind == "duplicates_suspected" ? DuplicateScan() : nil }
    ) { change in
      var scan = DuplicateScan()
      var sharingPhone: Set<Int64> = []
      let pairs = try sharedTokenPairs(change.snapshot, &scan, &sharingPhone)
      var suspicions: [Int64: [(Int64, Registration.Candidate)]] = [:]
      for pair in try graded(pairs, change.snapshot, sharingPhone: sharingPhone) {
        suspicions[pair.newer, default: []].append((pair.older, pair.candidate))
        scan.opened += 1
      }
      for (newer, candidates) in suspicions.sorted(by: { $0.key < $1.key }) {
        guard let code = DonorCode(value: newer) else {
          throw StoreError.corrupt(detail: "a donor's code is not readable")
        }
        try suspect(code, candidates, change)
      }
      return scan
    }
  }

  /// The pairs of codes that share a token, each once and in order, without those that have a case,
  /// and the codes whose telephone number too many have.
  private func sharedTokenPairs(
    _ snapshot: Snapshot, _ scan: inout DuplicateScan, _ sharingPhone: inout Set<Int64>
  ) throws -> [CodePair] {
    var pairs: [CodePair] = []
    try snapshot.forEachTokenGroup { rawKind, codes in
      scan.largestGroup = max(scan.largestGroup, codes.count)
      let kind = TokenKind(rawValue: rawKind) ?? .person
      guard codes.count <= kind.groupLimit else {
        scan.overfull += 1
        if kind == .phoneInitial { sharingPhone.formUnion(codes) }
        return
      }
      for (place, first) in codes.enumerated() {
        for second in codes[(place + 1)...] { pairs.append(CodePair(first, second)) }
      }
      // Several tokens propose most pairs, so that repeats are dropped before there are many.
      if pairs.count > 1 << 22 { Self.removeRepeats(&pairs) }
    }
    Self.removeRepeats(&pairs)
    let cases = Set(try snapshot.reviewCases().map { CodePair($0.first, $0.second) })
    pairs.removeAll { cases.contains($0) }
    scan.compared = pairs.count
    return pairs
  }

  private static func removeRepeats(_ pairs: inout [CodePair]) {
    pairs.sort()
    var kept = 0
    for pair in pairs where kept == 0 || pairs[kept - 1] != pair {
      pairs[kept] = pair
      kept += 1
    }
    pairs.removeLast(pairs.count - kept)
  }

  private func graded(
    _ pairs: [CodePair], _ snapshot: Snapshot, sharingPhone: Set<Int64>
  ) throws -> [(newer: Int64, older: Int64, candidate: Registration.Candidate)] {
    let check = try DuplicateCheck(snapshot, try snapshot.tokenLookup(), keys)
    var found: [(newer: Int64, older: Int64, candidate: Registration.Candidate)] = []
    var opened: [Int64: ComparisonRecord] = [:]
    func record(_ code: Int64) throws -> ComparisonRecord? {
      if let known = opened[code] { return known }
      var record = try check.opened(code)
      record?.isPhoneShared = sharingPhone.contains(code)
      if opened.count >= 1 << 17 { opened.removeAll(keepingCapacity: true) }
      opened[code] = record
      return record
    }
    for (done, pair) in pairs.enumerated() {
      if done % 4096 == 4095 {
        context.progress?(Progress(what: "pairs", done: done + 1, total: pairs.count))
      }
      guard let one = try record(pair.first), let other = try record(pair.second) else { continue }
      let assessment = check.assess(one, other)
      guard assessment.matchClass != .different,
        try snapshot.survivor(of: pair.first) != snapshot.survivor(of: pair.second),
        let first = try snapshot.donorRow(asRegistered: pair.first),
        let second = try snapshot.donorRow(asRegistered: pair.second)
      else { continue }
      let isFirstNewer = first.registeredSequence > second.registeredSequence
      let older = isFirstNewer ? pair.second : pair.first
      found.append(
        (
          isFirstNewer ? pair.first : pair.second, older,
          Registration.Candidate(
            donor: DonorCode.text(older), score: assessment.probability,
            agreed: assessment.levels.agreed)
        ))
    }
    return found
  }
}

/// Two codes, the lower one first.
private struct CodePair: Hashable, Comparable {
  let first: Int64
  let second: Int64

  init(_ one: Int64, _ other: Int64) {
    first = min(one, other)
    second = max(one, other)
  }

  static func < (left: CodePair, right: CodePair) -> Bool {
    (left.first, left.second) < (right.first, right.second)
  }
}
