/// A file of a release: what stands before the rows, the rows, and what stands after them.
public struct ReleaseFile: Sendable {
  /// Name within the release folder; a slash parts folder and file.
  public let name: String
  private let head: [UInt8]
  private let row: RowTemplate?
  private let separator: [UInt8]
  private let tail: [UInt8]

  private static let flushSize = 1 << 18

  /// A file with a row for each member.
  init(
    name: String, head: ReleaseFragment = "", separator: ReleaseFragment = "",
    tail: ReleaseFragment = "", row: RowTemplate
  ) {
    self.name = name
    self.head = head.bytes
    self.row = row
    self.separator = separator.bytes
    self.tail = tail.bytes
  }

  /// A file of a few lines.
  init(name: String, text: ReleaseFragment) {
    self.name = name
    head = text.bytes
    row = nil
    separator = []
    tail = []
  }

  /// Writes the file.
  /// - Parameters:
  ///   - table: the release that the file was described for.
  ///   - sink: where the bytes go.
  /// - Throws: what the sink throws.
  public func write(_ table: ReleaseTable, to sink: ByteSink) throws {
    var buffer = head
    if let row {
      buffer.reserveCapacity(Self.flushSize + (Self.flushSize >> 2))
      let length = table.pseudonymLength
      for (place, member) in table.members.enumerated() {
        if place > 0 { buffer.append(contentsOf: separator) }
        row.write(
          member: member, pseudonym: table.pseudonyms[(place * length)..<((place + 1) * length)],
          to: &buffer)
        if buffer.count >= Self.flushSize {
          try sink(buffer)
          buffer.removeAll(keepingCapacity: true)
        }
      }
    }
    buffer.append(contentsOf: tail)
    try sink(buffer)
  }
}
