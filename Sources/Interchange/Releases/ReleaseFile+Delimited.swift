extension ReleaseFile {
  /// The table itself as CSV: the pseudonym and every column.
  /// - Parameters:
  ///   - table: what leaves.
  ///   - name: name within the release folder.
  /// - Returns: the file, ready to be written.
  public static func delimited(_ table: ReleaseTable, name: String) -> ReleaseFile {
    let writer = DelimitedWriter { _ in }
    var head = writer.prepared("pseudonym")
    var row = RowTemplate()
    row.fixed("\(ReleaseFragment.pseudonym)")
    for column in table.columns {
      head.append(ASCII.comma)
      head += writer.prepared(column.name)
      row.column(
        column.codes,
        column.labels.map { ReleaseFragment(bytes: [ASCII.comma] + writer.prepared($0)) })
    }
    row.fixed("\n")
    return ReleaseFile(name: name, head: ReleaseFragment(bytes: head + [ASCII.lineFeed]), row: row)
  }
}
