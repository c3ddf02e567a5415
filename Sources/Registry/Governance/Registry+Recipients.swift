internal import Cohorts
internal import Config
internal import Domain
internal import Storage

/// A recipient as `recipient list` prints it.
public struct RecipientLine: Sendable {
  /// The name.
  public var name: String
  /// Whether it is on record, and not only named by a release.
  public var isRegistered: Bool
  /// Those to whom it may hand on, directly.
  public var sharesWith: [String]
  /// Everybody who may come to hold what it receives, itself left out.
  public var heldBy: [String]
  /// Everybody whose releases are held against its own, itself left out.
  public var heldAgainst: [String]
  /// Ids of the releases that it received.
  public var releases: [String]
  /// Epsilon spent on counts.
  public var spent: Double
}

extension Registry {
  /// Puts a recipient on record.
  /// - Parameters:
  ///   - name: its name.
  ///   - request: operation id and whether to roll back.
  /// - Returns: the recipient.
  /// - Throws: ``RegistryError``, where it is on record already.
  public func addRecipient(_ name: String, _ request: ChangeRequest) throws -> RecipientLine {
    let key = Recipient.key(name)
    guard !key.isEmpty else {
      throw RegistryError(.usage, "a recipient needs a name", fix: "say who receives data")
    }
    return try commit(request, repeated: repeated("recipient_added", key)) { change in
      if try change.snapshot.recipients().contains(where: { $0.key == key }) {
        throw RegistryError(
          .operationConflict, "the recipient is on record already",
          at: [.init("recipient", key)], fix: "see: tissuectl recipient show NAME")
      }
      try change.append(.recipientAdded(name: name))
      return try recipientLine(key, in: change.snapshot)
    }
  }

  /// Records that one recipient may hand on to another what it receives.
  ///
  /// Refused where the releases that somebody would come to hold single out fewer than k donors: what
  /// has left cannot be repaired.
  /// - Parameters:
  ///   - giver: who hands on.
  ///   - taker: who is handed it.
  ///   - request: operation id and whether to roll back.
  /// - Returns: the giver.
  /// - Throws: ``RegistryError``.
  public func shareRecipient(
    _ giver: String, with taker: String, _ request: ChangeRequest
  ) throws -> RecipientLine {
    let share = StoredShare(giver: Recipient.key(giver), taker: Recipient.key(taker))
    return try commit(request, repeated: repeated("recipient_shares", share.giver)) { change in
      let known = Set(try change.snapshot.recipients().map(\.key))
      for key in [share.giver, share.taker] where !known.contains(key) {
        throw RegistryError(
          .notFound, "no recipient of this name is on record", at: [.init("recipient", key)],
          fix: "put it on record with: tissuectl recipient add NAME")
      }
      guard share.giver != share.taker, try !change.snapshot.shares().contains(share) else {
        throw RegistryError(
          .operationConflict, "that is on record already, or the two are one",
          at: [.init("recipient", share.giver)], fix: "see: tissuectl recipient show NAME")
      }
      try change.append(.recipientShares(share))
      try refuseIsolation(by: share, in: change.snapshot)
      return try recipientLine(share.giver, in: change.snapshot)
    }
  }

  /// Holds all releases against each other that can meet because of a share.
  private func refuseIsolation(by share: StoredShare, in snapshot: Snapshot) throws {
    let policy = try exportPolicy(in: snapshot)
    let audience = try snapshot.audience().meeting(share.giver)
    let held = try snapshot.jointClasses(
      heldBy: audience, sensitive: policy.l > 1 ? policy.sensitive.count : 0)
    let broken = held.broken(JointClasses.Rule(k: policy.k, l: policy.l))
    guard let smallest = broken.first else { return }
    throw RegistryError(
      .privacyRefused,
      "together their releases would tell \(broken.count) groups apart that do not protect their "
        + "donors, the smallest of \(smallest)",
      at: [.init("recipient", share.giver), .init("recipient", share.taker)],
      why: "what has left cannot be repaired",
      fix: "let the agreement forbid handing on, or give both one release made for both")
  }

  /// Every recipient on record or named by a release, by name.
  /// - Returns: the recipients.
  /// - Throws: ``RegistryError``.
  public func recipients() throws -> [RecipientLine] {
    try read(.releases) { snapshot in
      let named = try snapshot.releases().map { Recipient.key($0.release.recipient) }
      let asking = try snapshot.countAnswers().map(\.recipient)
      return try Set(named + asking + snapshot.recipients().map(\.key)).sorted()
        .map { try recipientLine($0, in: snapshot) }
    }
  }

  /// One recipient.
  /// - Parameter name: its name.
  /// - Returns: the recipient.
  /// - Throws: ``RegistryError``.
  public func recipient(_ name: String) throws -> RecipientLine {
    try read(.releases) { try recipientLine(Recipient.key(name), in: $0) }
  }

  /// Refuses a recipient who is not on record, where the policy wants that.
  func refuseUnknown(recipient: String, in snapshot: Snapshot) throws {
    guard try exportPolicy(in: snapshot).registeredRecipients else { return }
    let key = Recipient.key(recipient)
    let known = try snapshot.recipients().map(\.key)
    guard !known.contains(key) else { return }
    throw RegistryError(
      .privacyRefused, "the recipient is not on record", at: [.init("recipient", key)],
      why: "the policy gives nothing to others",
      fix: NearestName.suggestion(for: key, among: known))
  }

  /// What is known of a recipient who is on record, has received something or has asked.
  func recipientLine(_ key: String, in snapshot: Snapshot) throws -> RecipientLine {
    let known = Dictionary(
      uniqueKeysWithValues: try snapshot.recipients().map { ($0.key, $0.name) })
    let releases = try snapshot.releases()
    let received = releases.filter { Recipient.key($0.release.recipient) == key }
    let asked = try snapshot.countAnswers().first { $0.recipient == key }?.recipient
    guard let name = known[key] ?? received.first?.release.recipient ?? asked else {
      throw RegistryError(
        .notFound, "there is no recipient '\(FieldProblem.excerpt(key))'",
        fix: NearestName.suggestion(
          for: key,
          among: Set(known.keys).union(releases.map { Recipient.key($0.release.recipient) })
            .sorted()))
    }
    func names(_ keys: some Sequence<String>) -> [String] {
      keys.filter { $0 != key }.map { known[$0] ?? $0 }.sorted()
    }
    let audience = try snapshot.audience()
    return RecipientLine(
      name: name, isRegistered: known[key] != nil,
      sharesWith: names(try snapshot.shares().filter { $0.giver == key }.map(\.taker)),
      heldBy: names(audience.holders(of: key)), heldAgainst: names(audience.meeting(key)),
      releases: received.map(\.release.id),
      spent: Double(try snapshot.spent(by: key)) / 1_000_000)
  }

  private func repeated(
    _ kind: String, _ key: String
  ) -> (StoredEvent, Snapshot) throws -> RecipientLine? {
    { [self] first, snapshot in first.kind == kind ? try recipientLine(key, in: snapshot) : nil }
  }
}

extension Snapshot {
  /// What a recipient spent on counts, in millionths of epsilon.
  func spent(by recipient: String) throws -> Int64 {
    try countAnswers().filter { $0.recipient == recipient }.map(\.cost).reduce(0, +)
  }
}
