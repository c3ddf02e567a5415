internal import Domain
internal import Storage

/// Every kind of event there is, with the content that its payload seals.
///
/// The names are part of the stored format. A payload begins with the version of its own form.
enum EventPayload {
  case registryCreated(mode: String)
  case formPublished(ConsentForm, document: PublishedDocument)
  case programmePublished(PublishedDocument)
  case programmeStateChanged(programme: String, ProgrammeState, reason: String?)
  case donorRegistered(DonorRecord, DonorTokens, sealedIdentity: [UInt8])
  case donorExtended(DonorAdditions, DonorTokens)
  case donorsMerged(MergeDecision)
  case donorSplit(SplitDecision)
  case duplicatesSuspected(DuplicateSuspicion)
  case duplicateDecided(DuplicateDecision)
  case consentRecorded(ConsentFacts)
  case releaseSealed(SealedRelease)
  case releaseDelivered(release: String)
  case offerProposed(OfferProposal)
  case offerChanged(OfferChange)
  case recallNotified(RecallNotification)
  case recallAcknowledged(RecallAcknowledgement)
  case recallClosed(RecallClosure)
  case importFinished(ImportCounts)
  case importProgress(ImportProgress)
  case clockRegressed(seen: Instant)
  case matchAsked(MatchCounts)
  case keysExported(dataKeys: UInt64)
  case policyPublished(PublishedDocument)
  case recipientAdded(name: String)
  case recipientShares(StoredShare)
  case releaseGoverned(GovernedRelease)
  case releaseRequested(ReleaseDemand)
  case releaseDecided(DemandDecision)
  case releaseDestroyed(ReleaseDestruction)
  case countAnswered(CountAnswer)
  case donorErased(reason: String?)
  case witnessAdded(key: String)
  case operatorAdded(OperatorEnrolment)
  case operatorRevoked(OperatorRevocation)
  case operationSigned(OperationSignature)
  case keysChanged(KeyEvent)
  case donorTokensReplaced(TokenReplacement)
  case linked(LinkEvent)
  case pseudonymsForgotten(purpose: String, reason: String?)
  /// That a withdrawal waited in the spool; the actor of the event took it in.
  case withdrawalTakenIn(by: String, spooledAt: Instant)
  case withdrawalDiscarded(entry: String, reason: String)

  static let registrationKind = "donor_registered"
  /// The kind that says of an erased donor's events why nobody can open them.
  static let erasureKind = "donor_erased"

  /// The version of the payload's own form; later ones are used only where they are needed, so that
  /// one value has one encoding.
  private var version: UInt8 {
    switch self {
    case .donorExtended(let additions, _): additions.form
    case .releaseSealed(let release) where release.sealedPseudonyms != nil: 2
    default: 1
    }
  }

  /// The versions of a kind that can be read.
  private static func versions(of kind: String) -> ClosedRange<UInt8> {
    switch kind {
    case "donor_extended": 1...3
    case "release_sealed": 1...2
    default: 1...1
    }
  }

  var kind: String {
    switch self {
    case .registryCreated: "registry_created"
    case .formPublished: "form_published"
    case .programmePublished: "programme_published"
    case .programmeStateChanged: "programme_state_changed"
    case .donorRegistered: Self.registrationKind
    case .donorExtended: "donor_extended"
    case .donorsMerged: "donors_merged"
    case .donorSplit: "donor_split"
    case .duplicatesSuspected: "duplicates_suspected"
    case .duplicateDecided: "duplicate_decided"
    case .consentRecorded: "consent_recorded"
    case .releaseSealed: "release_sealed"
    case .releaseDelivered: "release_delivered"
    case .offerProposed: "offer_proposed"
    case .offerChanged: "offer_changed"
    case .recallNotified: "recall_notified"
    case .recallAcknowledged: "recall_acknowledged"
    case .recallClosed: "recall_closed"
    case .importFinished: "import_finished"
    case .importProgress: "import_progress"
    case .clockRegressed: "clock_regressed"
    case .matchAsked: "match_asked"
    case .keysExported: "keys_exported"
    case .policyPublished: "policy_published"
    case .recipientAdded: "recipient_added"
    case .recipientShares: "recipient_shares"
    case .releaseGoverned: "release_governed"
    case .releaseRequested: "release_requested"
    case .releaseDecided: "release_decided"
    case .releaseDestroyed: "release_destroyed"
    case .countAnswered: "count_answered"
    case .donorErased: Self.erasureKind
    case .witnessAdded: "witness_added"
    case .operatorAdded: "operator_added"
    case .operatorRevoked: "operator_revoked"
    case .operationSigned: "operation_signed"
    case .keysChanged(let event): event.kind
    case .donorTokensReplaced: "donor_tokens_replaced"
    case .linked(let event): event.kind
    case .pseudonymsForgotten: "pseudonyms_forgotten"
    case .withdrawalTakenIn: "withdrawal_taken_in"
    case .withdrawalDiscarded: "withdrawal_discarded"
    }
  }

  func encode(into writer: inout CanonicalWriter) {
    writer.write(version)
    switch self {
    case .registryCreated(let mode): writer.write(mode)
    case .formPublished(let form, let document):
      writer.write(form.canonicalBytes)
      writer.write(document)
    case .programmePublished(let document): writer.write(document)
    case .programmeStateChanged(let programme, let state, let reason):
      writer.write(programme)
      writer.write(state.rawValue)
      writer.writeOptional(reason) { $0.write($1) }
    case .donorRegistered(let record, let tokens, let identity):
      record.encode(into: &writer)
      writer.write(tokens)
      writer.write(identity)
    case .donorExtended(let additions, let tokens):
      writer.write(additions)
      writer.write(tokens)
    case .donorsMerged(let decision): writer.write(decision)
    case .donorSplit(let decision): writer.write(decision)
    case .duplicatesSuspected(let suspicion): writer.write(suspicion)
    case .duplicateDecided(let decision): writer.write(decision)
    case .consentRecorded(let facts): writer.write(facts.canonicalBytes)
    case .releaseSealed(let release): writer.write(release)
    case .releaseDelivered(let release): writer.write(release)
    case .offerProposed(let proposal): writer.write(proposal)
    case .offerChanged(let change): writer.write(change)
    case .recallNotified(let notification): writer.write(notification)
    case .recallAcknowledged(let acknowledgement): writer.write(acknowledgement)
    case .recallClosed(let closure): writer.write(closure)
    case .importFinished(let counts): writer.write(counts)
    case .importProgress(let progress): writer.write(progress)
    case .clockRegressed(let seen): writer.write(seen.microseconds)
    case .matchAsked(let counts): writer.write(counts)
    case .keysExported(let dataKeys): writer.write(dataKeys)
    case .policyPublished(let document): writer.write(document)
    case .recipientAdded(let name): writer.write(name)
    case .recipientShares(let share): writer.write(share)
    case .releaseGoverned(let release): writer.write(release)
    case .releaseRequested(let demand): writer.write(demand)
    case .releaseDecided(let decision): writer.write(decision)
    case .releaseDestroyed(let destruction): writer.write(destruction)
    case .countAnswered(let answer): writer.write(answer)
    case .donorErased(let reason): writer.writeOptional(reason) { $0.write($1) }
    case .witnessAdded(let key): writer.write(key)
    case .operatorAdded(let enrolment): writer.write(enrolment)
    case .operatorRevoked(let revocation): writer.write(revocation)
    case .operationSigned(let signature): writer.write(signature)
    case .keysChanged(let event): writer.write(event)
    case .donorTokensReplaced(let replacement): writer.write(replacement)
    case .linked(let event): writer.write(event)
    case .pseudonymsForgotten(let purpose, let reason):
      writer.write(purpose)
      writer.writeOptional(reason) { $0.write($1) }
    case .withdrawalTakenIn(let name, let spooledAt):
      writer.write(name)
      writer.write(spooledAt.microseconds)
    case .withdrawalDiscarded(let entry, let reason):
      writer.write(entry)
      writer.write(reason)
    }
  }

  init(kind: String, bytes: [UInt8]) throws(CanonicalReadError) {
    var reader = CanonicalReader(bytes)
    let version: UInt8 = try reader.read()
    guard Self.versions(of: kind).contains(version) else {
      throw reader.invalid("payload version")
    }
    switch kind {
    case "registry_created": self = .registryCreated(mode: try reader.readString())
    case "form_published":
      self = .formPublished(
        try ConsentForm(canonicalBytes: try reader.readBytes()),
        document: try reader.readDocument())
    case "programme_published": self = .programmePublished(try reader.readDocument())
    case "programme_state_changed":
      self = .programmeStateChanged(
        programme: try reader.readString(), try reader.readCoded(ProgrammeState.self),
        reason: try reader.readOptional { reader throws(CanonicalReadError) in
          try reader.readString()
        })
    case Self.registrationKind:
      self = .donorRegistered(
        try DonorRecord(from: &reader), try reader.readTokens(),
        sealedIdentity: try reader.readBytes())
    case "donor_extended":
      self = .donorExtended(try reader.readAdditions(version: version), try reader.readTokens())
    case "donors_merged": self = .donorsMerged(try reader.readMerge())
    case "donor_split": self = .donorSplit(try reader.readSplit())
    case "duplicates_suspected": self = .duplicatesSuspected(try reader.readSuspicion())
    case "duplicate_decided": self = .duplicateDecided(try reader.readDuplicateDecision())
    case "consent_recorded":
      self = .consentRecorded(try ConsentFacts(canonicalBytes: try reader.readBytes()))
    case "release_sealed": self = .releaseSealed(try reader.readRelease(version: version))
    case "release_delivered": self = .releaseDelivered(release: try reader.readString())
    case "offer_proposed": self = .offerProposed(try reader.readOfferProposal())
    case "offer_changed": self = .offerChanged(try reader.readOfferChange())
    case "recall_notified": self = .recallNotified(try reader.readRecallNotification())
    case "recall_acknowledged":
      self = .recallAcknowledged(try reader.readRecallAcknowledgement())
    case "recall_closed": self = .recallClosed(try reader.readRecallClosure())
    case "import_finished": self = .importFinished(try reader.readCounts())
    case "import_progress": self = .importProgress(try reader.readProgress())
    case "clock_regressed":
      self = .clockRegressed(seen: Instant(microseconds: try reader.read()))
    case "match_asked": self = .matchAsked(try reader.readMatchCounts())
    case "keys_exported": self = .keysExported(dataKeys: try reader.read())
    case "policy_published": self = .policyPublished(try reader.readDocument())
    case "recipient_added": self = .recipientAdded(name: try reader.readString())
    case "recipient_shares": self = .recipientShares(try reader.readShare())
    case "release_governed": self = .releaseGoverned(try reader.readGovernedRelease())
    case "release_requested": self = .releaseRequested(try reader.readDemand())
    case "release_decided": self = .releaseDecided(try reader.readDemandDecision())
    case "release_destroyed": self = .releaseDestroyed(try reader.readDestruction())
    case "count_answered": self = .countAnswered(try reader.readCountAnswer())
    case Self.erasureKind:
      self = .donorErased(
        reason: try reader.readOptional { reader throws(CanonicalReadError) in
          try reader.readString()
        })
    case "witness_added": self = .witnessAdded(key: try reader.readString())
    case "operator_added": self = .operatorAdded(try reader.readEnrolment())
    case "operator_revoked": self = .operatorRevoked(try reader.readRevocation())
    case "operation_signed": self = .operationSigned(try reader.readOperationSignature())
    case "withdrawal_taken_in":
      self = .withdrawalTakenIn(
        by: try reader.readString(), spooledAt: Instant(microseconds: try reader.read()))
    case "withdrawal_discarded":
      self = .withdrawalDiscarded(entry: try reader.readString(), reason: try reader.readString())
    case "pseudonyms_forgotten":
      self = .pseudonymsForgotten(
        purpose: try reader.readString(),
        reason: try reader.readOptional { reader throws(CanonicalReadError) in
          try reader.readString()
        })
    case "donor_tokens_replaced":
      self = .donorTokensReplaced(try reader.readTokenReplacement())
    default:
      if let event = try reader.readKeyEvent(kind: kind) {
        self = .keysChanged(event)
      } else if let event = try reader.readLinkEvent(kind: kind) {
        self = .linked(event)
      } else {
        throw reader.invalid("event kind")
      }
    }
    try reader.finish()
  }
}

/// What a bulk intake counted, kept with its last event so that a repeated operation can answer.
struct ImportCounts: Hashable {
  var read: UInt64
  var accepted: UInt64
  var rejected: UInt64
  var duplicates: UInt64
  var warnings: UInt64
}

/// How far a bulk intake in several transactions has come, kept with the last event of each.
struct ImportProgress: Hashable {
  /// A row that was rejected; the rejects file is written anew from it.
  struct Reject: Hashable {
    var line: UInt64
    var problems: [FieldProblem]
  }

  /// Rows read since the file began.
  var read: UInt64
  /// SHA-256 over the digest before it and the rows since, so that only the same file goes on.
  var digest: [UInt8]
  /// The rows rejected since the progress before it.
  var rejects: [Reject]
}
