internal import Domain
internal import Storage

/// What happened to the registry's keys; nothing of a key itself.
enum KeyEvent: Hashable {
  /// A master key begins to take the place of another.
  case rotationBegan(from: String, to: String, check: [UInt8])
  /// Nothing needs the older key any more.
  case rotationFinished(from: String, to: String)
  /// A retired key was taken out of the ring.
  case forgotten(String)
  /// The ring was sealed by a passphrase, by another one, or by none.
  case ringSealed(Bool)
  /// Wrapped data keys were brought back from a copy.
  case imported(dataKeys: UInt64)

  var kind: String {
    switch self {
    case .rotationBegan: "key_rotation_began"
    case .rotationFinished: "key_rotation_finished"
    case .forgotten: "key_forgotten"
    case .ringSealed: "key_ring_sealed"
    case .imported: "keys_imported"
    }
  }
}

extension CanonicalWriter {
  mutating func write(_ event: KeyEvent) {
    switch event {
    case .rotationBegan(let from, let to, let check):
      write(from)
      write(to)
      write(check)
    case .rotationFinished(let from, let to):
      write(from)
      write(to)
    case .forgotten(let key): write(key)
    case .ringSealed(let isSealed): write(isSealed)
    case .imported(let dataKeys): write(dataKeys)
    }
  }

  mutating func write(_ replacement: TokenReplacement) {
    write(replacement.removed)
    write(replacement.added)
    write(replacement.nested)
  }
}

extension CanonicalReader {
  /// Reads what the writer wrote.
  /// - Returns: the event; nil where the kind is none of these.
  mutating func readKeyEvent(kind: String) throws(CanonicalReadError) -> KeyEvent? {
    switch kind {
    case "key_rotation_began":
      .rotationBegan(from: try readString(), to: try readString(), check: try readBytes())
    case "key_rotation_finished":
      .rotationFinished(from: try readString(), to: try readString())
    case "key_forgotten": .forgotten(try readString())
    case "key_ring_sealed": .ringSealed(try readBool())
    case "keys_imported": .imported(dataKeys: try read())
    default: nil
    }
  }

  mutating func readTokenReplacement() throws(CanonicalReadError) -> TokenReplacement {
    TokenReplacement(removed: try readTokens(), added: try readTokens(), nested: try read())
  }
}

extension Projector {
  /// Applies what happened to the keys.
  func apply(_ event: KeyEvent, sequence: UInt64, recordedAt: Instant) throws {
    switch event {
    case .rotationBegan(let from, let to, let check):
      try projections.beginRotation(
        from: from, to: to, check: check, sequence: sequence, recordedAt: recordedAt)
    case .rotationFinished: try projections.finishRotation(sequence: sequence)
    case .forgotten, .ringSealed, .imported: break
    }
  }
}
