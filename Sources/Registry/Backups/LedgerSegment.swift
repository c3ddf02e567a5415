internal import Interchange
internal import Ledger
internal import RegistryCrypto
internal import Storage

/// The events after an earlier backup in one file: what proves that the ledger grew from it, with the
/// signed checkpoint, and then each event as it is stored.
///
/// Every byte of an event is under the signed root; what an index repeats of it is made anew.
struct LedgerSegment {
  static let magic = Array("tissue-donation-registry/segment@v1\n".utf8)
  private static let lengthLimit = 1 << 30

  /// What the file begins with.
  static func beginning(_ proof: ConsistencyProofFile) -> [UInt8] {
    magic + framed(proof.encoded)
  }

  static func encoded(_ event: StoredEvent) -> [UInt8] {
    [event.frontier == nil ? 0 : 1] + framed(event.header) + framed(event.payload)
  }

  private static func framed(_ bytes: [UInt8]) -> [UInt8] {
    let count = UInt32(bytes.count)
    return (0..<4).map { UInt8(truncatingIfNeeded: count >> UInt32(24 - 8 * $0)) } + bytes
  }

  /// What the file says of itself; its checkpoint is verified.
  let proof: ConsistencyProofFile
  /// The verified checkpoint that its events lead to.
  let checkpoint: Checkpoint
  private let reader: PieceReader

  /// Opens a file.
  init(_ file: InputFile, log: NoteVerifier) throws {
    reader = PieceReader(file)
    guard try reader.read(Self.magic.count) == Self.magic else {
      throw RegistryError(
        .inputMalformed, "this is no incremental backup", at: [.init("file", file.name)],
        fix: "name a file that backup --since wrote")
    }
    proof = try ConsistencyProofFile(decoding: try Self.frame(reader))
    checkpoint = try Checkpoint.verified(try SignedNote(decoding: proof.checkpoint), log: log)
  }

  /// The next event; nil after the last.
  func next(after size: inout UInt64) throws -> CopiedEvent? {
    guard size < checkpoint.size else {
      guard try reader.isAtEnd() else { throw Self.cutShort(reader.name, "bytes follow the end") }
      return nil
    }
    guard let flag = try reader.read(1).first, flag <= 1 else {
      throw Self.cutShort(reader.name, "event \(size + 1) has no beginning")
    }
    size += 1
    return CopiedEvent(
      header: try Self.frame(reader), payload: try Self.frame(reader), isLast: flag == 1)
  }

  private static func frame(_ reader: PieceReader) throws -> [UInt8] {
    let count = try reader.read(4).reduce(0) { $0 << 8 | Int($1) }
    guard count <= lengthLimit else { throw cutShort(reader.name, "a length is impossible") }
    return try reader.read(count)
  }

  static func cutShort(_ file: String, _ why: String) -> RegistryError {
    RegistryError(
      .verificationFailed, "the backup is damaged or cut short", at: [.init("file", file)],
      why: why, fix: "restore another copy of it")
  }
}

/// Reads a file in pieces of stated length.
private final class PieceReader {
  let name: String
  private let source: ByteSource
  private var buffer: [UInt8] = []
  private var place = 0

  init(_ file: InputFile) {
    name = file.name
    source = file.source
  }

  func read(_ count: Int) throws -> [UInt8] {
    while buffer.count - place < count {
      buffer.removeFirst(place)
      place = 0
      guard try source(&buffer) else {
        throw LedgerSegment.cutShort(name, "the file ends in the middle")
      }
    }
    defer { place += count }
    return Array(buffer[place..<place + count])
  }

  func isAtEnd() throws -> Bool {
    guard place == buffer.count else { return false }
    buffer = []
    place = 0
    return try !source(&buffer)
  }
}
