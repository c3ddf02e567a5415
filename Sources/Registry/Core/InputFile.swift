internal import Glibc
internal import Interchange

/// A file that a command reads from start to end, once.
public struct InputFile: Sendable {
  /// The name shown in messages; `-` is standard input.
  public let name: String
  private let descriptor: OpenDescriptor

  /// Standard input.
  public static var standardInput: InputFile {
    InputFile(name: "-", descriptor: OpenDescriptor(number: 0, isOwned: false))
  }

  /// Opens a file; `-` is standard input.
  /// - Parameter path: where it stands.
  /// - Returns: the open file.
  /// - Throws: ``RegistryError`` where it cannot be read.
  public static func path(_ path: String) throws(RegistryError) -> InputFile {
    guard path != "-" else { return standardInput }
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard number >= 0 else {
      throw RegistryError(
        .inputOutput, "cannot read the file: \(SystemWords.of(errno))",
        at: [.init("file", path)], fix: "check the path and its permissions")
    }
    var status = stat()
    if unsafe fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(number)
      throw RegistryError(
        .inputOutput, "this is a folder, not a file", at: [.init("file", path)],
        fix: "name a file in it")
    }
    return InputFile(name: path, descriptor: OpenDescriptor(number: number, isOwned: true))
  }

  private init(name: String, descriptor: OpenDescriptor) {
    self.name = name
    self.descriptor = descriptor
  }

  /// The bytes, piece by piece.
  var source: ByteSource {
    let (name, descriptor) = (name, descriptor)
    return { bytes in
      let piece = 256 * 1024
      let start = bytes.count
      bytes.append(contentsOf: repeatElement(0, count: piece))
      // Safe: the buffer holds the piece that was just appended.
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor.number, buffer.baseAddress.map { unsafe $0 + start }, piece)
      }
      guard count >= 0 else {
        bytes.removeLast(piece)
        throw RegistryError(
          .inputOutput, "reading failed: \(SystemWords.of(errno))", at: [.init("file", name)])
      }
      bytes.removeLast(piece - count)
      return count > 0
    }
  }

  /// How many bytes it has, where it is a file and not what another program writes.
  var length: Int? {
    var status = stat()
    guard unsafe fstat(descriptor.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return Int(status.st_size)
  }

  /// The bytes of a file that is opened when its first ones are wanted.
  static func source(at path: String) -> ByteSource {
    var opened: ByteSource?
    return { bytes in
      let source = try opened ?? InputFile.path(path).source
      opened = source
      return try source(&bytes)
    }
  }

  /// The documents of a folder and of the folders in it, by name.
  /// - Parameters:
  ///   - folder: where they stand.
  ///   - endings: what their names end with, for example `.json`.
  /// - Returns: their paths; empty where this is no folder.
  /// - Throws: ``RegistryError`` for a folder without any.
  public static func documents(
    below folder: String, endings: [String]
  ) throws(RegistryError) -> [String] {
    guard FolderWork.isFolder(folder) else { return [] }
    let names: [String]
    do { names = try FolderWork.files(below: folder) } catch {
      throw RegistryError(translating: error)
    }
    let documents = names.filter { name in endings.contains { name.hasSuffix($0) } }.sorted()
    guard !documents.isEmpty else {
      throw RegistryError(
        .inputOutput,
        "the folder holds no file whose name ends with "
          + endings.joined(separator: " or "), at: [.init("file", folder)],
        fix: "name another folder, or a file")
    }
    return documents.map { "\(folder)/\($0)" }
  }

  /// The whole file, for one that is small by nature.
  /// - Parameter limit: bytes beyond which it is refused.
  /// - Returns: the bytes.
  /// - Throws: ``RegistryError``.
  func contents(limit: Int = 16 << 20) throws -> [UInt8] {
    if let bytes = try ByteSources.readAll(source, limit: limit) { return bytes }
    throw RegistryError(
      .inputMalformed, "the file is larger than \(limit >> 20) MiB", at: [.init("file", name)],
      fix: "give a smaller file")
  }
}

/// An open file that closes itself with its last reader.
private final class OpenDescriptor: Sendable {
  let number: Int32
  private let isOwned: Bool

  init(number: Int32, isOwned: Bool) {
    self.number = number
    self.isOwned = isOwned
  }

  deinit {
    if isOwned { close(number) }
  }
}

/// What the operating system says about a failed call.
enum SystemWords {
  static func of(_ code: Int32) -> String {
    // Safe: strerror returns a string that stays until the thread's next call of it.
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}
