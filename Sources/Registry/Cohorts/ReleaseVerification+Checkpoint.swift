internal import Interchange
internal import Ledger
internal import RegistryCrypto

extension ReleaseVerification {
  /// Whether the checkpoint in a manifest states what the manifest says of the ledger, signed by the
  /// key that signed the manifest; nil for a release without a checkpoint or without a signature.
  static func checkpoint(of manifest: JSONValue, in folder: String) throws -> DoctorCheck? {
    guard let text = manifest["checkpoint"]?.text else { return nil }
    func check(_ ok: Bool, _ detail: String) -> DoctorCheck {
      DoctorCheck(check: "checkpoint", ok: ok, detail: detail)
    }
    let path = "\(folder)/\(ReleaseSignature.name)"
    guard FolderWork.exists(path),
      let signature = ReleaseSignature(
        reading: try InputFile.path(path).contents(limit: 1 << 16))
    else { return nil }
    do {
      let note = try SignedNote(decoding: Array(text.utf8))
      guard let origin = note.text.split(separator: "\n").first else {
        throw CheckpointError.malformed("origin")
      }
      let stated = try Checkpoint.verified(
        note,
        log: try NoteVerifier(
          name: String(origin), algorithm: .ed25519,
          key: try Ed25519PublicKey(bytes: signature.publicKey)))
      guard stated.root.description == manifest["root"]?.text,
        stated.size == manifest["ledger_size"]?.integer.map({ UInt64(clamping: $0) })
      else { return check(false, "it states another ledger than the manifest") }
      return check(true, "the ledger had \(stated.size) events")
    } catch let error as any Error & CustomStringConvertible {
      return check(false, "\(error)")
    }
  }
}
