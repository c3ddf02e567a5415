internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Ledger
internal import RegistryCrypto
internal import Storage

/// The wrapped data keys in a file of their own, with the list of erasures: a JSON object whose last
/// member has one data key a line, so that millions are written and read one by one.
enum KeysFile {
  private static let opening = "\"data_keys\":["

  /// Where the data keys of a backup stand.
  static func path(of backup: String) -> String { backup + ".keys" }

  /// Writes a file.
  /// - Parameters:
  ///   - output: the file.
  ///   - keys: the registry's keys.
  ///   - ring: the key ring as JSON; nil leaves it out.
  ///   - snapshot: where data keys and erasures are read.
  /// - Returns: the number of data keys.
  /// - Throws: ``RegistryError``, `StoreError`.
  static func write(
    to output: OutputFile, _ keys: RegistryKeys, ring: [UInt8]?, _ snapshot: Snapshot
  ) throws -> Int {
    try output.write(Array("{\"version\":1,\"registry\":\"\(keys.logID)\",\"erasures\":".utf8))
    try output.write(try ErasureList(snapshot).json(signedBy: keys.noteSigner()))
    if let ring {
      try output.write(Array(",\"key_ring\":".utf8))
      try output.write(ring)
    }
    try output.write(Array(",\(opening)".utf8))
    var count = 0
    try snapshot.forEachDataKey { donor, keyID, wrapped in
      let separator = count == 0 ? "\n" : ",\n"
      try output.write(
        Array(
          """
          \(separator){"donor":"\(DonorCode.text(donor))","key_id":"\(keyID)",\
          "wrapped":"\(Hexadecimal.text(of: wrapped))"}
          """.utf8))
      count += 1
    }
    try output.write(Array("\n]}\n".utf8))
    return count
  }

  /// Stores the data keys of a file in a restored registry.
  /// - Parameters:
  ///   - file: the file.
  ///   - store: the restored registry's store; no donor has a key there yet.
  ///   - keys: the registry's keys.
  /// - Returns: the donors whom the registry was made to forget since.
  /// - Throws: ``RegistryError``; no key is stored then.
  static func read(
    _ file: InputFile, into store: RegistryStore, _ keys: RegistryKeys
  ) throws -> ErasureList {
    let lines = LineSource(file.source)
    var head: [UInt8] = []
    while let line = try lines.next() {
      head += line
      if line.reversed().starts(with: opening.utf8.reversed()) { break }
    }
    let header: JSONValue
    do { header = try JSONValue(parsing: (head + Array("]}".utf8))[...]) } catch {
      throw malformed("beginning")
    }
    guard header["version"]?.integer == 1 else { throw malformed("version") }
    guard header["registry"]?.text == keys.logID.description else {
      throw RegistryError(
        .wrongKey, "the data keys are those of another registry", at: [.init("file", file.name)])
    }
    let list = try ErasureList(header["erasures"], log: try keys.noteSigner().verifier)
    var isWhole = false
    try store.restore {
      guard let line = try lines.next() else { return nil }
      if line == Array("]}".utf8) {
        isWhole = try lines.next() == nil
        return nil
      }
      let object = line.last == UInt8(ascii: ",") ? line.dropLast() : line[...]
      guard let value = try? JSONValue(parsing: object),
        let donor = value["donor"]?.text, let code = try? DonorCode(parsing: donor),
        let keyID = value["key_id"]?.text, let digits = value["wrapped"]?.text,
        let wrapped = Hexadecimal.bytes(of: digits)
      else { throw malformed("data keys") }
      return (code.value, keyID, wrapped)
    }
    guard isWhole else { throw malformed("end") }
    return list
  }

  static func malformed(_ part: String) -> RegistryError {
    RegistryError(
      .inputMalformed, "this is no file of data keys: its \(part) cannot be read",
      fix: "give the file as keys export or backup --with-keys wrote it")
  }
}

/// The lines of a file, without their ends.
private final class LineSource {
  private let source: ByteSource
  private var buffer: [UInt8] = []
  private var place = 0

  init(_ source: @escaping ByteSource) { self.source = source }

  func next() throws -> [UInt8]? {
    while true {
      if let end = buffer[place...].firstIndex(of: 10) {
        defer { place = end + 1 }
        return Array(buffer[place..<end])
      }
      buffer.removeFirst(place)
      place = 0
      guard try source(&buffer) else {
        defer { buffer = [] }
        return buffer.isEmpty ? nil : buffer
      }
    }
  }
}
