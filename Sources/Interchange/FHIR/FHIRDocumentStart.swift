/// Tells NDJSON from a document by its first line.
enum FHIRDocumentStart {
  /// A resource or Bundle a line, the first of them included.
  case lines(LineReader)
  /// One document, with its bytes.
  case document(JSONValue, bytes: [UInt8])

  /// The largest document or line.
  static let sizeLimit = 256 << 20

  /// Reads as much as is needed to tell.
  /// - Parameter source: where the bytes come from.
  /// - Throws: ``JSONError``, ``FHIRDocumentError``, or what the source throws.
  init(_ source: @escaping ByteSource) throws {
    var start: [UInt8] = []
    var isAtEnd = false
    // Looked through once, however small the pieces.
    var searched = 0
    while !isAtEnd, !start[searched...].contains(ASCII.lineFeed) {
      searched = start.count
      isAtEnd = try !source(&start)
      try Self.requireSize(start)
    }
    if (try? JSONValue(parsing: start.prefix { $0 != ASCII.lineFeed }))?.members != nil {
      let begun = start
      var isBegun = false
      self = .lines(
        LineReader(
          source: { bytes in
            if isBegun { return try source(&bytes) }
            isBegun = true
            bytes.append(contentsOf: begun)
            return true
          }, limit: Self.sizeLimit))
      return
    }
    while try source(&start) { try Self.requireSize(start) }
    self = .document(try JSONValue(parsing: start[...]), bytes: start)
  }

  private static func requireSize(_ bytes: [UInt8]) throws {
    if bytes.count > sizeLimit { throw FHIRDocumentError.tooLarge(limit: sizeLimit) }
  }
}
