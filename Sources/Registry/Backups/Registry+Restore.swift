internal import Glibc
internal import HashedIdentifiers
internal import Interchange
internal import Ledger
internal import RegistryCrypto
internal import Storage

/// What is to be restored, and where.
public struct RestoreRequest: Sendable {
  /// The backup.
  public var file: String
  /// The key ring that belongs to it.
  public var keyRing: String
  /// The registry folder to make.
  public var folder: String
  /// Further checkpoints at hand, beside the backup's own.
  public var checkpoints: [InputFile]
  /// Whether to verify everything and leave nothing.
  public var dryRun: Bool

  /// Describes a restore.
  /// - Parameters:
  ///   - file: the backup.
  ///   - keyRing: the key ring that belongs to it.
  ///   - folder: the registry folder to make.
  ///   - checkpoints: further checkpoints at hand.
  ///   - dryRun: whether to verify everything and leave nothing.
  public init(
    file: String, keyRing: String, folder: String, checkpoints: [InputFile] = [],
    dryRun: Bool = false
  ) {
    self.file = file
    self.keyRing = keyRing
    self.folder = folder
    self.checkpoints = checkpoints
    self.dryRun = dryRun
  }
}

/// What was restored.
public struct RestoreSummary: Sendable {
  /// Number of events.
  public var size: UInt64
  /// Root over them, hexadecimal.
  public var root: String
  /// Number of checkpoints that it was held against.
  public var checkpoints: Int
}

extension Registry {
  /// Makes a registry from a backup and its key ring, after the examination that `doctor` makes.
  ///
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
      let unfinished = "\(folder).restoring-\(getpid())"
      try FolderWork.make(unfinished)
      do {
        let ring = try KeyRingFile.read(path: request.keyRing)
        try copy(try InputFile.path(request.file), to: "\(unfinished)/registry.sqlite")
        try KeyRingFile.create(path: "\(unfinished)/keyring.json", contents: ring)
        let summary = try examine(unfinished, request, context)
        if request.dryRun {
          clear(unfinished)
          return summary
        }
        if isThere { FolderWork.removeFolder(folder) }
        try FolderWork.rename(unfinished, to: folder)
        return summary
      } catch {
        clear(unfinished)
        throw error
      }
    }
  }

  private static func clear(_ folder: String) {
    let entries = (try? FolderWork.entries(of: folder)) ?? []
    FolderWork.removeFiles(in: folder, entries)
    FolderWork.removeFolder(folder)
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
    do { registry = try Registry.open(at: folder, context: context) } catch {
      let failure = RegistryError(translating: error)
      guard failure.code == .foreignDatabase else { throw failure }
      throw RegistryError(
        .verificationFailed, "this is no backup of a registry", at: [.init("file", request.file)],
        fix: "name a file that backup wrote")
    }
    // A release that was not delivered is no fault of the copy; the next export finishes it.
    if let bad = try registry.doctor().first(where: { !$0.ok && $0.check != "releases" }) {
      throw RegistryError(
        .verificationFailed, "the backup does not verify", at: [.init("check", bad.check)],
        why: bad.detail, fix: "restore another backup")
    }
    var checkpoints = request.checkpoints
    let own = checkpointPath(of: request.file)
    if FolderWork.exists(own) { checkpoints.append(try InputFile.path(own)) }
    guard !checkpoints.isEmpty else {
      throw RegistryError(
        .verificationFailed, "there is no checkpoint to hold the backup against",
        at: [.init("file", own)], why: "a backup that is cut short verifies by itself",
        fix: "put its checkpoint beside it, or name one with --checkpoint FILE")
    }
    let log = try registry.noteSigner().verifier
    return try registry.read { snapshot in
      for file in checkpoints {
        let note = try SignedNote(decoding: try file.contents())
        _ = try snapshot.require(try Checkpoint.verified(note, log: log))
      }
      let head = try snapshot.head()
      return RestoreSummary(
        size: head.size, root: Hexadecimal.text(of: head.root), checkpoints: checkpoints.count)
    }
  }
}
