internal import Glibc

/// Folders with folders in them. A symbolic link is an entry and never followed.
extension FolderWork {
  /// Paths of all files below a folder, relative to it, by name.
  static func files(below folder: String) throws -> [String] {
    try entries(of: folder).flatMap { name in
      let path = "\(folder)/\(name)"
      guard isFolder(path) else { return [name] }
      return try files(below: path).map { "\(name)/\($0)" }
    }
  }

  /// Removes a folder with everything in it.
  static func removeTree(_ folder: String) throws {
    for name in try entries(of: folder) {
      let path = "\(folder)/\(name)"
      if isFolder(path) {
        try removeTree(path)
      } else if unsafe unlink(path) != 0 {
        throw OutputFile.failure(path)
      }
    }
    guard unsafe rmdir(folder) == 0 else { throw OutputFile.failure(folder) }
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
