internal import Glibc
internal import HashedIdentifiers
internal import Interchange
internal import Ledger
internal import RegistryCrypto
internal import Storage

extension Registry {
  /// Makes a registry from a backup, its key ring and its data keys, after the examination that
  /// `doctor` makes.
  ///
  /// The tables of current state are built from the ledger. Whoever was erased since the backup was
  /// made, as the list beside the data keys says, is erased again.
  /// Everything is built and examined in a folder beside the wanted one, which gets its name at the
  /// end: whatever is refused leaves nothing behind.
  /// - Parameters:
  ///   - request: what and where.
  ///   - context: clock and actor.
  /// - Returns: what was restored.
  /// - Throws: ``RegistryError`` with code `verification_failed` for a backup that does not verify,
  ///   or is older than a checkpoint at hand.
  public static func restore(
    _ request: RestoreRequest, context: RegistryContext
  ) throws -> RestoreSummary {
    try mapping {
      let folder = request.folder
      let isThere = FolderWork.exists(folder)
      if isThere, !(try FolderWork.entries(of: folder)).isEmpty {
        let holdsRegistry =
          FolderWork.exists("\(folder)/registry.sqlite")
          || FolderWork.exists("\(folder)/keyring.json")
        guard holdsRegistry else { throw OutputFile.exists(folder) }
        throw RegistryError(
          .registryExists, "the folder holds a registry already", at: [.init("folder", folder)],
          fix: "name another folder")
      }
      FolderWork.removeAbandoned(folder)
      let unfinished = FolderWork.unfinished(folder)
      try FolderWork.make(unfinished)
      do {
        let ring = try KeyRingFile.read(path: request.keyRing)
        try copy(try InputFile.path(request.file), to: "\(unfinished)/registry.sqlite")
        try KeyRingFile.create(path: "\(unfinished)/keyring.json", contents: ring)
        let summary = try examine(unfinished, request, context)
        if request.dryRun {
          FolderWork.clear(unfinished)
          return summary
        }
        if isThere { FolderWork.removeFolder(folder) }
        try FolderWork.rename(unfinished, to: folder)
        return summary
      } catch {
        FolderWork.clear(unfinished)
        throw error
      }
    }
  }

  private static func copy(_ source: InputFile, to path: String) throws {
    let file = try OutputFile(path: path)
    var piece: [UInt8] = []
    while try source.source(&piece) {
      try file.write(piece)
      piece.removeAll(keepingCapacity: true)
    }
    try file.commit()
  }

  private static func examine(
    _ folder: String, _ request: RestoreRequest, _ context: RegistryContext
  ) throws -> RestoreSummary {
    let registry: Registry
    do {
      try requireWhole("\(folder)/registry.sqlite", request.file)
      try projectRotations(in: try RegistryStore.open(at: "\(folder)/registry.sqlite"))
      registry = try Registry.open(at: folder, context: context)
      if let problem = try registry.store.integrityProblems().first {
        throw LedgerSegment.cutShort(request.file, problem)
      }
    } catch {
      throw inOurWords(RegistryError(translating: error), request.file)
    }
    try registry.store.read { try $0.verifyLedger() }.require()
    for file in request.increments { try registry.adopt(increment: try InputFile.path(file)) }
    if !request.increments.isEmpty {
      try projectRotations(in: registry.store)
      try registry.reloadKeys()
    }
    let checkpoints = try registry.holdAgainstCheckpoints(of: request)
    let erased = try registry.takeDataKeys(of: request)
    try registry.store.rebuildProjections(replay: registry.replay)
    try registry.settleRestoredKeys()
    // A release that was not delivered is no fault of the copy; the next export finishes it.
    if let bad = try registry.doctor().first(where: { !$0.ok && $0.check != "releases" }) {
      throw RegistryError(
        .verificationFailed, "the backup does not verify", at: [.init("check", bad.check)],
        why: bad.detail, fix: "restore another backup")
    }
    let head = try registry.store.read { try $0.head() }
    return RestoreSummary(
      size: head.size, root: Hexadecimal.text(of: head.root), checkpoints: checkpoints,
      erased: erased)
  }

  /// Refuses a database of another length than it states, before SQLite looks at it.
  private static func requireWhole(_ path: String, _ file: String) throws {
    let source = try InputFile.path(path).source
    var bytes: [UInt8] = []
    var head: [UInt8] = []
    var count = 0
    while try source(&bytes) {
      if head.count < 32 { head = Array(bytes.prefix(32)) }
      count += bytes.count
      bytes.removeAll(keepingCapacity: true)
    }
    guard head.count == 32, head.starts(with: Array("SQLite format 3".utf8)) else {
      throw RegistryError(
        .verificationFailed, "this is no backup of a registry", at: [.init("file", file)],
        fix: "name a file that backup wrote")
    }
    let page = max(Int(head[16]) << 8 | Int(head[17]), 512)
    let pages = head[28..<32].reduce(0) { $0 << 8 | Int($1) }
    guard count == page * pages else {
      throw LedgerSegment.cutShort(file, "it has \(count) bytes and states \(page * pages)")
    }
  }

  private static func inOurWords(_ failure: RegistryError, _ file: String) -> RegistryError {
    switch failure.code {
    case .foreignDatabase:
      RegistryError(
        .verificationFailed, "this is no backup of a registry", at: [.init("file", file)],
        fix: "name a file that backup wrote")
    case .verificationFailed where failure.message.hasPrefix("the database is damaged"):
      LedgerSegment.cutShort(file, "its pages cannot be read")
    default: failure
    }
  }
}

extension Registry {
  /// Holds a restored ledger against every checkpoint at hand.
  /// - Returns: their number.
  fileprivate func holdAgainstCheckpoints(of request: RestoreRequest) throws -> Int {
    var checkpoints = request.checkpoints
    let own = ([request.file] + request.increments).map(Self.checkpointPath)
    for path in own where FolderWork.exists(path) { checkpoints.append(try InputFile.path(path)) }
    guard !checkpoints.isEmpty else {
      throw RegistryError(
        .verificationFailed, "there is no checkpoint to hold the backup against",
        at: [.init("file", own.last ?? "")], why: "a backup that is cut short verifies by itself",
        fix: "put its checkpoint beside it, or name one with --checkpoint FILE")
    }
    let log = try keys.noteSigner.verifier
    try store.read { snapshot in
      for file in checkpoints {
        let note = try SignedNote(decoding: try file.contents())
        _ = try snapshot.require(try Checkpoint.verified(note, log: log))
      }
    }
    return checkpoints.count
  }

  /// Stores the data keys, and forgets whom they say was erased since.
  /// - Returns: the codes that were erased again.
  fileprivate func takeDataKeys(of request: RestoreRequest) throws -> [String] {
    let beside = ([request.file] + request.increments).map(KeysFile.path)
      .last(where: FolderWork.exists)
    var list: [String] = []
    if let path = request.dataKeys ?? beside {
      list = try KeysFile.read(try InputFile.path(path), into: store, keys).donors
    }
    try forgetLostPseudonyms()
    let known = try store.read { try $0.erasures(ofKind: EventPayload.erasureKind) }
    let missing = Set(
      try store.read { try $0.donorsWithoutKey(registeredBy: EventPayload.registrationKind) })
    let again = try list.filter {
      let code = try DonorCode(parsing: $0).value
      return missing.contains(code) && known[code] == nil
    }
    if !again.isEmpty {
      _ = try commit(ChangeRequest()) { change in
        for code in again {
          try change.append(
            .donorErased(reason: "erased after the backup was made"),
            naming: try DonorCode(parsing: code).value)
        }
      }
    }
    let unexplained = missing.subtracting(known.keys)
      .subtracting(try again.map { try DonorCode(parsing: $0).value })
    guard unexplained.isEmpty else {
      throw RegistryError(
        .wrongKey, "the data keys of \(unexplained.count) donors are missing",
        at: [.init("file", request.dataKeys ?? beside ?? KeysFile.path(of: request.file))],
        why: "a backup holds no key, so that it opens nobody who was erased since",
        fix: "name a newer file of keys export or backup --with-keys with --keys FILE")
    }
    return again
  }
}
