internal import Glibc
internal import RegistryCrypto

/// The folder of a release: built under a name of its own and renamed when the seal is in the
/// ledger.
final class ReleaseFolder {
  /// Where the release is to stand, an absolute path.
  let path: String
  private let log: String
  /// Whether the ledger holds the release: what cannot be named now is named by the next export.
  var isSealed = false
  private var staging: String?
  private var folders: Set<String> = []

  /// Checks that the place is free.
  init(out: String, log: String) throws {
    let parent = FolderWork.parent(of: out)
    // Safe: realpath allocates the string, which is freed at once.
    guard let resolved = unsafe realpath(parent, nil) else { throw OutputFile.failure(parent) }
    defer { unsafe free(resolved) }
    let name = out.split(separator: "/").last.map(String.init) ?? out
    let base = unsafe String(cString: resolved)
    path = (base == "/" ? "" : base) + "/" + name
    self.log = log
    guard !FolderWork.exists(path) else { throw OutputFile.exists(out) }
  }

  private static func staging(_ path: String, log: String, release: String) -> String {
    "\(path).partial-\(log)-\(release)"
  }

  func begin(release: String) throws {
    try removeAbandoned()
    let staging = Self.staging(path, log: log, release: release)
    try FolderWork.make(staging)
    self.staging = staging
  }

  /// Removes what a run left that ended before its seal; the write lock says that none is under way.
  private func removeAbandoned() throws {
    let parent = FolderWork.parent(of: path)
    let prefix = "\(path.dropFirst(parent.count == 1 ? 1 : parent.count + 1)).partial-\(log)-"
    for entry in try FolderWork.entries(of: parent) where entry.hasPrefix(prefix) {
      try FolderWork.removeTree("\(parent)/\(entry)")
    }
  }

  /// Opens a file of the release; a slash in its name parts folder and file.
  /// - Parameters:
  ///   - name: the name.
  ///   - isReadAgain: whether it is read as soon as it stands, and best from the system's cache.
  /// - Returns: the file.
  /// - Throws: ``RegistryError``.
  func file(_ name: String, isReadAgain: Bool = true) throws -> OutputFile {
    guard let staging else { throw OutputFile.failure(path) }
    var folder = ""
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      if folders.insert(folder).inserted { try FolderWork.make(staging + folder) }
    }
    let path = "\(staging)/\(name)"
    return try isReadAgain ? OutputFile(path: path) : OutputFile(path: path, longFile: 0)
  }

  /// Writes a small file of the release whole.
  func write(_ name: String, _ bytes: [UInt8]) throws -> ReleaseSummary.File {
    let file = try file(name)
    try file.write(bytes)
    let digest = try file.commit()
    return ReleaseSummary.File(name: name, sha256: digest, bytes: file.byteCount)
  }

  /// Where a file of the release stands now.
  func path(of name: String) -> String { "\(staging ?? path)/\(name)" }

  func sync() throws {
    if let staging { try FolderWork.sync(folder: staging) }
  }

  /// Gives the folder its name.
  func publish() throws {
    guard let staging else { return }
    try FolderWork.rename(staging, to: path)
    self.staging = nil
  }

  /// Leaves the files where it is not known whether they were sealed: the next export finishes them,
  /// or removes them.
  func kept<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let failure as RegistryError
      where failure.code == .outcomeUnknown
    {
      staging = nil
      throw failure
    }
  }

  /// Removes what was not published.
  func discard() {
    guard let staging, !isSealed else { return }
    // What cannot be removed now is removed by the next release into the same place.
    try? FolderWork.removeTree(staging)
    self.staging = nil
  }

  /// Names the folder of a release that was sealed and not delivered.
  /// - Returns: whether the folder stands now.
  static func finish(_ path: String, release: String, log: String) throws -> Bool {
    let staging = staging(path, log: log, release: release)
    if FolderWork.exists(staging), !FolderWork.exists(path) {
      try FolderWork.rename(staging, to: path)
    }
    return FolderWork.exists("\(path)/manifest.json")
  }
}
