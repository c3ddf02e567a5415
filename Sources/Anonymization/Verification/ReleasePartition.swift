/// The classes of a release, found by sorting.
///
/// The search groups by hashing; this sorts, so that an error in one does not hide in the other.
struct ReleasePartition {
  /// The rows that count, those of a class next to each other.
  let rows: [Int]
  /// The first place in ``rows`` of each class, and the end of the last.
  let starts: [Int]
  /// The rows masked in every quasi-identifier that do not count.
  let masked: Int

  /// - Parameters:
  ///   - columns: the quasi-identifiers, of equal length.
  ///   - rowCount: the number of rows.
  ///   - excludesMasked: whether rows with `*` everywhere are left out.
  init(_ columns: [Column], rowCount: Int, excludesMasked: Bool) {
    var rows = Array(0..<rowCount)
    if excludesMasked && !columns.isEmpty {
      let stars = columns.map { $0.values.code(of: Hierarchy.anything) }
      rows.removeAll { row in
        columns.indices.allSatisfy { columns[$0].codes[row] == stars[$0] }
      }
    }
    masked = rowCount - rows.count
    // Least significant column first, each by a stable counting sort.
    for column in columns.reversed() {
      var places = [Int](repeating: 0, count: column.values.count + 1)
      for row in rows { places[Int(column.codes[row]) + 1] += 1 }
      for value in 1..<max(1, places.count) { places[value] += places[value - 1] }
      var sorted = rows
      for row in rows {
        let value = Int(column.codes[row])
        sorted[places[value]] = row
        places[value] += 1
      }
      rows = sorted
    }
    var starts: [Int] = rows.isEmpty ? [] : [0]
    for place in rows.indices.dropFirst() {
      let (row, previous) = (rows[place], rows[place - 1])
      if columns.contains(where: { $0.codes[row] != $0.codes[previous] }) { starts.append(place) }
    }
    starts.append(rows.count)
    self.rows = rows
    self.starts = rows.isEmpty ? [] : starts
  }

  /// The rows of each class.
  var classes: [ArraySlice<Int>] {
    zip(starts, starts.dropFirst()).map { rows[$0..<$1] }
  }
}
