internal import Cohorts
internal import Domain
internal import RegistryCrypto
internal import Storage

/// Whom a notification is for.
public enum RecallAddress: Sendable {
  /// One obligation.
  case recall(String)
  /// Everything that a recipient has still to confirm.
  case recipient(String)
}

extension Registry {
  /// Writes what a recipient has to delete, and records that the recipient is told.
  ///
  /// The text names releases and pseudonyms and nothing else of a person. Whoever was told before
  /// and has not confirmed is reminded.
  /// - Parameters:
  ///   - address: whom it is for.
  ///   - path: where the text is to stand; nothing may stand there yet.
  ///   - request: operation id and whether to roll back.
  /// - Returns: what was written.
  /// - Throws: ``RegistryError``, where nothing is pending.
  public func notifyRecalls(
    _ address: RecallAddress, to path: String, _ request: ChangeRequest
  ) throws -> RecallNotice {
    let file = try Self.mapping { try OutputFile(path: path) }
    let notice = try commit(request) { change in
      let rules = try recallTerms(in: change.snapshot)
      let pending = try self.pending(address, in: change.snapshot)
      guard let first = pending.first else {
        throw RegistryError(
          .recallRefused, "there is nothing that this recipient has still to confirm",
          fix: "see: tissuectl recall list --all")
      }
      let text = RecallText(
        recipient: first.recipient, day: today, recalls: pending,
        handedOn: try handedOn(by: first.recipient, in: change.snapshot), due: rules.due
      ).text
      let bytes = Array(text.utf8)
      let digest = try sha256(bytes)
      guard let hash = DocumentHash(bytes: digest.bytes) else {
        throw RegistryError(.internalError, "a hash has 32 bytes")
      }
      try file.write(bytes)
      try change.append(
        .recallNotified(
          RecallNotification(
            recipient: first.recipient, obligations: pending.map(\.key), text: hash)))
      return RecallNotice(
        recipient: first.recipient, recalls: pending.map(RecallTerms.id), file: path,
        sha256: digest.description)
    }
    if !request.dryRun { _ = try Self.mapping { try file.commit() } }
    return notice
  }

  /// Those who may hold what a recipient received, the recipient left out.
  private func handedOn(by recipient: String, in snapshot: Snapshot) throws -> [String] {
    let key = Recipient.key(recipient)
    let holders = try snapshot.audience().holders(of: key)
    return try snapshot.recipients().filter { $0.key != key && holders.contains($0.key) }
      .map(\.name)
  }

  private func pending(
    _ address: RecallAddress, in snapshot: Snapshot
  ) throws -> [StoredRecall] {
    switch address {
    case .recall(let id):
      let found = try recall(id, in: snapshot)
      guard RecallTerms.state(of: found).isPending else {
        throw Self.refused(
          "the recall is \(RecallTerms.state(of: found).rawValue) and nobody has to be told", id)
      }
      return [found]
    case .recipient(let name):
      let key = Recipient.key(name)
      return try snapshot.recalls().filter {
        Recipient.key($0.recipient) == key && RecallTerms.state(of: $0).isPending
          && $0.from <= today
      }
    }
  }
}

extension RecallEvidence {
  /// The hash of the confirmation.
  func hash() throws -> DocumentHash {
    switch self {
    case .file(let path):
      let contents = try InputFile.path(path).contents(limit: 64 << 20)
      if let hash = DocumentHash(bytes: try sha256(contents).bytes) { return hash }
    case .digest(let text):
      if let hash = DocumentHash(text: text) { return hash }
    }
    throw FieldProblem(
      field: "evidence", problem: "this is no SHA-256",
      fix: "write sha256: and 64 hexadecimal digits, or name the recipient's confirmation")
  }
}

/// The letter to a recipient.
private struct RecallText {
  let recipient: String
  let day: CivilDay
  let recalls: [StoredRecall]
  /// Who may have been handed the data.
  let handedOn: [String]
  let due: (StoredRecall) -> CivilDay

  var text: String {
    var lines = [
      "Recall of released data", "", "To: \(recipient)", "Date: \(day)", "",
      "Permission to use the records below has ended. Delete them, every copy of them, and what",
      "was derived from them and still tells them apart; send back what is left of the tissue.",
      "",
    ]
    let releases = Dictionary(grouping: recalls, by: \.key.release).sorted { $0.key < $1.key }
    for (_, items) in releases {
      guard let first = items.first else { continue }
      lines.append(
        "Release \(first.releaseID) of \(first.sealedAt.day), for \(first.purpose):")
      let byPseudonym = Dictionary(grouping: items, by: RecallTerms.pseudonym)
      for (pseudonym, pairs) in byPseudonym.sorted(by: { $0.key < $1.key }) {
        let from = pairs.map(\.from).min() ?? day
        let answer = pairs.map(due).min() ?? day
        lines.append("  \(pseudonym)  not to be used from \(from), confirm by \(answer)")
      }
      lines.append("")
    }
    if !handedOn.isEmpty {
      lines += [
        "Tell all to whom the data were handed on, and confirm for them too:",
        "  " + handedOn.joined(separator: ", "), "",
      ]
    }
    lines.append("Confirm in writing, with the release and the pseudonyms.")
    return lines.joined(separator: "\n") + "\n"
  }
}
