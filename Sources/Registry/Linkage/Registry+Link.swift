internal import Domain
internal import HashedIdentifiers
internal import RegistryCrypto
internal import Storage

extension Registry {
  /// Writes a new secret for one exchange: 64 hexadecimal digits.
  /// - Parameter path: where the file is to stand; nothing may stand there yet.
  /// - Throws: ``RegistryError``.
  public static func writeLinkSecret(to path: String) throws {
    try mapping {
      let file = try OutputFile(path: path)
      try file.write(Array((Hexadecimal.text(of: try SecureRandom().bytes(32)) + "\n").utf8))
      try file.commit()
    }
  }

  /// Prepares the file that another registry needs to find the people both know.
  ///
  /// Only donors who permit linking today are in it, under tokens of a key that serves once. The rows
  /// tell nothing of this registry's order; whose they are stands in a second file, which stays here.
  /// - Parameters:
  ///   - path: where the file is to stand.
  ///   - rows: where the list of rows and donor codes is to stand.
  ///   - secret: what both sides share, 32 bytes or more, or their hexadecimal digits.
  ///   - hasEncodings: whether encodings are added, which find more and tell more.
  ///   - change: operation id and whether to roll back.
  /// - Returns: what was prepared.
  /// - Throws: ``RegistryError``; no file is left behind then.
  public func prepareLink(
    to path: String, rows: String, secret: [UInt8], hasEncodings: Bool, _ change: ChangeRequest
  ) throws -> LinkPreparation {
    try Self.mapping {
      guard identityMode == .vault else {
        throw RegistryError(
          .notPermitted, "a registry in mode hash-only keeps nothing that could be linked",
          why: "its tokens mean nothing under another key")
      }
      let keys = try Self.exchangeKeys(secret)
      let file = try OutputFile(path: path)
      let list = try OutputFile(path: rows)
      var preparation = LinkPreparation(
        exchange: Hexadecimal.text(of: keys.identifier), people: 0, leftOut: 0,
        hasEncodings: hasEncodings, sha256: "")
      try read { snapshot in
        try refuseSecondUse(of: keys.identifier, snapshot)
        let (people, codes, leftOut) = try linkable(snapshot)
        let prepared = try ExchangeFile.prepare(people, keys: keys, withEncodings: hasEncodings)
        try file.write(prepared.bytes)
        try list.write(Array("row,donor\n".utf8))
        for (row, place) in prepared.order.enumerated() {
          try list.write(Array("\(row + 1),\(DonorCode.text(codes[place]))\n".utf8))
        }
        preparation.people = people.count
        preparation.leftOut = leftOut
      }
      let exchange = keys.identifier
      _ = try commit(change) { change in
        try refuseSecondUse(of: exchange, change.snapshot)
        try change.append(
          .linked(
            LinkEvent(
              step: .prepared, exchange: exchange, people: UInt64(preparation.people), others: 0,
              pairs: 0, hasEncodings: hasEncodings)))
      }
      guard !change.dryRun else { return preparation }
      try list.commit()
      preparation.sha256 = try file.commit()
      return preparation
    }
  }

  /// Compares the file of this registry with that of another.
  /// - Parameters:
  ///   - own: the file that this registry prepared.
  ///   - other: the file of the other one.
  ///   - secret: what both sides share.
  ///   - out: where the pairs are to stand as CSV; nil writes none.
  ///   - change: operation id.
  /// - Returns: the pairs.
  /// - Throws: ``RegistryError``.
  public func compareLink(
    _ own: InputFile, with other: InputFile, secret: [UInt8], out: String?,
    _ change: ChangeRequest
  ) throws -> LinkComparison {
    try Self.mapping {
      let keys = try Self.exchangeKeys(secret)
      let output = try out.map { try OutputFile(path: $0) }
      let left = try ExchangeFile(decoding: try own.contents(limit: Self.linkFileLimit), keys: keys)
      let right = try ExchangeFile(
        decoding: try other.contents(limit: Self.linkFileLimit), keys: keys)
      let found = try ExchangeComparison().compare(left, right)
      var comparison = LinkComparison(
        people: left.count, others: right.count, overfull: found.overfullTokens)
      comparison.pairs = found.pairs.map { pair in
        LinkComparison.Pair(
          row: pair.left + 1, otherRow: pair.right + 1,
          score: pair.strong.isEmpty ? max(pair.tokenScore, pair.encodingScore ?? 0) : 1)
      }
      let exchange = keys.identifier
      _ = try commit(change) { change in
        try change.append(
          .linked(
            LinkEvent(
              step: .compared, exchange: exchange, people: UInt64(left.count),
              others: UInt64(right.count), pairs: UInt64(comparison.pairs.count),
              hasEncodings: left.hasEncodings && right.hasEncodings)))
      }
      if let output, !change.dryRun {
        try output.write(Array("row,other_row,score\n".utf8))
        for pair in comparison.pairs {
          let score = (pair.score * 1000).rounded() / 1000
          try output.write(Array("\(pair.row),\(pair.otherRow),\(score)\n".utf8))
        }
        try output.commit()
      }
      return comparison
    }
  }

  private static let linkFileLimit = 4 << 30

  /// Takes the secret as bytes, or as the hexadecimal digits that a new one is written in.
  private static func exchangeKeys(_ secret: [UInt8]) throws -> ExchangeKeys {
    var bytes = secret
    if secret.count == 64,
      let decoded = Hexadecimal.bytes(of: String(decoding: secret, as: UTF8.self))
    {
      bytes = decoded
    }
    guard bytes.count >= ExchangeKeys.leastSecretLength else {
      throw RegistryError(
        .usage, "the shared secret has fewer than \(ExchangeKeys.leastSecretLength) bytes",
        fix: "make one with: tissuectl link secret FILE")
    }
    return try ExchangeKeys(secret: Secret(moving: &bytes))
  }

  private func refuseSecondUse(of exchange: [UInt8], _ snapshot: Snapshot) throws {
    var earlier: UInt64?
    try snapshot.forEachEvent(kind: "link_prepared", since: 0) { event in
      if case .linked(let link) = try keys.open(event, in: snapshot), link.exchange == exchange {
        earlier = event.sequence
      }
    }
    guard let earlier else { return }
    throw RegistryError(
      .operationConflict, "this secret has served already", at: [.init("event", "\(earlier)")],
      why: "two files under one secret tell who was added in between",
      fix: "agree on a new one: tissuectl link secret FILE")
  }

  /// The persons who permit linking today and whose identifiers can be opened.
  private func linkable(
    _ snapshot: Snapshot
  ) throws -> (people: [PersonIdentifiers], codes: [Int64], leftOut: Int) {
    var codes: [Int64] = []
    var all = 0
    try snapshot.forEachDonor(on: today) { donor, states in
      all += 1
      if states.permitted.contains(.dataLinkage) { codes.append(donor.code) }
    }
    var people: [PersonIdentifiers] = []
    var opened: [Int64] = []
    for code in codes {
      guard let person = try keys.identifiers(of: code, in: snapshot) else { continue }
      people.append(person)
      opened.append(code)
    }
    return (people, opened, all - opened.count)
  }
}
