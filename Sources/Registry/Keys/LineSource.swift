internal import Interchange

/// The lines of a file, without their ends.
final class LineSource {
  private let source: ByteSource
  private var buffer: [UInt8] = []
  private var place = 0

  init(_ source: @escaping ByteSource) { self.source = source }

  func next() throws -> [UInt8]? {
    while true {
      if let end = buffer[place...].firstIndex(of: 10) {
        defer { place = end + 1 }
        return Array(buffer[place..<end])
      }
      buffer.removeFirst(place)
      place = 0
      guard try source(&buffer) else {
        defer { buffer = [] }
        return buffer.isEmpty ? nil : buffer
      }
    }
  }
}
