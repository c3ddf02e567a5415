/// A file of a release: what stands before the rows, the rows, and what stands after them.
public struct ReleaseFile: Sendable {
  /// Name within the release folder; a slash parts folder and file.
  public let name: String
  private let head: [UInt8]
  private let row: RowTemplate?
  private let separatorLength: Int
  private let tail: [UInt8]

  /// A file with a row for each donor, the first of which does without the bytes at its beginning
  /// that part it from a row before it.
  init(
    name: String, head: ReleaseFragment = "", separatorLength: Int = 0,
    tail: ReleaseFragment = "", row: RowTemplate
  ) {
    self.name = name
    self.head = head.bytes
    self.row = row
    self.separatorLength = separatorLength
    self.tail = tail.bytes
  }

  /// A file of a few lines.
  init(name: String, text: ReleaseFragment) {
    self.name = name
    head = text.bytes
    row = nil
    separatorLength = 0
    tail = []
  }

  /// Bytes that a row has at most, but for the pseudonym: how much work the file is.
  public var rowLength: Int { row?.longestRow(pseudonym: 0) ?? 0 }

  /// Writes the file.
  /// - Parameters:
  ///   - table: the release that the file was described for.
  ///   - sink: where the bytes go.
  /// - Throws: what the sink throws.
  public func write(_ table: ReleaseTable, to sink: ByteSink) throws {
    try write(
      table,
      into: { room, fill in
        try sink([UInt8](capacity: max(room, Self.blockSize), initializingWith: fill))
      })
  }

  /// Bytes that are handed on at a time, where a row has not more.
  private static let blockSize = 1 << 20

  /// Writes the file without memory of its own.
  /// - Parameters:
  ///   - table: the release that the file was described for.
  ///   - room: gives room for so many bytes or more, and takes what is put there.
  /// - Throws: what `room` throws.
  public func write(_ table: ReleaseTable, into room: ByteRoom) throws {
    try Self.put(head, into: room)
    if let row, table.rowCount > 0 {
      var renderer = RowRenderer(row, of: table)
      if separatorLength > 0 {
        let first = [UInt8](capacity: renderer.longest) { renderer.fill(&$0, limit: 1) }
        try Self.put(Array(first.dropFirst(separatorLength)), into: room)
      }
      while !renderer.isDone { try room(renderer.longest) { renderer.fill(&$0) } }
    }
    try Self.put(tail, into: room)
  }

  private static func put(_ bytes: [UInt8], into room: ByteRoom) throws {
    guard !bytes.isEmpty else { return }
    try room(bytes.count) { output in
      for byte in bytes { output.append(byte) }
    }
  }
}
