/// Wrapped data keys of the transaction under way that are not written yet.
///
/// All bytes stand in one array, so that a key costs no memory of its own.
struct PendingDataKeys {
  private struct Row {
    var donor: Int64
    var keyID: Int
    var start: Int
    var count: Int
  }

  private var rows: [Row] = []
  private var places: [Int64: Int] = [:]
  private var bytes: [UInt8] = []
  private var keyIDs: [String] = []

  var count: Int { rows.count }

  var isEmpty: Bool { rows.isEmpty }

  subscript(donor: Int64) -> (keyID: String, wrapped: [UInt8])? {
    guard let place = places[donor] else { return nil }
    let row = rows[place]
    return (keyIDs[row.keyID], Array(bytes[row.start..<row.start + row.count]))
  }

  /// Keeps the wrapped key of a donor instead of the one that was kept before.
  mutating func keep(_ wrapped: [UInt8], keyID: String, of donor: Int64) {
    let row = Row(donor: donor, keyID: place(of: keyID), start: bytes.count, count: wrapped.count)
    bytes += wrapped
    if let place = places[donor] {
      rows[place] = row
    } else {
      places[donor] = rows.count
      rows.append(row)
    }
  }

  private mutating func place(of keyID: String) -> Int {
    if let place = keyIDs.lastIndex(of: keyID) { return place }
    keyIDs.append(keyID)
    return keyIDs.count - 1
  }

  /// Writes every key, in the order of the donors.
  func write(_ statements: StatementCache) throws {
    guard !rows.isEmpty else { return }
    let insert = try statements.prepared(
      "INSERT INTO data_key (donor, key_id, wrapped) VALUES (?1, ?2, ?3)")
    // Safe: what is lent stays where it is until the statement has run.
    try unsafe bytes.withUnsafeBytes { bytes in
      for row in rows.sorted(by: { $0.donor < $1.donor }) {
        insert.bind(1, row.donor)
        insert.bind(2, keyIDs[row.keyID])
        unsafe insert.lend(
          3, UnsafeRawBufferPointer(rebasing: bytes[row.start..<row.start + row.count]))
        try insert.runWithLent()
      }
    }
  }

  mutating func removeAll() {
    guard !rows.isEmpty else { return }
    rows.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    keyIDs.removeAll()
  }
}
