/// The classes of a release, found by sorting.
///
/// The search groups by hashing; this sorts, so that an error in one does not hide in the other.
struct ReleasePartition {
  /// The most values of a merged column: its counts stay in the first two caches.
  private static let largestMerged = 1 << 15

  /// The rows that count, those of a class next to each other.
  let rows: [UInt32]
  /// The first place in ``rows`` of each class, and the end of the last.
  let starts: [Int]
  /// The rows masked in every quasi-identifier that do not count.
  let masked: Int

  /// Some columns as one: for each row a code that is equal where all of them are.
  private struct Merged {
    var codes: [UInt32]
    var size: Int
  }

  /// - Parameters:
  ///   - columns: the quasi-identifiers, of equal length.
  ///   - rowCount: the number of rows.
  ///   - excludesMasked: whether rows with `*` everywhere are left out.
  init(_ columns: [Column], rowCount: Int, excludesMasked: Bool) {
    var rows = Array(0..<UInt32(rowCount))
    if excludesMasked && !columns.isEmpty {
      let stars = columns.map { $0.values.code(of: Hierarchy.anything) }
      rows.removeAll { row in
        columns.indices.allSatisfy { columns[$0].code(of: Int(row)) == stars[$0] }
      }
    }
    masked = rowCount - rows.count
    let merged = Self.merge(columns)
    var sorted = rows
    // Least significant column first, each by a stable counting sort.
    for column in merged.reversed() {
      var places = [Int](repeating: 0, count: column.size + 1)
      for row in rows { places[Int(column.codes[Int(row)]) + 1] += 1 }
      for value in 1..<places.count { places[value] += places[value - 1] }
      for row in rows {
        let value = Int(column.codes[Int(row)])
        sorted[places[value]] = row
        places[value] += 1
      }
      swap(&rows, &sorted)
    }
    var starts: [Int] = rows.isEmpty ? [] : [0]
    for place in rows.indices.dropFirst() {
      let (row, previous) = (Int(rows[place]), Int(rows[place - 1]))
      if merged.contains(where: { $0.codes[row] != $0.codes[previous] }) { starts.append(place) }
    }
    starts.append(rows.count)
    self.rows = rows
    self.starts = rows.isEmpty ? [] : starts
  }

  /// Merges neighbouring columns while their combinations are few: each one left is a sort.
  private static func merge(_ columns: [Column]) -> [Merged] {
    var merged: [Merged] = []
    for column in columns {
      let size = max(1, column.values.count)
      if let last = merged.last, last.size * size <= largestMerged {
        let place = merged.count - 1
        merged[place].size *= size
        for (row, code) in column.codes.enumerated() {
          merged[place].codes[row] = merged[place].codes[row] * UInt32(size) + code
        }
      } else {
        merged.append(Merged(codes: column.codes, size: size))
      }
    }
    return merged
  }

  /// The rows of each class.
  var classes: [ArraySlice<UInt32>] {
    zip(starts, starts.dropFirst()).map { rows[$0..<$1] }
  }
}
