public import RegistryCrypto

/// That an entry is in a log, in one file (C2SP tlog-proof, version 1).
///
/// The extra line holds the hash of the entry's leaf, so that a proof says of which entry it is.
public struct InclusionProofFile: Hashable, Sendable {
  private static let header = "c2sp.org/tlog-proof@v1"

  /// What the log adds; here the leaf hash.
  public let extra: [UInt8]?
  /// The entry's index, from 0.
  public let index: UInt64
  /// The sibling hashes, from the leaf up.
  public let hashes: [Digest]
  /// The signed checkpoint of the tree that the proof is for.
  public let checkpoint: [UInt8]

  /// Puts a proof together.
  /// - Parameters:
  ///   - extra: what the log adds.
  ///   - index: the entry's index, from 0.
  ///   - hashes: the sibling hashes.
  ///   - checkpoint: the signed checkpoint.
  public init(extra: [UInt8]?, index: UInt64, hashes: [Digest], checkpoint: SignedNote) {
    self.extra = extra
    self.index = index
    self.hashes = hashes
    self.checkpoint = checkpoint.encoded
  }

  /// Whether bytes begin as such a file does.
  /// - Parameter bytes: the bytes.
  /// - Returns: true where they do.
  public static func isBeginning(of bytes: [UInt8]) -> Bool { bytes.starts(with: header.utf8) }

  /// Reads a proof; nothing in it is verified yet.
  /// - Parameter bytes: the whole file.
  /// - Throws: ``CheckpointError/malformedProof(_:)``.
  public init(decoding bytes: [UInt8]) throws(CheckpointError) {
    var (lines, rest) = try ProofLines.split(bytes)
    guard lines.first == Self.header else { throw .malformedProof("first line") }
    lines.removeFirst()
    if let line = lines.first, line.hasPrefix("extra ") {
      guard let decoded = Base64.bytes(of: line.utf8.dropFirst(6)) else {
        throw .malformedProof("extra line")
      }
      extra = decoded
      lines.removeFirst()
    } else {
      extra = nil
    }
    index = try ProofLines.number(lines.first, after: "index ")
    hashes = try ProofLines.hashes(lines.dropFirst())
    checkpoint = rest
  }

  /// The file's bytes.
  public var encoded: [UInt8] {
    var text = Self.header + "\n"
    if let extra { text += "extra \(Base64.text(of: extra))\n" }
    text += "index \(index)\n" + ProofLines.text(of: hashes)
    return Array(text.utf8) + [UInt8(ascii: "\n")] + checkpoint
  }
}

/// That a log grew from an earlier one, in one file: the body with which C2SP tlog-witness asks a
/// witness to cosign.
public struct ConsistencyProofFile: Hashable, Sendable {
  /// Size of the earlier log.
  public let oldSize: UInt64
  /// The hashes of the proof.
  public let hashes: [Digest]
  /// The signed checkpoint of the later log.
  public let checkpoint: [UInt8]

  /// Puts a proof together.
  /// - Parameters:
  ///   - oldSize: size of the earlier log.
  ///   - hashes: the hashes of the proof.
  ///   - checkpoint: the signed checkpoint of the later log.
  public init(oldSize: UInt64, hashes: [Digest], checkpoint: SignedNote) {
    self.oldSize = oldSize
    self.hashes = hashes
    self.checkpoint = checkpoint.encoded
  }

  /// Reads a proof; nothing in it is verified yet.
  /// - Parameter bytes: the whole file.
  /// - Throws: ``CheckpointError/malformedProof(_:)``.
  public init(decoding bytes: [UInt8]) throws(CheckpointError) {
    let (lines, rest) = try ProofLines.split(bytes)
    oldSize = try ProofLines.number(lines.first, after: "old ")
    hashes = try ProofLines.hashes(lines.dropFirst())
    checkpoint = rest
  }

  /// The file's bytes.
  public var encoded: [UInt8] {
    Array("old \(oldSize)\n\(ProofLines.text(of: hashes))\n".utf8) + checkpoint
  }
}

/// The lines that proofs of both kinds are made of.
private enum ProofLines {
  /// A path has at most one hash for each bit of the size.
  private static let limit = 64

  /// The lines before the first empty one, and everything after it.
  static func split(_ bytes: [UInt8]) throws(CheckpointError) -> ([String], [UInt8]) {
    let newline = UInt8(ascii: "\n")
    guard
      let gap = bytes.indices.dropLast().first(where: {
        bytes[$0] == newline && bytes[$0 + 1] == newline
      })
    else { throw .malformedProof("empty line") }
    let lines = bytes[..<gap].split(separator: newline, omittingEmptySubsequences: false)
    guard lines.count <= limit + 3 else { throw .malformedProof("number of hashes") }
    return (lines.map { String(decoding: $0, as: UTF8.self) }, Array(bytes[(gap + 2)...]))
  }

  static func number(_ line: String?, after word: String) throws(CheckpointError) -> UInt64 {
    guard let line, line.hasPrefix(word) else { throw .malformedProof("number") }
    let digits = line.dropFirst(word.count)
    guard let number = UInt64(digits), String(number) == digits else {
      throw .malformedProof("number")
    }
    return number
  }

  static func hashes(_ lines: ArraySlice<String>) throws(CheckpointError) -> [Digest] {
    var hashes: [Digest] = []
    for line in lines {
      guard let bytes = Base64.bytes(of: line.utf8), let hash = Digest(bytes: bytes) else {
        throw .malformedProof("hashes")
      }
      hashes.append(hash)
    }
    return hashes
  }

  static func text(of hashes: [Digest]) -> String {
    hashes.map { Base64.text(of: $0.bytes) + "\n" }.joined()
  }
}
