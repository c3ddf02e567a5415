public import Domain
internal import Storage

/// A consent form as `form list` prints it.
public struct FormLine: Sendable {
  /// Id of the form.
  public var id: String
  /// Version.
  public var version: Int
  /// Title.
  public var title: String
  /// First day on which it is in force.
  public var inForceFrom: CivilDay
  /// Name of the kind of change from the version before.
  public var change: String
  /// Names of the scopes it asks for.
  public var scopes: [String]
}

/// A research programme as `programme list` prints it.
public struct ProgrammeLine: Sendable {
  /// Id of the programme.
  public var id: String
  /// Version.
  public var version: Int
  /// Title.
  public var title: String
  /// Name of its state.
  public var state: String
  /// Its eligibility rule.
  public var eligibility: String
  /// Names of the scopes it needs.
  public var requiredScopes: [String]
}

extension Registry {
  /// Every published consent form.
  /// - Returns: the forms, oldest publication first.
  /// - Throws: ``RegistryError``.
  public func forms() throws -> [FormLine] {
    try read(.catalogue) { snapshot in
      try snapshot.forms().map { entry in
        let form = try parsedForm(entry.document)
        return FormLine(
          id: form.reference.id, version: form.reference.version, title: form.title,
          inForceFrom: form.inForceFrom, change: form.change.name,
          scopes: form.scopes.map(\.name))
      }
    }
  }

  /// The text of a published form.
  /// - Parameter reference: `id` for its latest version, or `id@version`.
  /// - Returns: the document as it was published.
  /// - Throws: ``RegistryError``.
  public func formDocument(_ reference: String) throws -> String {
    try read(.catalogue) { snapshot in
      let documents = try snapshot.forms().map(\.document)
      let found = documents.last { $0.id == reference || "\($0.id)@\($0.version)" == reference }
      guard let found else {
        throw Self.unknown(
          "form", reference, among: documents.map { "\($0.id)@\($0.version)" })
      }
      return found.text
    }
  }

  /// Every research programme in its current version.
  /// - Returns: the programmes by id.
  /// - Throws: ``RegistryError``.
  public func programmes() throws -> [ProgrammeLine] {
    try read(.catalogue) { snapshot in
      try currentProgrammes(in: snapshot).map { programme in
        ProgrammeLine(
          id: programme.id, version: programme.version, title: programme.title,
          state: programme.state.name, eligibility: programme.eligibility,
          requiredScopes: programme.requiredScopes.map(\.name))
      }
    }
  }

  /// The text of a programme's current version.
  /// - Parameter id: its id, in either case.
  /// - Returns: the document as it was published.
  /// - Throws: ``RegistryError``.
  public func programmeDocument(_ id: String) throws -> String {
    try read(.catalogue) { try programmeEntry(id, in: $0).text }
  }

  /// A programme as it stands, or as it was known at an instant.
  func programme(
    _ id: String, at knownAt: Instant? = nil, in snapshot: Snapshot
  ) throws -> ResearchProgramme {
    let entry = try programmeEntry(id, in: snapshot)
    guard let knownAt else { return try current(entry, states: try snapshot.programmeStates()) }
    let position = try snapshot.ledgerSize(at: knownAt)
    var known: PublishedDocument?
    var published: UInt64 = 0
    var state: ProgrammeState?
    for kind in ["programme_published", "programme_state_changed"] {
      try snapshot.forEachEvent(ofKind: kind, upTo: position) { event in
        switch try keys.open(event, in: snapshot) {
        case .programmePublished(let document) where document.id == entry.id:
          known = document
          published = event.sequence
        case .programmeStateChanged(entry.id, let changed, _):
          // A newer version begins with what its document says.
          if event.sequence > published { state = changed }
        default: break
        }
      }
    }
    guard let known else {
      throw RegistryError(
        .notFound, "there was no programme '\(entry.id)' then",
        at: [.init("known_at", "\(knownAt)")], why: "it was published later")
    }
    return try current(known, states: state.map { [known.id: $0] } ?? [:])
  }

  /// Every programme as it stands, by id.
  func currentProgrammes(in snapshot: Snapshot) throws -> [ResearchProgramme] {
    let states = try snapshot.programmeStates()
    return try snapshot.programmes().map { try current($0.document, states: states) }
  }

  private func current(
    _ document: PublishedDocument, states: [String: ProgrammeState]
  ) throws -> ResearchProgramme {
    try document.programme(in: states[document.id])
  }

  private func programmeEntry(
    _ id: String, in snapshot: Snapshot
  ) throws -> PublishedDocument {
    let documents = try snapshot.programmes().map(\.document)
    guard let found = documents.first(where: { $0.id == id.uppercased() || $0.id == id }) else {
      throw Self.unknown("programme", id, among: documents.map(\.id))
    }
    return found
  }

  private static func unknown(
    _ what: String, _ name: String, among known: [String]
  ) -> RegistryError {
    RegistryError(
      .notFound, "there is no \(what) '\(FieldProblem.excerpt(name))'",
      fix: NearestName.suggestion(for: name, among: known))
  }

  func parsedForm(_ document: PublishedDocument) throws -> ConsentForm {
    try document.form()
  }
}
