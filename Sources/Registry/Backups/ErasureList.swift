internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Ledger
internal import RegistryCrypto
internal import Storage

/// The donors whom a registry was made to forget, signed with the log's key.
///
/// It travels with the data keys, so that a registry restored from an older backup forgets them too.
struct ErasureList {
  /// The codes in the order of their erasure.
  var donors: [String]
  /// Size of the ledger that they were read from.
  var size: UInt64

  /// The text that is signed: which log, how long it was, how many codes, and their hash.
  private func text(origin: String) throws -> String {
    let digest = try sha256(Array(donors.joined(separator: "\n").utf8))
    return "\(origin)\nerasures/v1 \(size) \(donors.count)\n\(digest)\n"
  }

  /// The list as a member of a JSON object.
  func json(signedBy signer: borrowing NoteSigner) throws -> [UInt8] {
    let text = try text(origin: signer.verifier.name)
    let note = SignedNote(text: text, signatures: [try signer.sign(text)])
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("size", Int(clamping: size))
    writer.key("donors")
    writer.beginArray()
    for donor in donors { writer.string(donor) }
    writer.endArray()
    writer.member("note", String(decoding: note.encoded, as: UTF8.self))
    writer.endObject()
    return writer.take()
  }

  /// Reads a list and verifies that the log signed it.
  init(_ value: JSONValue?, log: NoteVerifier) throws {
    guard let value, let size = value["size"]?.integer, let list = value["donors"]?.elements,
      let note = value["note"]?.text
    else { throw KeysFile.malformed("list of erasures") }
    donors = list.compactMap(\.text)
    self.size = UInt64(clamping: size)
    let signed = try SignedNote(decoding: Array(note.utf8))
    try signed.verified(by: [log])
    guard donors.count == list.count, signed.text == (try text(origin: log.name)) else {
      throw RegistryError(
        .verificationFailed, "the list of erasures is not the one that was signed",
        fix: "use the file as keys export or backup --with-keys wrote it")
    }
  }

  /// The erasures of a registry.
  init(_ snapshot: Snapshot) throws {
    donors = try snapshot.erasedDonors().map { DonorCode.text($0.donor) }
    size = try snapshot.head().size
  }
}
