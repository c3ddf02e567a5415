internal import Config
internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Ledger
internal import ResearchRouting
internal import RegistryCrypto
internal import Storage

extension Registry {
  /// Runs a use case and turns whatever it throws into a ``RegistryError``.
  static func mapping<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch { throw RegistryError(translating: error) }
  }
}

extension RegistryError {
  /// Translates an error of any room below into the words and the status of the command line.
  init(translating error: any Error) {
    switch error {
    case let error as RegistryError: self = error
    case let error as StoreError: self.init(error)
    case let error as KeyRingError:
      self.init(
        .wrongKey, "\(error)",
        fix: "put the key ring that belongs to this registry back as keyring.json")
    case let error as KeyRingFileError: self.init(error)
    case let error as ConsentRefusal:
      self.init(
        .consentRefused, error.sentence,
        at: [
          .init("guard", error.rule.name), .init("command", error.command.name),
        ] + (error.state.map { [.init("state", $0.name)] } ?? []), fix: error.fix)
    case let error as FieldProblem:
      self.init(
        .inputMalformed, error.problem, at: [.init("field", error.field)], fix: error.fix)
    case let error as IdentifierError:
      self.init(
        .inputMalformed, "\(error.field) \(error.problem)", at: [.init("field", error.field)],
        fix: error.fix)
    case let error as DonorCodeError:
      self.init(
        .notFound, "\(error)", at: [.init("field", "donor")],
        why: "so nobody can have this code")
    case let error as ExpressionError:
      self.init(
        .inputMalformed, error.problem, at: [.init("character", "\(error.offset + 1)")],
        fix: error.fix)
    case let error as ProgrammeProblem:
      self.init(
        .inputMalformed, error.problem, at: [.init("field", error.field)], fix: error.fix)
    case let error as DocumentProblem:
      var place: [Place] = [.init("file", error.file)]
      if let line = error.line { place.append(.init("line", "\(line)")) }
      if !error.field.isEmpty { place.append(.init("field", error.field)) }
      self.init(.inputMalformed, error.problem, at: place, fix: error.fix)
    case let error as ExchangeError:
      self.init(
        .verificationFailed, "\(error)", fix: "agree on a new secret and prepare both files again")
    case let error as NoteError: self.init(error)
    case let error as CheckpointError: self.init(error)
    case let error as ProofError: self.init(error)
    case let error as CanonicalReadError: self.init(.verificationFailed, "\(error)")
    case is CryptoError, is VaultError, is EventHeaderError, is LogStateError, is FrontierError,
      is TieredTreeError:
      self.init(
        .verificationFailed, "a sealed part of the registry cannot be opened or read",
        why: "\(error)", fix: "run doctor, and restore the last verified backup")
    default:
      if let failure = StoreError.ofDatabase(error) {
        self.init(failure)
        return
      }
      self.init(
        .internalError, "an unexpected failure of kind \(type(of: error))",
        fix: "report it with the command that led to it; nothing was changed")
    }
  }

  private init(_ error: StoreError) {
    let code: ErrorCode
    var fix: String?
    switch error {
    case .missing:
      code = .registryMissing
      fix = "make one with: tissuectl init DIR, or name one with --registry DIR"
    case .exists: code = .registryExists
    case .foreign:
      code = .foreignDatabase
      fix = "name a registry folder with --registry DIR"
    case .schemaVersion(let found, let known):
      code = .schemaVersion
      fix =
        found > known
        ? "use the newer program that wrote it" : "use the program version that made it"
    case .schemaStepChanged: code = .schemaVersion
    case .profile: code = .internalError
    case .busy:
      code = .registryBusy
      fix = "run the command again; nothing was changed"
    case .corrupt:
      code = .verificationFailed
      fix = "run doctor, and restore the last verified backup"
    case .inputOutput:
      code = .inputOutput
      fix = "check the disk and the folder's permissions; nothing was changed"
    case .outcomeUnknown:
      code = .outcomeUnknown
      fix = "run the command again with the same --operation"
    case .constraint, .unexpected: code = .internalError
    }
    self.init(code, error.description, fix: fix)
  }

  private init(_ error: KeyRingFileError) {
    switch error {
    case .exists(let path): self = OutputFile.exists(path)
    case .system(let action, let path, _)
    where FolderWork.exists(path) || !["open", "examine", "read"].contains(action):
      self.init(
        .inputOutput, "\(error)", fix: "check the folder, its permissions and the space left")
    default:
      self.init(
        .wrongKey, "\(error)",
        fix: "keep it as a regular file that its owner alone can read (chmod 600)")
    }
  }
}
