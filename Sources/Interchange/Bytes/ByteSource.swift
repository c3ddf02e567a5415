/// Where a reader takes its bytes from: appends the next ones to the buffer, or returns false at the
/// end of the input.
///
/// A call that appends nothing and returns true is allowed; the reader asks again. Whoever opens
/// the file decides on the size of a chunk: 64 to 256 KiB suit every reader here.
public typealias ByteSource = (inout [UInt8]) throws -> Bool

/// Where a writer leaves its bytes: each call brings the next ones, in order.
public typealias ByteSink = ([UInt8]) throws -> Void

/// Where a writer puts its bytes in place: each call gives room for so many of the next ones or more,
/// and takes what the writer appends there.
public typealias ByteRoom = (_ count: Int, _ fill: (inout OutputSpan<UInt8>) -> Void) throws -> Void

/// Sources over bytes that are in memory already.
public enum ByteSources {
  /// A source that hands out bytes, all at once or in pieces of one size.
  /// - Parameters:
  ///   - bytes: the whole input.
  ///   - size: bytes a piece; nil for all at once.
  /// - Returns: the source.
  public static func memory(_ bytes: [UInt8], inPiecesOf size: Int? = nil) -> ByteSource {
    var position = 0
    let step = max(1, size ?? bytes.count)
    return { buffer in
      guard position < bytes.count else { return false }
      let end = min(bytes.count, position + step)
      buffer.append(contentsOf: bytes[position..<end])
      position = end
      return true
    }
  }

  /// A source that hands out a text as UTF-8.
  /// - Parameter text: the whole input.
  /// - Returns: the source.
  public static func text(_ text: String) -> ByteSource {
    memory(Array(text.utf8))
  }

  /// Reads a source to its end.
  /// - Parameters:
  ///   - source: where the bytes come from.
  ///   - limit: the largest size accepted, in bytes.
  /// - Returns: the bytes, or nil where there are more than the limit.
  /// - Throws: what the source throws.
  public static func readAll(_ source: ByteSource, limit: Int) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    while try source(&bytes) {
      if bytes.count > limit { return nil }
    }
    return bytes.count > limit ? nil : bytes
  }
}
