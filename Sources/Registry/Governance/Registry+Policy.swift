internal import Cohorts
internal import Config
internal import Domain
internal import Storage

/// What the publication of a policy led to.
public struct PolicyChange: Sendable {
  /// The version that is in force now.
  public var version: Int
  /// Ledger sequence of the event.
  public var sequence: UInt64
}

extension Registry {
  /// The policy that releases and counts have to keep to.
  /// - Returns: the document, the registry's own or the one that the program carries.
  /// - Throws: ``RegistryError``.
  public func policyDocument() throws -> String {
    try read(.catalogue) { try $0.releasePolicy()?.text ?? Defaults.exportPolicyDocument.text }
  }

  /// Publishes a policy; it is in force from then on.
  /// - Parameters:
  ///   - input: the document, YAML.
  ///   - request: operation id and whether to roll back.
  /// - Returns: what was published.
  /// - Throws: ``RegistryError``.
  public func publishPolicy(
    _ input: InputFile, _ request: ChangeRequest
  ) throws -> PolicyChange {
    let (policy, text) = try Self.mapping {
      let bytes = try input.contents()
      return (
        try ExportPolicyDocument.parse(yaml: bytes, file: input.name),
        String(decoding: bytes, as: UTF8.self)
      )
    }
    return try commit(
      request,
      repeated: { [keys] first, snapshot in
        guard case .policyPublished(let document) = try keys.open(first, in: snapshot) else {
          return nil
        }
        return PolicyChange(version: document.version, sequence: first.sequence)
      },
      { change in
        let known = try exportPolicy(in: change.snapshot).version
        guard policy.version > known else {
          throw RegistryError(
            .versionConflict, "the policy stands at version \(known) already",
            at: [.init("file", input.name), .init("field", "version")],
            fix: "write version: \(known + 1)")
        }
        let sequence = try change.append(
          .policyPublished(
            PublishedDocument(id: "policy", version: policy.version, text: text)))
        return PolicyChange(version: policy.version, sequence: sequence)
      })
  }

  /// The policy in force.
  func exportPolicy(in snapshot: Snapshot) throws -> ExportPolicy {
    guard let own = try snapshot.releasePolicy() else { return try Defaults.exportPolicy() }
    return try ExportPolicyDocument.parse(
      yaml: Array(own.text.utf8), file: "policy@\(own.version)")
  }

  /// What a release has to fulfil: the policy, what was asked for beyond it, and the scheme of the
  /// releases of its family.
  func releasePolicy(
    _ request: CohortExportRequest, for question: CohortQuestion, in snapshot: Snapshot
  ) throws -> ReleasePolicy {
    if let programme = question.programme, programme.state == .terminated {
      throw RegistryError(
        .programmeRefused, "the programme ended before its time",
        at: [.init("programme", programme.id)],
        why: "everything that was released for it is being recalled",
        fix: "publish a new version with: tissuectl programme add FILE")
    }
    let policy = try exportPolicy(in: snapshot)
    try refuseWeaker(request, policy)
    let conditions = request.conditions
    let k = max(
      request.k ?? policy.k,
      conditions.maximumRisk.map { Int((1 / max($0, 1e-9) - 1e-9).rounded(.up)) } ?? 1)
    return ReleasePolicy(
      k: k, suppressionLimit: request.suppression ?? policy.suppressionLimit,
      ageTopCode: policy.ageTopCode, restrictedRegions: Set(policy.restrictedZIP3),
      quasiIdentifiers: policy.quasiIdentifiers, sensitive: policy.sensitive,
      l: conditions.l ?? policy.l, t: conditions.t, averageRisk: conditions.averageRisk,
      coarserThan: try snapshot.familyLevels(of: question.purpose, for: request.recipient),
      recoding: conditions.recoding ?? policy.recoding)
  }

  private func refuseWeaker(_ request: CohortExportRequest, _ policy: ExportPolicy) throws {
    if let k = request.k, k < policy.k {
      throw RegistryError(
        .privacyRefused, "k = \(k) is less than the policy's \(policy.k)",
        at: [.init("option", "--k")], fix: "ask for \(policy.k) or more")
    }
    if let l = request.conditions.l, l < policy.l {
      throw RegistryError(
        .privacyRefused, "l = \(l) is less than the policy's \(policy.l)",
        at: [.init("option", "--l")], fix: "ask for \(policy.l) or more")
    }
    if policy.sensitive.isEmpty, request.conditions.l ?? 1 > 1 || request.conditions.t != nil {
      throw RegistryError(
        .usage, "diversity and closeness speak of sensitive columns and the policy names none",
        at: [.init("option", request.conditions.t == nil ? "--l" : "--t")],
        fix: "name them under 'sensitive' with: policy publish")
    }
    if let limit = request.suppression, !(0...policy.suppressionLimit).contains(limit) {
      throw RegistryError(
        .privacyRefused,
        "a suppression limit of \(limit) is outside of the policy's 0 to "
          + "\(policy.suppressionLimit)",
        at: [.init("option", "--suppression")], fix: "ask for less")
    }
  }
}

extension Snapshot {
  /// The coarsest level that any release of a family has for each column.
  ///
  /// A family is what one audience received for one purpose. Two releases of it that generalise
  /// differently could be held against each other; so a scheme only ever becomes coarser.
  fileprivate func familyLevels(
    of purpose: String, for recipient: String
  ) throws -> [String: Int] {
    let audience = try audience().meeting(Recipient.key(recipient))
    let terms = try terms()
    var levels: [String: Int] = [:]
    for release in try releases()
    where release.release.purpose == purpose
      && audience.contains(Recipient.key(release.release.recipient))
    {
      guard let scheme = terms[release.sequence]?.terms.levels else { continue }
      levels.merge(SchemeText.levels(scheme)) { max($0, $1) }
    }
    return levels
  }
}

/// A scheme of generalisation as `column=level` separated by commas.
enum SchemeText {
  /// The scheme of all donors; none where each class has its own, which only the classes themselves
  /// hold a later release to.
  static func text(_ cohort: AnonymizedCohort) -> String {
    guard cohort.recoding == .fullDomain else { return "" }
    return cohort.levels.map { "\($0.column)=\($0.level)" }.joined(separator: ",")
  }

  static func levels(_ text: String) -> [String: Int] {
    let pairs = text.split(separator: ",").compactMap { part -> (String, Int)? in
      let words = part.split(separator: "=")
      guard words.count == 2, let level = Int(words[1]) else { return nil }
      return (String(words[0]), level)
    }
    return Dictionary(pairs) { max($0, $1) }
  }
}
