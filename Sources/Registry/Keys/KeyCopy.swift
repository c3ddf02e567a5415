internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import RegistryCrypto
internal import Storage

/// A file that `keys export` or `backup --with-keys` wrote, read data key by data key.
final class KeyCopy {
  /// The registry that the keys belong to.
  let registry: String
  /// The signed list of erased donors.
  let erasures: JSONValue?
  /// The key ring, as its own file has it; nil where the file was written without one.
  let ring: [UInt8]?
  /// The wrapped keys of studies.
  let studies: [StudyKey]
  private let lines: LineSource

  /// Reads a file as far as its data keys.
  /// - Throws: `RegistryError` where the file is none.
  convenience init(_ file: InputFile) throws { try self.init(source: file.source) }

  /// Reads bytes as far as their data keys.
  /// - Throws: `RegistryError` where they are none.
  init(source: @escaping ByteSource) throws {
    let lines = LineSource(source)
    var head: [UInt8] = []
    while let line = try lines.next() {
      head += line
      if line.reversed().starts(with: KeysFile.opening.utf8.reversed()) { break }
    }
    guard let header = try? JSONValue(parsing: (head + Array("]}".utf8))[...]) else {
      throw KeysFile.malformed("beginning")
    }
    guard header["version"]?.integer == 1 else { throw KeysFile.malformed("version") }
    guard let registry = header["registry"]?.text else { throw KeysFile.malformed("registry") }
    self.registry = registry
    erasures = header["erasures"]
    studies = try (header["study_keys"]?.elements ?? []).map { value in
      guard let study = value["study"]?.text, let keyID = value["key_id"]?.text,
        let wrapped = (value["wrapped"]?.text).flatMap({ Hexadecimal.bytes(of: $0) })
      else { throw KeysFile.malformed("keys of studies") }
      return StudyKey(study: study, keyID: keyID, wrapped: wrapped)
    }
    // The ring is taken as it stands, because a seal covers its exact bytes.
    let begin = Self.end(of: Array(KeysFile.ringOpening.utf8), in: head)
    let tail = KeysFile.opening.utf8.count + 1
    ring = begin.flatMap { $0 <= head.count - tail ? Array(head[$0..<(head.count - tail)]) : nil }
    self.lines = lines
  }

  /// The next wrapped data key.
  /// - Returns: the key; nil after the last, where the file is whole.
  /// - Throws: `RegistryError` where it is damaged or cut short.
  func next() throws -> (donor: DonorCode, keyID: String, wrapped: [UInt8])? {
    guard let line = try lines.next() else { throw KeysFile.malformed("end") }
    if line == Array("]}".utf8) {
      guard try lines.next() == nil else { throw KeysFile.malformed("end") }
      return nil
    }
    let object = line.last == UInt8(ascii: ",") ? line.dropLast() : line[...]
    guard let value = try? JSONValue(parsing: object),
      let donor = value["donor"]?.text, let code = try? DonorCode(parsing: donor),
      let keyID = value["key_id"]?.text, let digits = value["wrapped"]?.text,
      let wrapped = Hexadecimal.bytes(of: digits)
    else { throw KeysFile.malformed("data keys") }
    return (code, keyID, wrapped)
  }

  private static func end(of part: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.indices.first { bytes[$0] == part[0] && bytes[$0...].starts(with: part) }
      .map { $0 + part.count }
  }
}
