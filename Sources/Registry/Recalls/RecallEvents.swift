internal import Domain
internal import Storage

/// That a recipient was told what to delete.
struct RecallNotification: Hashable {
  var recipient: String
  var obligations: [StoredRecall.Key]
  /// SHA-256 of the text that was written.
  var text: DocumentHash
}

/// That a recipient confirmed that data are gone.
struct RecallAcknowledgement: Hashable {
  var obligation: StoredRecall.Key
  /// SHA-256 of the confirmation.
  var evidence: DocumentHash
}

/// That nothing is left to do.
struct RecallClosure: Hashable {
  var obligation: StoredRecall.Key
  var reason: String
}

extension CanonicalWriter {
  private mutating func write(_ key: StoredRecall.Key) {
    write(key.cause)
    write(key.release)
    write(key.donor)
  }

  mutating func write(_ notification: RecallNotification) {
    write(notification.recipient)
    writeList(notification.obligations) { $0.write($1) }
    write(notification.text.bytes)
  }

  mutating func write(_ acknowledgement: RecallAcknowledgement) {
    write(acknowledgement.obligation)
    write(acknowledgement.evidence.bytes)
  }

  mutating func write(_ closure: RecallClosure) {
    write(closure.obligation)
    write(closure.reason)
  }
}

extension CanonicalReader {
  private mutating func readRecallKey() throws(CanonicalReadError) -> StoredRecall.Key {
    StoredRecall.Key(cause: try read(), release: try read(), donor: try read())
  }

  mutating func readHash() throws(CanonicalReadError) -> DocumentHash {
    guard let hash = DocumentHash(bytes: try readBytes()) else { throw invalid("document hash") }
    return hash
  }

  mutating func readRecallNotification() throws(CanonicalReadError) -> RecallNotification {
    RecallNotification(
      recipient: try readString(),
      obligations: try readList { reader throws(CanonicalReadError) in
        try reader.readRecallKey()
      }, text: try readHash())
  }

  mutating func readRecallAcknowledgement() throws(CanonicalReadError) -> RecallAcknowledgement {
    RecallAcknowledgement(obligation: try readRecallKey(), evidence: try readHash())
  }

  mutating func readRecallClosure() throws(CanonicalReadError) -> RecallClosure {
    RecallClosure(obligation: try readRecallKey(), reason: try readString())
  }
}
