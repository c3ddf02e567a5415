internal import Registry

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The new folder that everything of the demo stands in.
struct DemoFolder {
  /// Its path as it was given.
  let path: String

  /// The registry.
  var registry: String { path + "/registry" }
  /// What sites sent.
  var incoming: String { path + "/incoming" }
  /// What left the registry.
  var exports: String { path + "/exports" }

  /// Makes the folder and those in it.
  /// - Parameter path: where; nothing may stand there yet.
  /// - Throws: `RegistryError` where something stands there or it cannot be made.
  init(making path: String) throws {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = trimmed
    for folder in [trimmed, incoming, exports] where unsafe mkdir(folder, 0o700) != 0 {
      let failure = errno
      if failure == EEXIST {
        throw RegistryError(
          .outputExists, "a file or folder stands there already", at: [.init("folder", folder)],
          why: "the demo touches nothing that exists", fix: "name a new folder: tissuectl demo DIR")
      }
      throw RegistryError(
        .inputOutput, "cannot make the folder: \(SystemCalls.reason(failure))",
        at: [.init("folder", folder)], fix: "check the folder above it and its permissions")
    }
  }

  /// Writes a file that a site would send.
  /// - Parameters:
  ///   - name: its name.
  ///   - bytes: what stands in it.
  /// - Returns: its path.
  /// - Throws: `StreamFailure` or `RegistryError`.
  func receive(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = "\(incoming)/\(name)"
    let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw RegistryError(
        .inputOutput, "cannot write: \(SystemCalls.reason(errno))", at: [.init("file", file)])
    }
    defer { close(descriptor) }
    try SystemCalls.write(bytes, to: descriptor, name: file)
    return file
  }
}
