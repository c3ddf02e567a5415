/// A value that has exactly one encoding.
public protocol CanonicallyEncoded {
  /// Writes the value in its canonical form.
  /// - Parameter writer: the message to write to.
  func encode(into writer: inout CanonicalWriter)

  /// Reads a value.
  /// - Parameter reader: the message, at the value's first byte.
  /// - Throws: ``CanonicalReadError`` for bytes that are no such value.
  init(from reader: inout CanonicalReader) throws(CanonicalReadError)
}

extension CanonicallyEncoded {
  /// The canonical bytes of the value alone; their hash names it.
  public var canonicalBytes: [UInt8] {
    var writer = CanonicalWriter()
    encode(into: &writer)
    return writer.bytes
  }

  /// Reads a value from bytes that hold nothing else.
  /// - Parameter canonicalBytes: the bytes.
  /// - Throws: ``CanonicalReadError`` for bytes that are no such value.
  public init(canonicalBytes: [UInt8]) throws(CanonicalReadError) {
    var reader = CanonicalReader(canonicalBytes)
    try self.init(from: &reader)
    try reader.finish()
  }
}
