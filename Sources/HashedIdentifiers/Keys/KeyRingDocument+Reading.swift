internal import Interchange

/// The document out of its JSON, member by member.
///
/// No decoder of the library does it: it finds its way by looking through the whole program for each
/// type that it meets, a third of a millisecond in every command, and lets a name stand twice.
extension KeyRingDocument {
  /// Reads the document.
  /// - Parameter bytes: the contents of the file.
  /// - Throws: ``KeyRingError`` with the name of the member that is wrong, never its value.
  init(reading bytes: [UInt8]) throws(KeyRingError) {
    guard let json = try? JSONValue(parsing: bytes[...]) else { throw .malformed("document") }
    guard let version = json["version"]?.integer else { throw .malformed("version") }
    // A ring of another version may look otherwise, and is told by its version alone.
    guard version == Self.currentVersion else { throw .unknownVersion(version) }
    self.version = version
    mode = try Self.text(json["mode"], "mode")
    passphrase = try Self.present(json["passphrase"]).map { json throws(KeyRingError) in
      try Passphrase(reading: json)
    }
    guard let elements = json["keys"]?.elements else { throw .malformed("keys") }
    keys = []
    for (place, element) in elements.enumerated() {
      keys.append(try Key(reading: element, "keys[\(place)]"))
    }
    logKey = try Material(reading: json["log_key"], "log_key")
  }

  static func text(
    _ json: JSONValue?, _ part: String
  ) throws(KeyRingError) -> String {
    guard let text = json?.text else { throw .malformed(part) }
    return text
  }

  static func integer(
    _ json: JSONValue?, _ part: String
  ) throws(KeyRingError) -> Int {
    guard let integer = json?.integer else { throw .malformed(part) }
    return integer
  }

  /// A member that is there and not `null`.
  static func present(_ json: JSONValue?) -> JSONValue? { json == .null ? nil : json }
}

extension KeyRingDocument.Passphrase {
  init(reading json: JSONValue) throws(KeyRingError) {
    func count(_ name: String) throws(KeyRingError) -> UInt64 {
      let part = "passphrase.\(name)"
      guard let count = UInt64(exactly: try KeyRingDocument.integer(json[name], part)) else {
        throw .malformed(part)
      }
      return count
    }
    algorithm = try KeyRingDocument.text(json["algorithm"], "passphrase.algorithm")
    n = try count("n")
    r = try count("r")
    p = try count("p")
    salt = try KeyRingDocument.text(json["salt"], "passphrase.salt")
  }
}

extension KeyRingDocument.Key {
  fileprivate init(reading json: JSONValue, _ part: String) throws(KeyRingError) {
    id = try KeyRingDocument.text(json["id"], part + ".id")
    state = try KeyRingDocument.text(json["state"], part + ".state")
    createdAt = Int64(try KeyRingDocument.integer(json["created_at"], part + ".created_at"))
    material = try KeyRingDocument.Material(reading: json["material"], part + ".material")
  }
}

extension KeyRingDocument.Material {
  init(reading json: JSONValue?, _ part: String) throws(KeyRingError) {
    guard let json, json.members != nil else { throw .malformed(part) }
    clear = try KeyRingDocument.present(json["clear"]).map { json throws(KeyRingError) in
      try KeyRingDocument.text(json, part + ".clear")
    }
    sealed = try KeyRingDocument.present(json["sealed"]).map { json throws(KeyRingError) in
      try KeyRingDocument.text(json, part + ".sealed")
    }
  }
}
