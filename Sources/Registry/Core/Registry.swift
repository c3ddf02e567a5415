internal import Config
internal import Domain
internal import Glibc
internal import HashedIdentifiers
internal import Ledger
internal import RegistryCrypto
internal import Storage

/// One registry folder, open: every use case of the command line, of tests and of any later server.
///
/// One method is one transaction. A value belongs to one thread at a time.
public final class Registry {
  /// Path of the registry folder.
  public let folder: String
  let context: RegistryContext
  let store: RegistryStore
  private(set) var keys: RegistryKeys
  let ringFile: RingFile
  let identityMode: IdentityMode
  private let drawn = Deferred<SecureRandom>()
  let operatorKey: OperatorKey?
  /// The known time of the last event seen, before which it cannot be now, whatever the clock says.
  var lastKnown = Instant(microseconds: .min)
  /// The forms read last, with the texts that they were read from.
  var readForms: [Int: (document: PublishedDocument, form: ConsentForm)] = [:]

  private init(
    folder: String, context: RegistryContext, store: RegistryStore, keys: RegistryKeys,
    ringFile: RingFile, mode: IdentityMode, operatorKey: OperatorKey? = nil
  ) {
    self.folder = folder
    self.context = context
    self.store = store
    self.keys = keys
    self.ringFile = ringFile
    identityMode = mode
    self.operatorKey = operatorKey
  }

  /// Leaves the database to the end of the process; keys are overwritten as ever.
  public func leaveOpen() { store.leaveOpen() }

  /// Makes a registry: database, key ring, and the default consent form and programmes published.
  ///
  /// A new folder is built under a name of its own and moved into place at the end, so that an
  /// interrupted `init` leaves no half registry behind.
  /// - Parameters:
  ///   - folder: where it is to stand; an empty folder may be there already.
  ///   - mode: how identifiers are kept.
  ///   - context: clock and actor.
  /// - Returns: the open registry.
  /// - Throws: ``RegistryError``.
  public static func create(
    at folder: String, mode: IdentityMode, context: RegistryContext
  ) throws -> Registry {
    try mapping {
      let files = ["registry.sqlite", "keyring.json"]
      for file in files where FolderWork.exists("\(folder)/\(file)") {
        throw RegistryError(
          .registryExists, "the folder holds a registry already", at: [.init("folder", folder)],
          fix: "name another folder")
      }
      if FolderWork.exists(folder) {
        // Somebody may stand in it, so that it keeps its place.
        do { try build(in: folder, mode: mode, context: context) } catch {
          FolderWork.removeFiles(
            in: folder,
            files + ["registry.sqlite-journal", "registry.sqlite.lock", "withdrawals.reserve"])
          throw error
        }
      } else {
        FolderWork.removeAbandoned(folder)
        let unfinished = FolderWork.unfinished(folder)
        try FolderWork.make(unfinished)
        do {
          try build(in: unfinished, mode: mode, context: context)
          try FolderWork.rename(unfinished, to: folder)
        } catch {
          FolderWork.clear(unfinished)
          throw error
        }
      }
      return try open(at: folder, context: context)
    }
  }

  private static func build(
    in folder: String, mode: IdentityMode, context: RegistryContext
  ) throws {
    let now = context.clock()
    var generator = try SecureRandom()
    let logID = UUIDBytes.version7(milliseconds: now.microseconds / 1000, using: &generator)
    let ring = try KeyRing.generate(mode: mode == .vault ? .vault : .hashOnly, at: now)
    let keys = try RegistryKeys(
      ring: ring, logID: logID, standing: KeyStanding(first: ring.activeKeyID))
    try KeyRingFile.create(path: "\(folder)/keyring.json", contents: try ring.encoded())
    let store = try RegistryStore.create(
      at: "\(folder)/registry.sqlite",
      identity: RegistryIdentity(
        logID: logID.bytes, createdAt: now, identityMode: mode.rawValue,
        keyID: ring.activeKeyID, keyCheck: try keys.checkValue()),
      waitingTime: context.waitingTime)
    // The first event repeats what the database says of itself, to the microsecond.
    var context = context
    context.clock = { now }
    let registry = Registry(
      folder: folder, context: context, store: store, keys: keys,
      ringFile: ringFile(in: folder, context), mode: mode)
    try registry.publishDefaults()
    try FolderWork.sync(folder: folder)
  }

  /// The key ring of a registry folder.
  static func ringFile(in folder: String, _ context: RegistryContext) -> RingFile {
    RingFile(path: "\(folder)/keyring.json", ask: context.passphrase)
  }

  /// Opens a registry and makes sure that its key ring is the one it was made with, and that who
  /// opens it may act.
  /// - Parameters:
  ///   - folder: the registry folder.
  ///   - context: clock and actor.
  /// - Returns: the open registry.
  /// - Throws: ``RegistryError``.
  public static func open(at folder: String, context: RegistryContext) throws -> Registry {
    try mapping {
      let store = try RegistryStore.open(
        at: "\(folder)/registry.sqlite", waitingTime: context.waitingTime)
      let (identity, standing, inherited, head) = try store.read {
        (try $0.identity(), try KeyStanding($0), try $0.inheritedKeys(), try $0.head())
      }
      guard let logID = UUIDBytes(bytes: identity.logID),
        let mode = IdentityMode(rawValue: identity.identityMode)
      else { throw StoreError.corrupt(detail: "the registry's identity is not readable") }
      let ringFile = ringFile(in: folder, context)
      let keys = try RegistryKeys(
        ring: try ringFile.read(), logID: logID, standing: standing, inherited: inherited)
      let registry = Registry(
        folder: folder, context: context, store: store, keys: keys, ringFile: ringFile,
        mode: mode, operatorKey: try operatorKey(context.operatorKey))
      registry.lastKnown = head.lastRecordedAt
      _ = try store.read { try registry.authority($0) }
      try registry.finishErasures()
      return registry
    }
  }

  private func publishDefaults() throws {
    let forms = try Defaults.consentForms()
    let programmes = try Defaults.programmes()
    _ = try commit(ChangeRequest()) { change in
      try change.append(.registryCreated(mode: identityMode.rawValue))
      for (form, document) in zip(forms, Defaults.formDocuments) {
        try change.append(
          .formPublished(
            form,
            document: PublishedDocument(
              id: form.reference.id, version: form.reference.version, text: document.text)))
      }
      for (programme, document) in try Self.paired(programmes) {
        try change.append(
          .programmePublished(
            PublishedDocument(
              id: programme.id, version: programme.version, text: document.text)))
      }
    }
  }

  /// Each default programme with the document it was read from.
  private static func paired(
    _ programmes: [ResearchProgramme]
  ) throws -> [(ResearchProgramme, DefaultDocument)] {
    try Defaults.programmeDocuments.map { document in
      (try ProgrammeDocument.parse(yaml: document.bytes, file: document.name), document)
    }.sorted { $0.0.id < $1.0.id }
  }

  /// Who acts, and what that permits, as the registry stands in a transaction.
  ///
  /// While nobody is enrolled, a withdrawal out of the spool keeps the name of who recorded it.
  func authority(_ snapshot: Snapshot, recordedBy recorder: String? = nil) throws -> Authority {
    try Authority(name: recorder ?? context.actor, key: operatorKey, snapshot)
  }

  /// Random numbers, the first of which are drawn when something new is made.
  var random: SecureRandom { get throws { try drawn.value { try SecureRandom() } } }

  /// The civil day, UTC: by the context's clock, or by the ledger where the clock is behind it.
  ///
  /// A clock that was put back would otherwise ask for the consent of a day before a withdrawal.
  var today: CivilDay { max(context.clock(), lastKnown).day }

  /// Reads within one snapshot what the operator may read, every error translated.
  func read<Value>(
    _ right: ReadingRight = .donors, _ body: (Snapshot) throws -> Value
  ) throws -> Value {
    try Self.mapping {
      try store.read { snapshot in
        try requireKeys(snapshot)
        try authority(snapshot).require(right)
        return try body(snapshot)
      }
    }
  }

  /// Refuses work with keys that another process has begun to change: it would not find everybody.
  func requireKeys(_ snapshot: Snapshot) throws {
    guard try snapshot.keyMark() == keys.standing.mark else {
      throw RegistryError(
        .keysChanged, "the registry's keys were changed by another command in the meantime",
        fix: "run the command again")
    }
  }

  /// Takes up the keys as they stand now.
  func reloadKeys() throws {
    let logID = keys.logID
    let (standing, inherited) = try store.read { (try KeyStanding($0), try $0.inheritedKeys()) }
    keys = try RegistryKeys(
      ring: try ringFile.read(), logID: logID, standing: standing, inherited: inherited)
  }
}
