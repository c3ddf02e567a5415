internal import CFileSystem
internal import Glibc

/// A file that is whole or absent: written without a name, synced, and named at the end.
///
/// Naming never replaces anything. What is not committed is gone with the process, however that ends.
/// Where the file system knows no files without a name, one beside it is used, which a later file
/// of the same name removes.
final class OutputFile {
  private let path: String
  /// The name of the unfinished file; nil while it has none.
  private let temporary: String?
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private let content: RunningDigest
  private(set) var byteCount = 0
  /// Bytes after which the file is a long one; a multiple of a page.
  private let longFile: Int
  /// What writes the rest of a long file.
  private var uncached: UncachedWriter?
  /// Bytes that the system was told to store already.
  private var begun = 0

  /// Begins a file.
  /// - Parameters:
  ///   - path: where it is to stand; nothing may stand there yet.
  ///   - longFile: bytes after which the rest passes the system's cache by; a multiple of a page.
  /// - Throws: ``RegistryError``.
  init(path: String, longFile: Int) throws {
    self.path = path
    self.longFile = longFile
    guard !FolderWork.exists(path) else { throw Self.exists(path) }
    let unnamed = unsafe file_system_open_unnamed(FolderWork.parent(of: path))
    if unnamed < 0, errno == EOPNOTSUPP {
      FolderWork.removeAbandoned(path)
      let name = FolderWork.unfinished(path)
      descriptor = unsafe open(
        name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      temporary = name
    } else {
      descriptor = unnamed
      temporary = nil
    }
    guard descriptor >= 0 else { throw Self.failure(path) }
    content = try RunningDigest()
  }

  /// Begins a file.
  /// - Parameter path: where it is to stand; nothing may stand there yet.
  /// - Throws: ``RegistryError``.
  convenience init(path: String) throws { try self.init(path: path, longFile: 1 << 27) }

  deinit { discard() }

  static func exists(_ path: String) -> RegistryError {
    RegistryError(
      .outputExists, "a file or folder stands there already", at: [.init("file", path)],
      fix: "name another one, or remove it yourself")
  }

  static func failure(_ path: String) -> RegistryError {
    RegistryError(
      .inputOutput, "cannot write: \(SystemWords.of(errno))", at: [.init("file", path)],
      fix: "check the folder, its permissions and the space left")
  }

  func write(_ bytes: [UInt8]) throws {
    guard bytes.count < Self.bufferSize else {
      try flush()
      return try put(bytes)
    }
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Bytes that are collected; what is as long goes out as it is.
  private static let bufferSize = 1 << 17

  private func flush() throws {
    try put(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private func put(_ bytes: [UInt8]) throws {
    content.update(bytes, isLong: bytes.count >= Self.bufferSize)
    let cached = max(0, min(bytes.count, longFile - byteCount))
    byteCount += cached
    try putCached(bytes[..<cached])
    guard cached < bytes.count else { return }
    let writer = uncached ?? UncachedWriter(descriptor)
    uncached = writer
    byteCount += bytes.count - cached
    guard writer.write(bytes[cached...]) else { throw Self.failure(path) }
  }

  private func putCached(_ bytes: ArraySlice<UInt8>) throws {
    var written = 0
    while written < bytes.count {
      // Safe: the range lies within the bytes.
      let count = unsafe bytes.withUnsafeBytes { bytes in
        unsafe Glibc.write(
          descriptor, bytes.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      }
      guard count > 0 || errno == EINTR else { throw Self.failure(path) }
      written += max(count, 0)
    }
    beginStoring()
  }

  /// Writes all that is held back.
  private func flushAll() throws {
    try flush()
    guard uncached?.finish() ?? true else { throw Self.failure(path) }
  }

  /// Bytes after which the system begins to store them: the disk is then at work while the next are
  /// made, and not only when all of them have to be stored.
  private static let portion = 1 << 23

  private func beginStoring() {
    guard byteCount - begun >= Self.portion else { return }
    // Whether they were stored is what the sync at the end says.
    _ = file_system_begin_storing(descriptor, Int64(begun), Int64(byteCount - begun))
    begun = byteCount
  }

  /// What has been written so far, to be read again before the file gets its name.
  /// - Returns: the unfinished file.
  func written() throws -> InputFile {
    try flushAll()
    return try InputFile.path(temporary ?? "/proc/self/fd/\(descriptor)")
  }

  /// Writes what is left, syncs the file and gives it its name.
  /// - Returns: SHA-256 of the content, hexadecimal.
  @discardableResult
  func commit() throws -> String {
    try flushAll()
    guard fsync(descriptor) == 0 else { throw Self.failure(path) }
    if let temporary {
      try FolderWork.rename(temporary, to: path)
    } else {
      guard unsafe file_system_link_unnamed(descriptor, path) == 0 else {
        throw errno == EEXIST ? Self.exists(path) : Self.failure(path)
      }
      do { try FolderWork.syncParent(of: path) } catch {
        _ = unsafe unlink(path)
        throw error
      }
    }
    close(descriptor)
    descriptor = -1
    return try content.finish()
  }

  func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    if let temporary { _ = unsafe unlink(temporary) }
  }
}

/// Folders and names, each change synced.
enum FolderWork {
  static func make(_ path: String) throws {
    guard unsafe mkdir(path, 0o700) == 0 else {
      if errno == EEXIST { throw OutputFile.exists(path) }
      throw OutputFile.failure(path)
    }
    try syncParent(of: path)
  }

  /// Whether anything stands at a path, a link that leads nowhere too.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  /// Renames without replacing, and syncs the folder that holds the new name; takes the name back
  /// where that fails.
  static func rename(_ old: String, to new: String) throws {
    let code = unsafe file_system_rename_new(old, new)
    guard code == 0 else {
      if errno == EEXIST { throw OutputFile.exists(new) }
      throw OutputFile.failure(new)
    }
    do { try syncParent(of: new) } catch {
      _ = unsafe file_system_rename_new(new, old)
      throw error
    }
  }

  static func syncParent(of path: String) throws {
    try sync(folder: parent(of: path))
  }

  static func sync(folder: String) throws {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputFile.failure(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw OutputFile.failure(folder) }
  }

  static func parent(of path: String) -> String {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  static func removeFiles(in folder: String, _ files: [String]) {
    for file in files { _ = unsafe unlink("\(folder)/\(file)") }
  }

  /// Names of what stands in a folder, without `.` and `..`.
  static func entries(of folder: String) throws -> [String] {
    guard let listing = unsafe opendir(folder) else { throw OutputFile.failure(folder) }
    defer { unsafe closedir(listing) }
    var names: [String] = []
    while let entry = unsafe readdir(listing) {
      // Safe: the name is a C string within the entry, copied before the next call.
      let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The name of an unfinished file, which tells the process that writes it.
  static func unfinished(_ path: String) -> String {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
    return "\(trimmed).partial-\(getpid())"
  }

  /// Removes unfinished files and folders of a name whose processes are gone; one that cannot be
  /// removed stays.
  /// - Returns: whether there were any, and nobody else is at work on the name.
  @discardableResult
  static func removeAbandoned(_ path: String) -> Bool {
    let folder = parent(of: path)
    let prefix = (path.split(separator: "/").last.map(String.init) ?? path) + ".partial-"
    var (isAbandoned, isAtWork) = (false, false)
    for entry in (try? entries(of: folder)) ?? [] where entry.hasPrefix(prefix) {
      let number = entry.dropFirst(prefix.count).prefix { $0.isNumber }
      let rest = entry.dropFirst(prefix.count + number.count)
      guard let process = Int32(number), process > 0, rest.isEmpty || rest == "-journal" else {
        continue
      }
      guard kill(process, 0) != 0, errno == ESRCH else {
        isAtWork = true
        continue
      }
      isAbandoned = true
      if unsafe unlink("\(folder)/\(entry)") != 0 { clear("\(folder)/\(entry)") }
    }
    return isAbandoned && !isAtWork
  }

  /// Removes a folder with the files in it.
  static func clear(_ folder: String) {
    removeFiles(in: folder, (try? entries(of: folder)) ?? [])
    removeFolder(folder)
  }

  static func removeFolder(_ path: String) { _ = unsafe rmdir(path) }
}
