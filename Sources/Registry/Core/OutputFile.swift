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
  private let pipeline: FilePipeline
  /// What was not sent on its way yet.
  private var portion: FilePortion?
  private(set) var byteCount = 0

  /// Begins a file.
  /// - Parameters:
  ///   - path: where it is to stand; nothing may stand there yet.
  ///   - longFile: bytes after which the rest passes the system's cache by.
  /// - Throws: ``RegistryError``.
  init(path: String, longFile: Int) throws {
    self.path = path
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
    pipeline = try FilePipeline(descriptor, longFile: longFile)
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
    var rest = bytes[...]
    while !rest.isEmpty {
      let portion = room(for: 1)
      rest = rest.dropFirst(portion.take(rest))
      try sendFull()
    }
    byteCount += bytes.count
  }

  /// Has the next bytes put in place.
  /// - Parameters:
  ///   - count: bytes for which there is room at least.
  ///   - fill: appends them.
  /// - Throws: ``RegistryError``.
  func write(roomFor count: Int, _ fill: (inout OutputSpan<UInt8>) -> Void) throws {
    let portion = room(for: count)
    let known = portion.count
    portion.append(fill)
    byteCount += portion.count - known
    try sendFull()
  }

  /// Bytes for which there is room behind a full portion, where nobody asks for more.
  private static let spare = 1 << 16

  private func room(for count: Int) -> FilePortion {
    if let portion, portion.spare >= count { return portion }
    let larger = pipeline.portion(spare: max(Self.spare, count))
    if let portion { larger.take(portion) }
    portion = larger
    return larger
  }

  /// Sends what is full on its way, and keeps what lies behind it.
  private func sendFull() throws {
    while let full = portion, full.isFull {
      portion = nil
      if full.count > FilePortion.length {
        let next = pipeline.portion(spare: full.spare)
        next.take(full, from: FilePortion.length)
        portion = next
      }
      guard pipeline.send(full) else { throw Self.failure(path) }
    }
  }

  /// Writes all that is held back.
  private func flush() throws {
    defer { portion = nil }
    guard pipeline.finish(portion) else { throw Self.failure(path) }
  }

  /// What has been written so far, to be read again before the file gets its name.
  /// - Returns: the unfinished file.
  func written() throws -> InputFile {
    try flush()
    return try InputFile.path(temporary ?? "/proc/self/fd/\(descriptor)")
  }

  /// Writes what is left, syncs the file and gives it its name.
  /// - Returns: SHA-256 of the content, hexadecimal.
  @discardableResult
  func commit() throws -> String {
    try flush()
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
    return try pipeline.digest()
  }

  func discard() {
    guard descriptor >= 0 else { return }
    // Nothing may be under way to a file that is closed.
    _ = pipeline.finish(nil)
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
