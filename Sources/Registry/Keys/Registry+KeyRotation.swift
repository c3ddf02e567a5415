internal import HashedIdentifiers
internal import Storage

/// How far a change of the master key has come.
public struct RotationSummary: Sendable {
  /// The key that goes.
  public var from: String
  /// The key that comes; empty in a dry run that would make it.
  public var to: String
  /// Donors moved by this call.
  public var moved: Int
  /// Donors who still hang on the key that goes.
  public var remaining: Int
  /// Tokens of all donors that could not be made anew and stand on the older key's.
  public var nested: Int
  /// Whether nothing needs the older key any more.
  public var isFinished: Bool
}

extension Registry {
  /// How many donors a rotation moves in one transaction.
  public static let rotationBatch = 1000

  /// Moves every donor from the present master key to a new one, or goes on where a rotation stopped.
  ///
  /// The new key is in the ring's file before the ledger names it. From then on it serves everything
  /// new, and whoever looks a person up asks with both. Donors are moved in batches, each one
  /// transaction: their data keys are wrapped anew; their tokens are made anew of the sealed
  /// identifiers, and where those are not kept HMAC(new key, old token) takes their place. The older
  /// key is retired when no donor hangs on it.
  /// - Parameters:
  ///   - change: operation id and whether to roll back.
  ///   - batch: how many donors one transaction moves.
  ///   - batches: how many transactions at most; nil goes on to the end.
  /// - Returns: how far it has come.
  /// - Throws: ``RegistryError``; what earlier batches moved stays moved.
  public func rotateKeys(
    _ change: ChangeRequest, batch: Int = rotationBatch, upTo batches: Int? = nil
  ) throws -> RotationSummary {
    if change.dryRun { return try plannedRotation() }
    if keys.standing.rotation == nil {
      try Self.mapping { try beginRotation(change) }
    } else {
      try read(.upkeep) { _ in }
    }
    var moved = 0
    var last: Int64?
    var left = batches ?? Int.max
    let total = try read(.upkeep) { try remaining($0) }
    while left > 0 {
      let (count, end) = try moveDonors(after: last, upTo: batch)
      moved += count
      left -= 1
      context.progress?(Progress(what: "donors", done: moved, total: total))
      // Nobody registers under the older key any more, so one walk over the codes meets everybody.
      guard count == batch, let end else {
        return try Self.mapping { try finishRotation(moved: moved) }
      }
      last = end
    }
    return try summary(moved: moved)
  }

  private func plannedRotation() throws -> RotationSummary {
    try read(.upkeep) { snapshot in
      let rotation = keys.standing.rotation
      return RotationSummary(
        from: rotation?.from ?? keys.keyID, to: rotation?.to ?? "", moved: 0,
        remaining: try remaining(snapshot), nested: rotation?.nested ?? 0, isFinished: false)
    }
  }

  private func remaining(_ snapshot: Snapshot, under key: String? = nil) throws -> Int {
    let from = key ?? keys.standing.previous ?? keys.keyID
    return try snapshot.dataKeyCounts().first { $0.keyID == from }?.count ?? 0
  }

  private func summary(moved: Int) throws -> RotationSummary {
    try read(.upkeep) { snapshot in
      guard let rotation = try snapshot.rotations().last else {
        throw StoreError.corrupt(detail: "the rotation under way is not in its table")
      }
      return RotationSummary(
        from: rotation.from, to: rotation.to, moved: moved,
        remaining: try remaining(snapshot, under: rotation.from), nested: rotation.nested,
        isFinished: rotation.finishedSequence != nil)
    }
  }

  private func beginRotation(_ change: ChangeRequest) throws {
    _ = try commit(
      change, repeated: { event, _ in event.kind == "key_rotation_began" ? () : nil }
    ) { change in
      try requireDataKeys(change.snapshot)
      // Under the write lock, so that two rotations at once cannot each lose the other's key. A key
      // that a killed rotation left in the ring, and that no ledger names, is used.
      var ring = try ringFile.read()
      let unused = ring.keys.first { $0.state == .new && !keys.standing.all.contains($0.id) }
      let id = try unused?.id ?? ring.addKey(at: change.recordedAt)
      if unused == nil { try ringFile.replace(with: ring) }
      try change.transaction.replace(inheritedKeys: try keys.inheritance(under: id, of: ring))
      try change.transaction.replace(
        studyKeys: try keys.studyKeys(under: id, of: ring, in: change.snapshot))
      try change.append(
        .keysChanged(
          .rotationBegan(
            from: keys.keyID, to: id, check: try keys.checkValue(of: id, in: ring))))
    }
    try reloadKeys()
  }

  /// A donor without a data key could not be moved, and would never be found again.
  private func requireDataKeys(_ snapshot: Snapshot) throws {
    let lost = try snapshot.donorsWithoutDataKey()
    guard lost == 0 else {
      throw RegistryError(
        .wrongKey, "the data keys of \(lost) donors are lost",
        why: "their tokens could not be moved to another key",
        fix: "bring them back with: tissuectl keys import FILE")
    }
  }

  /// Moves some donors in one transaction.
  /// - Returns: how many, and the code of the last one.
  private func moveDonors(after last: Int64?, upTo limit: Int) throws -> (Int, end: Int64?) {
    guard let from = keys.standing.previous else { return (0, nil) }
    return try commit(ChangeRequest()) { change in
      let found = try change.snapshot.dataKeys(wrappedBy: from, after: last, limit: limit)
      for (donor, wrapped) in found { try move(donor, wrapped, from, change) }
      return (found.count, found.last?.donor)
    }
  }

  private func move(_ donor: Int64, _ wrapped: [UInt8], _ from: String, _ change: Change) throws {
    guard let code = DonorCode(value: donor) else {
      throw StoreError.corrupt(detail: "a donor's code is not readable")
    }
    let key = try keys.unwrap(wrapped, by: from, of: code)
    let (tokens, identity) = try heldTokens(of: donor, key, change.snapshot)
    let identifiers = try identity.map { try keys.openIdentifiers($0, of: code, key: key) }
    let replacement = try keys.tokens.replacement(of: tokens, identifiers: identifiers)
    try change.transaction.rewrap(
      dataKey: try keys.wrap(key, of: code), keyID: keys.keyID, of: donor)
    try change.append(.donorTokensReplaced(replacement), about: code, key: key)
  }

  /// The tokens that a donor's events left, and the sealed identifiers, where they are kept.
  private func heldTokens(
    of donor: Int64, _ key: borrowing DataKey, _ snapshot: Snapshot
  ) throws -> (DonorTokens, identity: [UInt8]?) {
    var held = DonorTokens()
    var identity: [UInt8]?
    for sequence in try snapshot.tokenEvents(of: donor) {
      guard let event = try snapshot.event(sequence) else { continue }
      switch try keys.open(event, key: key) {
      case .donorRegistered(_, let tokens, let sealed):
        held = tokens
        identity = sealed.isEmpty ? nil : sealed
      case .donorExtended(_, let tokens):
        held.strong += tokens.strong
        held.composite += tokens.composite
      case .donorTokensReplaced(let replacement): held = replacement.added
      default: break
      }
    }
    return (held, identity)
  }

  /// Retires the older key: nothing may need it any more.
  private func finishRotation(moved: Int) throws -> RotationSummary {
    guard let rotation = keys.standing.rotation else { return try summary(moved: moved) }
    try commit(ChangeRequest()) { change in
      guard try remaining(change.snapshot) == 0 else {
        throw RegistryError(
          .keysChanged, "donors still hang on key \(rotation.from)", fix: "run keys rotate again")
      }
      try requireDataKeys(change.snapshot)
      let nested = try change.snapshot.rotations().last?.nested ?? 0
      if identityMode == .vault, nested == 0 {
        // Every token was made anew, so no token stands on an older one.
        try change.transaction.replace(
          inheritedKeys: try change.snapshot.inheritedKeys().filter {
            $0.purpose != InheritedPurpose.matchTokens.rawValue
          })
      }
      try change.append(.keysChanged(.rotationFinished(from: rotation.from, to: rotation.to)))
      var ring = try ringFile.read()
      if ring.activeKeyID != rotation.to {
        try ring.promote(rotation.to)
        try ringFile.replace(with: ring)
      }
    }
    try reloadKeys()
    return try summary(moved: moved)
  }
}
