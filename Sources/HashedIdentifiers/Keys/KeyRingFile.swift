internal import Glibc

/// Reads and writes files of keys, the key ring's first of all, which belong to one user and to nobody
/// else.
///
/// The last component of a path is never followed where it is a link; what stands there must be a
/// regular file of the present user with no permission for group and others.
public enum KeyRingFile {
  /// The largest file that is read; a ring of a hundred keys has 30 kB.
  private static let limit = 1 << 20

  /// Reads the file.
  /// - Parameter path: where it is.
  /// - Returns: its contents.
  /// - Throws: ``KeyRingFileError``.
  public static func read(path: String) throws(KeyRingFileError) -> [UInt8] {
    try check(path)
    // Not blocking, so that a named pipe in its place does not stop the program.
    let file = unsafe Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw failure("open", path) }
    defer { close(file) }
    let size = try requireOwned(file, path)
    guard size <= limit else { throw .tooLarge(path: path) }
    var contents = [UInt8](repeating: 0, count: size)
    var position = 0
    while position < size {
      // Safe: the address and the count stay within the array.
      let count = unsafe contents.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(file, buffer.baseAddress.map { unsafe $0 + position }, size - position)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("read", path) }
      position += count
    }
    return contents
  }

  /// Writes a file that does not exist yet, with mode 0600, and makes it durable.
  /// - Parameters:
  ///   - path: where it is to be.
  ///   - contents: its contents.
  /// - Throws: ``KeyRingFileError``; no file is left behind then.
  public static func create(path: String, contents: [UInt8]) throws(KeyRingFileError) {
    try check(path)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = unsafe Glibc.open(path, flags, 0o600)
    guard file >= 0 else {
      if errno == EEXIST { throw .exists(path: path) }
      throw failure("create", path)
    }
    do {
      defer { close(file) }
      try write(contents, file, path)
    } catch {
      unsafe unlink(path)
      throw error
    }
    try syncFolder(of: path)
  }

  /// Puts new contents in the place of an existing file, all or nothing.
  /// - Parameters:
  ///   - path: where it is.
  ///   - contents: its new contents.
  /// - Throws: ``KeyRingFileError``; the old file is then as it was.
  public static func replace(path: String, contents: [UInt8]) throws(KeyRingFileError) {
    _ = try read(path: path)
    let next = path + ".next"
    // What an interrupted replacement left is not in use by anyone.
    if unsafe unlink(next) != 0, errno != ENOENT { throw failure("remove", next) }
    try create(path: next, contents: contents)
    guard unsafe rename(next, path) == 0 else {
      let error = failure("rename", next)
      unsafe unlink(next)
      throw error
    }
    try syncFolder(of: path)
  }

  /// The size of a regular file that belongs to the present user alone.
  private static func requireOwned(_ file: Int32, _ path: String) throws(KeyRingFileError) -> Int {
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { throw failure("examine", path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path: path) }
    guard status.st_uid == geteuid() else { throw .wrongOwner(path: path) }
    guard status.st_mode & 0o077 == 0 else {
      throw .openToOthers(path: path, mode: status.st_mode & 0o777)
    }
    return Int(status.st_size)
  }

  private static func write(
    _ contents: [UInt8], _ file: Int32, _ path: String
  ) throws(KeyRingFileError) {
    // The mask of the process may have taken permissions away, never added any.
    guard fchmod(file, 0o600) == 0 else { throw failure("protect", path) }
    var position = 0
    while position < contents.count {
      // Safe: the address and the count stay within the array.
      let count = unsafe contents.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          file, buffer.baseAddress.map { unsafe $0 + position }, contents.count - position)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("write", path) }
      position += count
    }
    guard fsync(file) == 0 else { throw failure("sync", path) }
  }

  /// Makes the name durable as well as the contents.
  private static func syncFolder(of path: String) throws(KeyRingFileError) {
    let bytes = Array(path.utf8)
    let folder: String
    switch bytes.lastIndex(of: UInt8(ascii: "/")) {
    case nil: folder = "."
    case 0?: folder = "/"
    case let slash?: folder = String(decoding: bytes[..<slash], as: UTF8.self)
    }
    let file = unsafe Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw failure("open", folder) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure("sync", folder) }
  }

  private static func check(_ path: String) throws(KeyRingFileError) {
    // A zero byte would cut the path short for the system and not for a reader.
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .noSuchPath }
  }

  private static func failure(_ action: String, _ path: String) -> KeyRingFileError {
    let number = errno
    if number == ELOOP { return .isLink(path: path) }
    let reason = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    return .system(action: action, path: path, reason: reason)
  }
}

/// Why a file of keys was not read or written.
public enum KeyRingFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path is empty or contains a zero byte.
  case noSuchPath
  /// The path leads to a link.
  case isLink(path: String)
  /// The path leads to a folder, pipe or device.
  case notARegularFile(path: String)
  /// The file belongs to another user.
  case wrongOwner(path: String)
  /// Group or others have some permission.
  case openToOthers(path: String, mode: UInt32)
  /// The file is too large to hold keys.
  case tooLarge(path: String)
  /// There is a file already.
  case exists(path: String)
  /// The system refused.
  case system(action: String, path: String, reason: String)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .noSuchPath: "the file has no usable path; name another one"
    case .isLink(let path): "\(path) is a link; name the file itself"
    case .notARegularFile(let path): "\(path) is no regular file; name one that is"
    case .wrongOwner(let path):
      "\(path) belongs to another user; run as that user, or change its owner"
    case .openToOthers(let path, let mode):
      "\(path) has mode 0\(String(mode, radix: 8)) and is open to others; run chmod 600 on it, and "
        + "consider its keys known"
    case .tooLarge(let path): "\(path) is too large for a file of keys; name another one"
    case .exists(let path): "\(path) exists already; a key is never overwritten by a new one"
    case .system(let action, let path, let reason):
      "cannot \(action) \(path): \(reason)"
    }
  }
}
