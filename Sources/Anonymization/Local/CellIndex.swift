/// Cells sorted so that all rows which begin with the same cells can be passed over at once.
///
/// A row is a class with its levels, or a tuple. Attributes whose generalisation costs most come
/// first: there a row that does not fit is told soonest. Rows may change after the index was made;
/// who asks measures anew what it finds, but may then miss the best one.
struct CellIndex: Sendable {
  /// The attributes in the order of the comparison.
  let order: [Int]
  /// For each row and attribute, in both orders, the level of the cell.
  private(set) var levels: [UInt8] = []
  /// For each row and attribute, in both orders, a value in the cell.
  private(set) var values: [UInt32] = []
  /// The rows in the order of their cells, by the numbers they came with.
  private var numbers: [UInt32] = []
  /// For each row how many cells it shares with the one before.
  private var shared: [UInt8] = []
  /// For each row and attribute the next row that differs in a cell up to this one.
  private var next: [UInt32] = []
  private let width: Int

  /// - Parameters:
  ///   - scales: what stands for the values at each level.
  ///   - rows: for each row its number and a tuple in it.
  ///   - levelOf: the level of a row, by its number, in an attribute.
  init(
    _ scales: TupleScales, rows: [(number: UInt32, tuple: UInt32)],
    levelOf: (UInt32, Int) -> UInt8
  ) {
    width = scales.width
    order = scales.order
    let order = order
    // A label is told from those of other levels by its place among all labels of the attribute.
    let columns = order.map { attribute in
      rows.map { number, tuple in
        let place = Int(levelOf(number, attribute)) * scales.valueCounts[attribute]
        let label =
          scales.labels[scales.starts[attribute] + place + scales.value(tuple, attribute)]
        return UInt32(truncatingIfNeeded: place) + label
      }
    }
    levels.reserveCapacity(rows.count * width)
    values.reserveCapacity(rows.count * width)
    shared.reserveCapacity(rows.count)
    var before: UInt32?
    for entry in CellSort.order(columns, count: rows.count) {
      let (number, tuple) = rows[Int(entry)]
      numbers.append(number)
      for attribute in order {
        levels.append(levelOf(number, attribute))
        values.append(UInt32(scales.value(tuple, attribute)))
      }
      var common = 0
      if let before {
        while common < width, columns[common][Int(entry)] == columns[common][Int(before)] {
          common += 1
        }
      }
      shared.append(UInt8(common))
      before = entry
    }
    link()
  }

  private mutating func link() {
    next = [UInt32](repeating: UInt32(numbers.count), count: numbers.count * width)
    for row in numbers.indices.dropLast().reversed() {
      for at in 0..<width {
        next[row * width + at] =
          Int(shared[row + 1]) > at ? next[(row + 1) * width + at] : UInt32(row + 1)
      }
    }
  }

  /// Visits the rows whose cells all fit.
  /// - Parameters:
  ///   - fits: whether the cell at a place of ``levels`` and ``values`` fits, and which cell of the
  ///     row it is; asked for the first cell of a row that differs from the row before, and on.
  ///   - visit: takes the number of a row.
  @inline(__always)
  func visit(where fits: (_ place: Int, _ at: Int) -> Bool, _ visit: (UInt32) -> Void) {
    var row = 0
    search: while row < numbers.count {
      for at in min(Int(shared[row]), width - 1)..<width where !fits(row * width + at, at) {
        row = Int(next[row * width + at])
        continue search
      }
      visit(numbers[row])
      row += 1
    }
  }
}
