internal import Config
public import Domain
internal import ResearchRouting
internal import Storage

/// What a change to a programme led to.
public struct ProgrammeChange: Sendable {
  /// Id of the programme.
  public var programme: String
  /// Its version.
  public var version: Int
  /// Name of the state it is in now.
  public var state: String
  /// Ledger sequence of the event.
  public var sequence: UInt64
}

extension Registry {
  /// Publishes a programme, or a newer version of one.
  /// - Parameters:
  ///   - input: the document, YAML.
  ///   - request: operation id and whether to roll back.
  /// - Returns: what was published.
  /// - Throws: ``RegistryError``.
  public func addProgramme(
    _ input: InputFile, _ request: ChangeRequest
  ) throws -> ProgrammeChange {
    let (programme, text) = try readProgramme(input)
    return try commit(request, repeated: repeatedProgrammeChange) { change in
      let known = try change.snapshot.programmes().first { $0.document.id == programme.id }
      if let known, known.document.version >= programme.version {
        throw RegistryError(
          .versionConflict,
          "\(programme.id) stands at version \(known.document.version) already",
          at: [.init("file", input.name), .init("field", "version")],
          fix: "write version: \(known.document.version + 1)")
      }
      let sequence = try change.append(
        .programmePublished(
          PublishedDocument(id: programme.id, version: programme.version, text: text)))
      return ProgrammeChange(
        programme: programme.id, version: programme.version, state: programme.state.name,
        sequence: sequence)
    }
  }

  /// Reads a programme whose rule and diseases are understood.
  func readProgramme(_ input: InputFile) throws -> (programme: ResearchProgramme, text: String) {
    try Self.mapping {
      let bytes = try input.contents()
      let programme = try ProgrammeDocument.parse(yaml: bytes, file: input.name)
      do throws(ExpressionError) { _ = try CompiledProgramme(programme) } catch {
        throw RegistryError(
          .inputMalformed, error.problem,
          at: [
            .init("file", input.name), .init("field", "eligibility"),
            .init("character", "\(error.offset + 1)"),
          ], fix: error.fix)
      }
      if let code = programme.purpose.diseases.first(where: { !OncoTree.contains($0) }) {
        throw RegistryError(
          .inputMalformed, "'\(FieldProblem.excerpt(code))' is no code of OncoTree",
          at: [.init("file", input.name), .init("field", "purpose.diseases")],
          fix: NearestName.suggestion(for: code, among: OncoTree.codes))
      }
      return (programme, String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Opens, suspends, closes or terminates a programme.
  /// - Parameters:
  ///   - id: id of the programme.
  ///   - state: where it is to stand.
  ///   - request: operation id, reason and whether to roll back.
  /// - Returns: where it stands now.
  /// - Throws: ``RegistryError``, where the programme cannot go there from where it stands.
  public func setProgramme(
    _ id: String, to state: ProgrammeState, _ request: ChangeRequest
  ) throws -> ProgrammeChange {
    try commit(request, repeated: repeatedProgrammeChange) { change in
      let programme = try self.programme(id, in: change.snapshot)
      guard programme.state.successors.contains(state) else {
        let next = programme.state.successors.map(\.name).joined(separator: ", ")
        throw RegistryError(
          .programmeRefused, "a programme that is \(programme.state) cannot become \(state)",
          at: [.init("programme", programme.id), .init("state", programme.state.name)],
          fix: next.isEmpty
            ? "publish a new version with: tissuectl programme add FILE"
            : "from here it can become: \(next)")
      }
      let changed: ResearchProgramme
      do throws(ProgrammeProblem) { changed = try programme.with(state: state) } catch {
        throw RegistryError(
          .programmeRefused, error.problem,
          at: [.init("programme", programme.id), .init("field", error.field)],
          fix: "publish a version that states it, with: tissuectl programme add FILE")
      }
      let sequence = try change.append(
        .programmeStateChanged(programme: programme.id, state, reason: request.reason))
      return ProgrammeChange(
        programme: changed.id, version: changed.version, state: changed.state.name,
        sequence: sequence)
    }
  }

  /// Answers for an operation that was done before.
  private func repeatedProgrammeChange(
    _ first: StoredEvent, _ snapshot: Snapshot
  ) throws -> ProgrammeChange? {
    let id: String
    switch try keys.open(first, in: snapshot) {
    case .programmePublished(let document): id = document.id
    case .programmeStateChanged(let programme, _, _): id = programme
    default: return nil
    }
    let programme = try programme(id, in: snapshot)
    return ProgrammeChange(
      programme: programme.id, version: programme.version, state: programme.state.name,
      sequence: first.sequence)
  }
}
