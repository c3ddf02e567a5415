/// Numbers rows by what groups of their cells are, so that those that are alike are looked at once.
///
/// A long table of few columns repeats itself: its million records are perhaps a hundred thousand
/// different rows.
struct RowWords: Sendable {
  /// Shorter tables have too few rows that are met again.
  static let leastRows = 1 << 17
  /// The number of each group has so many bits of the word of a row: a buffer that is not looked at
  /// again before its end may add twice as many numbers as a group is to hold.
  private static let bits = UInt64(CellGroup.mostNumbers.trailingZeroBitCount + 2)
  /// As many groups as a word has room for.
  static let mostGroups = 64 / Int(bits)
  /// How many rows are looked at before it is judged whether enough have been met before, and how
  /// many these have to be: a row that is met again costs half of what another one does.
  private static let firstTrial = (rows: 1 << 16, share: 0.25)
  private static let laterTrial = (rows: 1 << 18, share: 0.5)

  /// For each row its number.
  private(set) var numberOfRow: [UInt32] = []
  private var numbers = WordNumbers(expecting: leastRows)
  private var words: [UInt64] = []
  private var trial = (rows: 0, new: 0, isFirst: true)
  /// Whether too few rows were met before for this to be of use.
  private(set) var isFutile = false

  /// How many numbers there are.
  var count: Int { numbers.words.count }

  /// Makes room for rows to come.
  mutating func reserve(_ rows: Int) { numberOfRow.reserveCapacity(rows) }

  /// Numbers the next rows.
  /// - Parameters:
  ///   - groups: the groups, which have their numbers of these rows.
  ///   - rows: how many rows.
  /// - Returns: the rows that have not been met before, in the order of their numbers.
  mutating func number(_ groups: [CellGroup], rows: Int) -> [Int] {
    if words.count < rows { words = [UInt64](repeating: 0, count: rows) }
    for (place, group) in groups.enumerated() {
      Self.add(group.numbers, rows, shift: UInt64(place) * Self.bits, to: &words)
    }
    let known = count
    let first = numberOfRow.count
    numberOfRow.append(contentsOf: repeatElement(0, count: rows))
    numbers.number(words, count: rows, into: &numberOfRow, from: first)
    var new: [Int] = []
    if count > known {
      let numbers = numberOfRow.span.extracting(first..<(first + rows))
      for row in 0..<rows where Int(numbers[row]) == known + new.count { new.append(row) }
    }
    judge(rows: rows, new: new.count)
    return new
  }

  /// Gives rows that came one by one numbers of their own: nobody knows whether they were met before.
  /// - Parameter end: one more than the last of these numbers.
  mutating func numberAlone(upTo end: Int) {
    while count < end {
      numberOfRow.append(UInt32(count))
      numbers.skip()
    }
  }

  private static func add(
    _ numbers: [UInt32], _ rows: Int, shift: UInt64, to words: inout [UInt64]
  ) {
    precondition(numbers.count >= rows && words.count >= rows)
    let numbers = numbers.span
    var words = words.mutableSpan
    for row in 0..<rows {
      let before = unsafe shift == 0 ? 0 : words[unchecked: row]
      unsafe words[unchecked: row] = before | UInt64(numbers[unchecked: row]) &<< shift
    }
  }

  /// Gives up where too few rows have been met before.
  private mutating func judge(rows: Int, new: Int) {
    trial.rows += rows
    trial.new += new
    let (least, share) = trial.isFirst ? Self.firstTrial : Self.laterTrial
    guard trial.rows >= least else { return }
    isFutile = Double(trial.rows - trial.new) < share * Double(trial.rows)
    trial = (0, 0, false)
  }
}
