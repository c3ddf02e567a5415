internal import HashedIdentifiers
internal import Interchange
internal import RegistryCrypto

/// The manifest of a release.
enum ReleaseManifest {
  static let name = "manifest.json"
}

/// The signature that travels beside a manifest: Ed25519 (RFC 8032) over a line that says what is
/// signed, and the exact bytes of the manifest.
struct ReleaseSignature {
  static let name = "manifest.sig"
  private static let context = Array("tissue-registry/release-manifest/v1\n".utf8)

  let publicKey: [UInt8]
  let signature: [UInt8]

  /// Signs a manifest with the key that signs the log.
  static func sign(_ manifest: [UInt8], with keys: RegistryKeys) throws -> [UInt8] {
    let key = try keys.ring.logSigningKey()
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    writer.member("algorithm", "ed25519")
    writer.member("public_key", Hexadecimal.text(of: key.publicKey.bytes))
    writer.member("signature", Hexadecimal.text(of: try key.sign(context + manifest)))
    writer.endObject()
    writer.newLine()
    return writer.take()
  }

  /// Reads a signature file; nil where it is none.
  init?(reading bytes: [UInt8]) {
    guard let document = try? JSONValue(parsing: bytes[...]),
      document["algorithm"]?.text == "ed25519",
      let key = document["public_key"]?.text.flatMap({ Hexadecimal.bytes(of: $0) }),
      let signature = document["signature"]?.text.flatMap({ Hexadecimal.bytes(of: $0) })
    else { return nil }
    publicKey = key
    self.signature = signature
  }

  /// Whether it is this manifest's.
  func isValid(for manifest: [UInt8]) -> Bool {
    guard let key = try? Ed25519PublicKey(bytes: publicKey) else { return false }
    return key.isValid(signature: signature, for: Self.context + manifest)
  }
}
