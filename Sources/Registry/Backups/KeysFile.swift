internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Ledger
internal import RegistryCrypto
internal import Storage

/// The wrapped data keys in a file of their own, with the list of erasures: a JSON object whose last
/// member has one data key a line, so that millions are written and read one by one.
enum KeysFile {
  static let opening = "\"data_keys\":["
  static let ringOpening = ",\"key_ring\":"

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
    try output.write(try ErasureList(snapshot).json(signedBy: keys.noteSigner.key))
    try output.write(Array(",\"study_keys\":".utf8))
    try output.write(studies(try snapshot.studyKeys()))
    if let ring {
      try output.write(Array(ringOpening.utf8))
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
    let copy = try KeyCopy(file)
    guard copy.registry == keys.logID.description else {
      throw RegistryError(
        .wrongKey, "the data keys are those of another registry", at: [.init("file", file.name)])
    }
    let list = try ErasureList(copy.erasures, log: keys.noteSigner.verifier)
    try store.restore(studyKeys: copy.studies)
    try store.restore { try copy.next().map { ($0.donor.value, $0.keyID, $0.wrapped) } }
    return list
  }

  private static func studies(_ keys: [StudyKey]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    for key in keys {
      writer.beginObject()
      writer.member("study", key.study)
      writer.member("key_id", key.keyID)
      writer.member("wrapped", Hexadecimal.text(of: key.wrapped))
      writer.endObject()
    }
    writer.endArray()
    return writer.take()
  }

  static func malformed(_ part: String) -> RegistryError {
    RegistryError(
      .inputMalformed, "this is no file of data keys: its \(part) cannot be read",
      fix: "give the file as keys export or backup --with-keys wrote it")
  }
}
