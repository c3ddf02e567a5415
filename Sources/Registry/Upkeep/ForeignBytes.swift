internal import Anonymization
internal import Domain
internal import HashedIdentifiers
package import Interchange

/// The readers of this room that take bytes from outside, opened for those who try them with any bytes.
package enum ForeignBytes {
  /// The data items of NAACCR that the program carries.
  package static var naaccrItems: NaaccrItemCatalogue { .embedded }

  /// Reads a hierarchy of generalisation.
  package static func hierarchy(_ bytes: [UInt8]) throws {
    _ = try HierarchyFolder.parse(bytes, column: "column")
  }

  /// Reads a file of wrapped data keys to its end, the key ring in it too.
  package static func keyCopy(_ bytes: [UInt8]) throws {
    let copy = try KeyCopy(source: ByteSources.memory(bytes))
    if let ring = copy.ring { _ = try? KeyRing(decoding: ring) }
    while try copy.next() != nil {}
  }

  /// Reads the content of an event, whose first line names the kind.
  /// - Returns: the content as it is written, nil where nothing was read.
  package static func eventContent(_ bytes: [UInt8]) throws -> [UInt8]? {
    guard let end = bytes.firstIndex(of: 0x0A) else { return nil }
    let payload = try EventPayload(
      kind: String(decoding: bytes[..<end], as: UTF8.self), bytes: Array(bytes[(end + 1)...]))
    var writer = CanonicalWriter()
    payload.encode(into: &writer)
    return Array(bytes[...end]) + writer.bytes
  }

  /// Reads a withdrawal as the spool keeps it.
  package static func spooledWithdrawal(_ bytes: [UInt8]) throws {
    _ = try SpooledWithdrawal(canonicalBytes: bytes)
  }
}
