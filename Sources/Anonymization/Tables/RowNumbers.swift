/// Which rows of a table were read as the same bytes.
///
/// Rows of one number are equal in every column. Those of different numbers may be equal too.
final class RowNumbers: Sendable {
  /// For each row its number.
  let numberOfRow: [UInt32]
  /// For each number how many rows have it.
  let counts: [UInt32]

  /// - Parameters:
  ///   - numberOfRow: for each row its number.
  ///   - count: one more than the highest number.
  init(_ numberOfRow: [UInt32], count: Int) {
    self.numberOfRow = numberOfRow
    var counts = [UInt32](repeating: 0, count: count)
    for number in numberOfRow { counts[Int(number)] &+= 1 }
    self.counts = counts
  }
}
