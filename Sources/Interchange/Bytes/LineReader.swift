/// Why a file of lines could not be read to its end.
public enum LineReadError: Error, Equatable, CustomStringConvertible {
  /// A line is longer than any record can be.
  case lineTooLong(line: Int, limit: Int)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .lineTooLong(let line, let limit):
      "line \(line) is longer than \(limit) bytes; write one record a line"
    }
  }
}

/// Splits a source into lines; LF and CRLF end a line, the last one may lack its end.
struct LineReader {
  private let source: ByteSource
  private let limit: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var searched = 0
  private var ended = false
  /// Number of the line returned last, counted from 1.
  private(set) var line = 0

  init(source: @escaping ByteSource, limit: Int) {
    self.source = source
    self.limit = limit
  }

  /// The next line without its end, or nil after the last.
  mutating func next() throws -> ArraySlice<UInt8>? {
    while true {
      if let end = buffer[searched...].firstIndex(of: ASCII.lineFeed) {
        return try take(upTo: end, next: end + 1)
      }
      searched = buffer.count
      if ended {
        return start < buffer.count ? try take(upTo: buffer.count, next: buffer.count) : nil
      }
      if searched - start > limit { throw LineReadError.lineTooLong(line: line + 1, limit: limit) }
      buffer.removeSubrange(..<start)
      searched -= start
      start = 0
      ended = try !source(&buffer)
    }
  }

  private mutating func take(upTo end: Int, next: Int) throws -> ArraySlice<UInt8> {
    line += 1
    defer {
      start = next
      searched = next
    }
    guard end - start <= limit else { throw LineReadError.lineTooLong(line: line, limit: limit) }
    let carriesReturn = end > start && buffer[end - 1] == ASCII.carriageReturn
    return buffer[start..<(carriesReturn ? end - 1 : end)]
  }
}
