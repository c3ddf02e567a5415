/// A text with the signatures under it (C2SP signed-note).
public struct SignedNote: Hashable, Sendable {
  /// More signatures than these are refused: each costs work to look at.
  private static let signatureLimit = 100
  /// A note is small; a file beyond this is something else.
  private static let sizeLimit = 1_000_000
  private static let signaturePrefix = Array("— ".utf8)

  /// The signed text, with the newline at its end.
  public let text: String
  /// The signatures in the order in which they stand.
  public private(set) var signatures: [NoteSignature]

  /// Puts a note together.
  /// - Parameters:
  ///   - text: the text to sign; ends with a newline.
  ///   - signatures: the signatures.
  public init(text: String, signatures: [NoteSignature]) {
    self.text = text
    self.signatures = signatures
  }

  /// Reads a note; nothing in it is verified yet.
  /// - Parameter bytes: the whole note.
  /// - Throws: ``NoteError``.
  public init(decoding bytes: [UInt8]) throws(NoteError) {
    let newline = UInt8(ascii: "\n")
    guard bytes.count <= Self.sizeLimit else { throw .malformed("size") }
    guard String(validating: bytes, as: UTF8.self) != nil,
      bytes.allSatisfy({ $0 >= 0x20 || $0 == newline })
    else { throw .malformed("characters") }
    // The text may hold empty lines itself, so the last one parts it from the signatures.
    guard bytes.count > 2,
      let gap = bytes.indices.dropLast().last(where: {
        bytes[$0] == newline && bytes[$0 + 1] == newline
      })
    else { throw .malformed("empty line") }
    let lines = bytes[(gap + 2)...]
    guard lines.last == newline else { throw .malformed("signatures") }
    var signatures: [NoteSignature] = []
    for line in lines.dropLast().split(separator: newline, omittingEmptySubsequences: false) {
      guard signatures.count < Self.signatureLimit, line.starts(with: Self.signaturePrefix),
        let signature = NoteSignature(line: line.dropFirst(Self.signaturePrefix.count))
      else { throw .malformed("signatures") }
      signatures.append(signature)
    }
    text = String(decoding: bytes[...gap], as: UTF8.self)
    self.signatures = signatures
  }

  /// The note as it is kept and sent.
  public var encoded: [UInt8] {
    var bytes = Array(text.utf8) + [UInt8(ascii: "\n")]
    for signature in signatures {
      bytes += Self.signaturePrefix + Array(signature.line.utf8) + [UInt8(ascii: "\n")]
    }
    return bytes
  }

  /// The same note with one more signature.
  /// - Parameter signature: the signature.
  /// - Returns: the note.
  public func adding(_ signature: NoteSignature) -> SignedNote {
    SignedNote(text: text, signatures: signatures + [signature])
  }

  /// Verifies every signature of a known key and passes over those of others.
  /// - Parameter verifiers: the keys to trust.
  /// - Returns: the signatures that hold, one for each key.
  /// - Throws: ``NoteError/invalidSignature(_:)`` where a known key's signature does not hold,
  ///   ``NoteError/unverified`` where no known key signed, ``NoteError/ambiguousKey(_:)``.
  @discardableResult
  public func verified(by verifiers: [NoteVerifier]) throws(NoteError) -> [NoteSignature] {
    var valid: [NoteSignature] = []
    for signature in signatures {
      let known = verifiers.filter { $0.name == signature.keyName && $0.id == signature.keyID }
      guard let verifier = known.first else { continue }
      guard known.count == 1 else { throw .ambiguousKey(signature.keyName) }
      let isRepeated = valid.contains {
        $0.keyName == signature.keyName && $0.keyID == signature.keyID
      }
      if isRepeated { continue }
      guard verifier.holds(signature, over: text) else {
        throw .invalidSignature(signature.keyName)
      }
      valid.append(signature)
    }
    guard !valid.isEmpty else { throw .unverified }
    return valid
  }
}

/// One signature under a note.
public struct NoteSignature: Hashable, Sendable {
  /// Name of the key.
  public let keyName: String
  /// The first four bytes of the key's hash.
  public let keyID: UInt32
  /// What the key's algorithm wrote.
  public let bytes: [UInt8]

  init(keyName: String, keyID: UInt32, bytes: [UInt8]) {
    self.keyName = keyName
    self.keyID = keyID
    self.bytes = bytes
  }

  /// Reads what stands behind the dash; nil where it is no signature.
  init?(line: ArraySlice<UInt8>) {
    guard let space = line.firstIndex(of: UInt8(ascii: " ")),
      let decoded = Base64.bytes(of: line[(space + 1)...]), decoded.count > 4,
      let name = NoteVerifier.keyName(line[..<space])
    else { return nil }
    keyName = name
    keyID = decoded[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    bytes = Array(decoded[4...])
  }

  var line: String {
    let id = (0..<4).map { UInt8(truncatingIfNeeded: keyID >> UInt32(24 - 8 * $0)) }
    return "\(keyName) \(Base64.text(of: id + bytes))"
  }

  /// When a witness cosigned, seconds since 1970; nil for a signature of another shape.
  public var cosignedAt: UInt64? {
    guard bytes.count == 72 else { return nil }
    return bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// Why a note is not one, or is not to be trusted.
public enum NoteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text is no signed note; names the part.
  case malformed(String)
  /// The line is no key; names the part.
  case malformedKey(String)
  /// The key is of low order or written in a second way.
  case unacceptableKey
  /// A signature of a trusted key does not hold.
  case invalidSignature(String)
  /// No trusted key signed.
  case unverified
  /// Two trusted keys have the same name and id.
  case ambiguousKey(String)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .malformed(let part):
      "this is no signed note: its \(part) cannot be read; give the file as it was written"
    case .malformedKey(let part):
      "this is no key line: its \(part) cannot be read; it has the form name+hash+base64"
    case .unacceptableKey:
      "the key is of low order or not canonical; ask its owner for a proper one"
    case .invalidSignature(let name):
      "the signature of \(name) does not hold; the note was altered"
    case .unverified: "none of the keys given signed the note; ask the log for its key line"
    case .ambiguousKey(let name): "the key \(name) was given twice; give each key once"
    }
  }
}
