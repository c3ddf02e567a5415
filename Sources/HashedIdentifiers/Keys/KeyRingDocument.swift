/// The key ring as JSON.
///
/// Either every key stands in the clear, and the file's mode is its protection, or every key is a
/// box of its own under a key from the passphrase, bound to its id and the registry's mode.
struct KeyRingDocument: Encodable {
  static let currentVersion = 1

  var version: Int
  var mode: String
  var passphrase: Passphrase?
  var keys: [Key]
  var logKey: Material

  enum CodingKeys: String, CodingKey {
    case version, mode, passphrase, keys
    case logKey = "log_key"
  }

  /// How the passphrase becomes a key: RFC 7914.
  struct Passphrase: Encodable {
    var algorithm: String
    var n: UInt64
    var r: UInt64
    var p: UInt64
    var salt: String
  }

  /// A master key.
  struct Key: Encodable {
    var id: String
    var state: String
    /// Microseconds since 1970-01-01T00:00:00Z.
    var createdAt: Int64
    var material: Material

    enum CodingKeys: String, CodingKey {
      case id, state, material
      case createdAt = "created_at"
    }
  }

  /// Base64 of 32 bytes in the clear, or of their sealed box.
  struct Material: Encodable {
    var clear: String?
    var sealed: String?
  }
}
