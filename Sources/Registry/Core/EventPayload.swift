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
  case consentRecorded(ConsentFacts)
  case releaseSealed(SealedRelease)
  case releaseDelivered(release: String)
  case importFinished(ImportCounts)
  case clockRegressed(seen: Instant)

  static let version: UInt8 = 1

  var kind: String {
    switch self {
    case .registryCreated: "registry_created"
    case .formPublished: "form_published"
    case .programmePublished: "programme_published"
    case .programmeStateChanged: "programme_state_changed"
    case .donorRegistered: "donor_registered"
    case .donorExtended: "donor_extended"
    case .consentRecorded: "consent_recorded"
    case .releaseSealed: "release_sealed"
    case .releaseDelivered: "release_delivered"
    case .importFinished: "import_finished"
    case .clockRegressed: "clock_regressed"
    }
  }

  func encode(into writer: inout CanonicalWriter) {
    writer.write(Self.version)
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
    case .consentRecorded(let facts): writer.write(facts.canonicalBytes)
    case .releaseSealed(let release): writer.write(release)
    case .releaseDelivered(let release): writer.write(release)
    case .importFinished(let counts): writer.write(counts)
    case .clockRegressed(let seen): writer.write(seen.microseconds)
    }
  }

  init(kind: String, bytes: [UInt8]) throws(CanonicalReadError) {
    var reader = CanonicalReader(bytes)
    guard try reader.read(UInt8.self) == Self.version else {
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
    case "donor_registered":
      self = .donorRegistered(
        try DonorRecord(from: &reader), try reader.readTokens(),
        sealedIdentity: try reader.readBytes())
    case "donor_extended":
      self = .donorExtended(try reader.readAdditions(), try reader.readTokens())
    case "consent_recorded":
      self = .consentRecorded(try ConsentFacts(canonicalBytes: try reader.readBytes()))
    case "release_sealed": self = .releaseSealed(try reader.readRelease())
    case "release_delivered": self = .releaseDelivered(release: try reader.readString())
    case "import_finished": self = .importFinished(try reader.readCounts())
    case "clock_regressed":
      self = .clockRegressed(seen: Instant(microseconds: try reader.read()))
    default: throw reader.invalid("event kind")
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
