public import RegistryCrypto

/// What a log says about itself at one size (C2SP tlog-checkpoint).
public struct Checkpoint: Hashable, Sendable {
  /// Which log: its unique name.
  public let origin: String
  /// Number of entries.
  public let size: UInt64
  /// RFC 6962 root over them.
  public let root: Digest
  /// Further lines, none of them empty.
  public let extensions: [String]

  /// States the head of a log.
  /// - Parameters:
  ///   - origin: which log.
  ///   - size: number of entries.
  ///   - root: root over them.
  public init(origin: String, size: UInt64, root: Digest) {
    self.origin = origin
    self.size = size
    self.root = root
    extensions = []
  }

  /// Reads the text of a note.
  /// - Parameter text: the text with its last newline.
  /// - Throws: ``CheckpointError``.
  public init(_ text: String) throws(CheckpointError) {
    guard text.utf8.last == UInt8(ascii: "\n") else { throw .malformed("last newline") }
    let lines = text.utf8.dropLast().split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count >= 3 else { throw .malformed("number of lines") }
    guard !lines[0].isEmpty else { throw .malformed("origin") }
    let digits = String(Substring(lines[1]))
    // One number has one spelling: no sign, no zero in front.
    guard let size = UInt64(digits), String(size) == digits else { throw .malformed("size") }
    guard let bytes = Base64.bytes(of: lines[2]) else { throw .malformed("root") }
    guard let root = Digest(bytes: bytes) else { throw .rootLength(bytes.count) }
    guard lines[3...].allSatisfy({ !$0.isEmpty }) else { throw .malformed("extension lines") }
    origin = String(Substring(lines[0]))
    self.size = size
    self.root = root
    extensions = lines[3...].map { String(Substring($0)) }
  }

  /// The text that is signed.
  public var text: String {
    ([origin, String(size), Base64.text(of: root.bytes)] + extensions).map { $0 + "\n" }.joined()
  }

  /// The signed note.
  /// - Parameter signer: the log's key.
  /// - Returns: the note.
  /// - Throws: `CryptoError`.
  public func signed(by signer: borrowing NoteSigner) throws(CryptoError) -> SignedNote {
    SignedNote(text: text, signatures: [try signer.sign(text)])
  }

  /// Reads a signed checkpoint and verifies that its log signed it.
  /// - Parameters:
  ///   - note: the note.
  ///   - log: the key of the log; its name is the origin.
  /// - Returns: the checkpoint.
  /// - Throws: ``NoteError``, ``CheckpointError``.
  public static func verified(_ note: SignedNote, log: NoteVerifier) throws -> Checkpoint {
    try note.verified(by: [log])
    let checkpoint = try Checkpoint(note.text)
    guard checkpoint.origin == log.name else { throw CheckpointError.otherOrigin }
    return checkpoint
  }
}

/// Why a text is no checkpoint, or not one that is asked for.
public enum CheckpointError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A part cannot be read.
  case malformed(String)
  /// The root has not the 32 bytes of SHA-256.
  case rootLength(Int)
  /// It speaks of another log than its key.
  case otherOrigin
  /// The file of a proof cannot be read; names the part.
  case malformedProof(String)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .malformed(let part):
      "this is no checkpoint: its \(part) cannot be read; give the file as it was written"
    case .rootLength(let count):
      "the checkpoint's root has \(count) bytes instead of 32; it belongs to another kind of log"
    case .otherOrigin: "the checkpoint is of another log than the key; give that log's key"
    case .malformedProof(let part):
      "this is no proof: its \(part) cannot be read; give the file as it was written"
    }
  }
}
