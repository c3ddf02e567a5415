internal import Anonymization
internal import Cohorts
internal import Config
internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Ledger
internal import RegistryCrypto
internal import ResearchRouting
internal import Storage

extension Registry {
  /// Releases an anonymised cohort into a folder.
  ///
  /// One transaction selects the donors, asks the consent of each once more of the recorded events,
  /// generalises, writes and re-reads the files, and seals the release in the ledger. Only then does
  /// the folder get its name.
  /// - Parameters:
  ///   - request: which donors, for whom, where to.
  ///   - change: operation id and whether to roll back.
  /// - Returns: what left.
  /// - Throws: ``RegistryError``.
  public func exportCohort(
    _ request: CohortExportRequest, _ change: ChangeRequest
  ) throws -> ReleaseSummary {
    let day = today
    let formats = try ReleaseFiles.formats(named: request.formats)
    if !change.dryRun { try finishDeliveries() }
    if let done = try doneBefore(change) { return done }
    let folder = try Self.mapping { try ReleaseFolder(out: request.out, log: logName) }
    defer { folder.discard() }
    try refuse(request, on: day)
    // Held to the end of the commit: a withdrawal is in the spool before the release is sealed, and
    // stops it, or comes after it.
    var hold: SpoolHold?
    defer { hold?.release() }
    let summary = try folder.kept {
      try commit(change, repeated: repeatedExport) { change in
        let question = try CohortQuestion(
          request.selection, registry: self, snapshot: change.snapshot)
        try refuseUnknown(recipient: request.recipient, in: change.snapshot)
        try refuseUnwitnessed(in: change.snapshot)
        let policy = try releasePolicy(request, for: question, in: change.snapshot)
        let members = try members(of: question, on: day, change)
        try requireApproval(of: members, request: request, policy: policy, question, change)
        let release = try prepare(
          members, question: question, request: request, formats: formats, policy: policy,
          day: day, folder, change)
        hold = try spool.hold()
        try requireEmptySpool()
        return release
      }
    }
    hold?.release()
    guard !change.dryRun else { return summary }
    folder.isSealed = true
    try Self.mapping { try folder.publish() }
    _ = try commit(ChangeRequest()) { try $0.append(.releaseDelivered(release: summary.release)) }
    return summary
  }

  private var logName: String {
    String(Hexadecimal.text(of: keys.logID.bytes).suffix(8))
  }

  func refuse(_ request: CohortExportRequest, on day: CivilDay) throws {
    if let until = request.conditions.until, until < day {
      throw RegistryError(
        .usage, "the agreement ends on \(until), before the release",
        at: [.init("option", "--until")], fix: "give its last day")
    }
    if let asked = request.selection.on, asked != day {
      throw RegistryError(
        .usage, "a release asks for the consent of today, \(day), and of no other day",
        at: [.init("option", "--on")], fix: "leave --on out; cohort count answers for other days")
    }
    if request.selection.knownAt != nil || request.selection.ignoreBiomarkers {
      throw RegistryError(
        .usage, "a release uses all that is known and every rule of the programme",
        fix: "leave --known-at and --ignore-biomarkers out; cohort count answers with them")
    }
    if request.recipient.isEmpty {
      throw RegistryError(
        .usage, "a release needs a recipient", at: [.init("option", "--recipient")],
        fix: "say who receives it")
    }
  }

  private func prepare(
    _ members: Cohort, question: CohortQuestion, request: CohortExportRequest,
    formats: [ReleaseFormat], policy: ReleasePolicy, day: CivilDay, _ folder: ReleaseFolder,
    _ change: Change
  ) throws -> ReleaseSummary {
    do {
      let protected = try ProtectedCohort(
        members, recipient: request.recipient, policy: policy, in: change.snapshot)
      let cohort = protected.cohort
      let id = change.operation.description
      try folder.begin(release: id)
      let table = ReleaseTable(cohort, pseudonyms: members.pseudonyms)
      let heading = ReleaseHeading(
        release: id, purpose: question.purpose, recipient: request.recipient,
        sealedAt: change.recordedAt, k: policy.k)
      let reference = try cohort.reference(policy)
      let items = protected.items(of: members)
      let written = try ReleaseFiles.write(
        .delimited(table, name: CohortFile.name),
        and: formats.flatMap { $0.files(of: table, heading) }, of: table, to: folder,
        meanwhile: { try change.project(items: items) }
      ) { input in
        try CohortFile.examine(
          input, quasiIdentifiers: cohort.quasiIdentifiers, sensitive: policy.protected,
          models: policy.models, reference: reference)
      }
      let (measures, violations) = written.finding
      if let violation = violations.first { throw CohortRefusal.unmet(violation) }
      var summary = ReleaseSummary(
        release: id, donors: cohort.released.count, suppressed: cohort.suppressed,
        classes: measures.classes, k: measures.k, highestRisk: measures.highestRisk,
        averageRisk: measures.averageRisk, loss: cohort.loss,
        levels: cohort.levels.map { ReleaseSummary.Level($0) },
        files: [written.examined], ledgerSize: change.transaction.ledgerSize,
        root: Hexadecimal.text(of: try change.transaction.ledgerRoot()), folder: folder.path,
        withheld: protected.withheld.donors)
      summary.files += written.others
      let description = ReleaseDescription(
        summary: summary, purpose: question.purpose, needed: question.needed,
        recipient: request.recipient, day: day, sealedAt: change.recordedAt, policy: policy,
        suppressedLimit: policy.suppressionLimit, query: ReleaseQuery(question),
        conditions: request.conditions,
        policyVersion: try exportPolicy(in: change.snapshot).version,
        checkpoint: try keys.signedCheckpoint(
          size: summary.ledgerSize, root: change.transaction.ledgerRoot()),
        diversity: measures.diversity)
      summary.files.append(
        try folder.write("datapackage.json", description.dataPackage(cohort, written.examined)))
      let manifest = description.manifest(summary.files)
      summary.files.append(try folder.write(ReleaseManifest.name, manifest))
      summary.files.append(
        try folder.write(ReleaseSignature.name, try ReleaseSignature.sign(manifest, with: keys)))
      try folder.sync()
      try change.append(
        sealing:
          SealedRelease(
            id: id, recipient: request.recipient, purpose: question.purpose, validOn: day,
            scopes: question.needed, document: String(decoding: manifest, as: UTF8.self),
            folder: folder.path, items: items))
      try change.append(
        .releaseGoverned(
          GovernedRelease(
            release: id,
            terms: ReleaseTerms(
              agreement: request.conditions.agreement, until: request.conditions.until,
              request: request.conditions.approval, levels: SchemeText.text(cohort)),
            sensitive: policy.l > 1
              ? zip(cohort.released, cohort.values(of: policy.sensitive)).map { member, values in
                GovernedRelease.Sensitive(
                  donor: members.donors[member], value: SensitiveValues.text(values))
              } : [])))
      return summary
    } catch let refusal as CohortRefusal {
      throw RegistryError(
        .privacyRefused, refusal.description, why: "nothing was released",
        fix: "wait for more donors, or ask for a wider cohort")
    } catch let problem as HierarchyError {
      throw RegistryError(
        .privacyRefused, "a value cannot be generalised: \(problem)", why: "nothing was released",
        fix: "correct the value at its donor")
    }
  }

  private func repeatedExport(
    _ first: StoredEvent, _ snapshot: Snapshot
  ) throws -> ReleaseSummary? {
    guard
      let sealed = try snapshot.event(
        of: first.operation, kind: "release_sealed", from: first.sequence),
      case .releaseSealed(let release) = try keys.open(sealed, in: snapshot)
    else { return nil }
    return try ReleaseDescription.summary(of: release)
  }

  /// The answer of an export that was made before under the operation id.
  private func doneBefore(_ change: ChangeRequest) throws -> ReleaseSummary? {
    guard change.operation != nil else { return nil }
    let operation = try operationID(change.operation).bytes
    return try read { snapshot in
      try snapshot.firstEvent(of: operation).flatMap { try repeatedExport($0, snapshot) }
    }
  }

  /// Finishes what a crash or a full disk left between the seal of a release and the naming of its
  /// folder, before a new release looks whether its own place is free.
  private func finishDeliveries() throws {
    let isWaiting = try read { snapshot in
      try snapshot.releases().contains { $0.deliveredSequence == nil }
    }
    guard isWaiting else { return }
    try commit(ChangeRequest()) { change in
      for release in try change.snapshot.releases() where release.deliveredSequence == nil {
        let id = release.release.id
        if try ReleaseFolder.finish(release.release.folder, release: id, log: logName) {
          try change.append(.releaseDelivered(release: id))
        }
      }
    }
  }
}
