public import Domain

/// Which key seals the payload of an event.
public enum PayloadKey: Hashable, Sendable {
  /// The payload is in the clear.
  case none
  /// The registry's own sealing key of one entry of the key ring; for events about no donor.
  case registry(keyID: String)
  /// The data key of the donor who is the event's subject.
  case donor
}

/// What stands in the clear beside an event's payload, and is sealed with it as associated data.
///
/// The encoding is the registry's canonical one, with a version in front: the same header always
/// gives the same bytes, and bytes that any other encoder could have written are refused.
public struct EventHeader: Hashable, Sendable {
  /// The version that this code writes.
  public static let formatVersion: UInt8 = 1

  /// The log that the event belongs to.
  public let logID: UUIDBytes
  /// Position in the log, from 1.
  public let sequence: UInt64
  /// When it was recorded, microseconds since 1970-01-01T00:00:00Z.
  public let recordedAt: Int64
  /// The operation that appended it.
  public let operation: UUIDBytes
  /// Position among the events of its operation, from 0.
  public let ordinal: UInt32
  /// Who caused it.
  public let actor: String
  /// What kind of event it is.
  public let kind: String
  /// The donor code of whom it is about, 0 for nobody.
  public let subject: Int64
  /// Which key seals the payload.
  public let payloadKey: PayloadKey

  /// States a header.
  /// - Parameters:
  ///   - logID: the log.
  ///   - sequence: position in the log, from 1.
  ///   - recordedAt: microseconds since 1970-01-01T00:00:00Z.
  ///   - operation: the operation.
  ///   - ordinal: position within the operation, from 0.
  ///   - actor: who caused it.
  ///   - kind: what kind of event.
  ///   - subject: the donor code's value, 0 for nobody.
  ///   - payloadKey: which key seals the payload.
  public init(
    logID: UUIDBytes, sequence: UInt64, recordedAt: Int64, operation: UUIDBytes, ordinal: UInt32,
    actor: String, kind: String, subject: Int64, payloadKey: PayloadKey
  ) {
    self.logID = logID
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.operation = operation
    self.ordinal = ordinal
    self.actor = actor
    self.kind = kind
    self.subject = subject
    self.payloadKey = payloadKey
  }

  /// The canonical bytes.
  public var encoded: [UInt8] {
    var writer = CanonicalWriter(capacity: 96 + actor.utf8.count + kind.utf8.count)
    write(to: &writer)
    return writer.bytes
  }

  /// Appends the canonical bytes to a message, for writers of many headers.
  /// - Parameter writer: the message.
  public func write(to writer: inout CanonicalWriter) {
    writer.write(Self.formatVersion)
    writer.write(logID.high)
    writer.write(logID.low)
    writer.write(sequence)
    writer.write(recordedAt)
    writer.write(operation.high)
    writer.write(operation.low)
    writer.write(ordinal)
    writer.write(actor)
    writer.write(kind)
    writer.write(subject)
    switch payloadKey {
    case .none: writer.write(UInt8(0))
    case .registry(let keyID):
      writer.write(UInt8(1))
      writer.write(keyID)
    case .donor: writer.write(UInt8(2))
    }
  }

  /// Reads stored bytes.
  /// - Parameter bytes: the canonical bytes, whole.
  /// - Throws: ``EventHeaderError`` for anything that ``encoded`` does not write.
  public init(decoding bytes: [UInt8]) throws(EventHeaderError) {
    do {
      var reader = CanonicalReader(bytes)
      let version = try reader.read(UInt8.self)
      guard version == Self.formatVersion else {
        throw EventHeaderError.unknownVersion(version)
      }
      logID = UUIDBytes(high: try reader.read(), low: try reader.read())
      sequence = try reader.read()
      guard sequence > 0 else { throw reader.invalid("sequence number") }
      recordedAt = try reader.read()
      operation = UUIDBytes(high: try reader.read(), low: try reader.read())
      ordinal = try reader.read()
      actor = try reader.readString()
      kind = try reader.readString()
      subject = try reader.read()
      guard subject >= 0 else { throw reader.invalid("subject") }
      switch try reader.read(UInt8.self) {
      case 0: payloadKey = .none
      case 1: payloadKey = .registry(keyID: try reader.readString())
      case 2 where subject > 0: payloadKey = .donor
      default: throw reader.invalid("payload key")
      }
      try reader.finish()
    } catch let error as EventHeaderError {
      throw error
    } catch let error as CanonicalReadError {
      throw .malformed(error)
    } catch {
      throw .malformed(.invalid("header", at: 0))
    }
  }
}

/// Why stored bytes are no event header.
public enum EventHeaderError: Error, Equatable, CustomStringConvertible {
  /// Written by a version that this program does not know.
  case unknownVersion(UInt8)
  /// Not what the encoding allows.
  case malformed(CanonicalReadError)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .unknownVersion(let version):
      "event header of format \(version), this program reads \(EventHeader.formatVersion); "
        + "use the program that wrote it or a later one"
    case .malformed(let error):
      "event header is damaged: \(error); restore the registry from a backup"
    }
  }
}
