/// A rule over bit planes: postfix steps, each over a whole block of rows.
struct PlaneProgram: Sendable {
  /// One step; values are pairs of planes on a stack.
  enum Step: Sendable {
    /// Pushes the answers of a predicate.
    case leaf(PredicateBank.Leaf)
    /// Pushes the same truth for every row.
    case constant(Truth)
    /// Mirrors the top.
    case not
    /// Joins the two topmost by their minimum.
    case and
    /// Joins the two topmost by their maximum.
    case or
  }

  private(set) var steps: [Step] = []
  /// The most values that stand on the stack at once.
  private(set) var depth = 0
  private var height = 0

  /// Adds a step.
  mutating func append(_ step: Step) {
    switch step {
    case .leaf, .constant: height += 1
    case .and, .or: height -= 1
    case .not: break
    }
    depth = max(depth, height)
    steps.append(step)
  }

  /// Words of a block.
  static let width = 16
  /// Rows of a block.
  static let rows = width * 64

  /// Runs the rule over one block.
  /// - Parameters:
  ///   - planes: the planes of the block, ``width`` words each.
  ///   - stack: scratch memory of twice ``depth`` times ``width`` words; the lowest value holds the
  ///     answer: first the rows for which the rule holds, then those for which it does not.
  func run(_ planes: Span<UInt64>, _ stack: inout MutableSpan<UInt64>) {
    let width = Self.width
    var top = -2 &* width
    for step in steps {
      switch step {
      case .leaf(let leaf):
        top &+= 2 &* width
        let holds = Int(leaf.holds) &* width
        let fails = Int(leaf.fails) &* width
        for place in 0..<width {
          stack[top &+ place] = planes[holds &+ place]
          stack[top &+ width &+ place] =
            fails < 0 ? ~planes[holds &+ place] : planes[fails &+ place]
        }
      case .constant(let truth):
        top &+= 2 &* width
        for place in 0..<width {
          stack[top &+ place] = truth == .isTrue ? ~0 : 0
          stack[top &+ width &+ place] = truth == .isFalse ? ~0 : 0
        }
      case .not:
        for place in top..<(top &+ width) {
          (stack[place], stack[place &+ width]) = (stack[place &+ width], stack[place])
        }
      case .and:
        top &-= 2 &* width
        for place in top..<(top &+ width) {
          stack[place] &= stack[place &+ 2 &* width]
          stack[place &+ width] |= stack[place &+ 3 &* width]
        }
      case .or:
        top &-= 2 &* width
        for place in top..<(top &+ width) {
          stack[place] |= stack[place &+ 2 &* width]
          stack[place &+ width] &= stack[place &+ 3 &* width]
        }
      }
    }
  }
}

/// What a rule says of many rows: two bits each.
public struct TruthBitmaps: Hashable, Sendable {
  /// The rows for which the rule holds, sixty-four a word, the lowest bit first.
  public internal(set) var holds: [UInt64]
  /// The rows for which it does not hold.
  public internal(set) var fails: [UInt64]

  init(rows: Int) {
    holds = Array(repeating: 0, count: (rows + 63) / 64)
    fails = holds
  }

  /// What the rule says of one row.
  /// - Parameter row: the row.
  public subscript(row: Int) -> Truth {
    let bit = UInt64(1) << UInt64(row % 64)
    return holds[row / 64] & bit != 0 ? .isTrue : fails[row / 64] & bit != 0 ? .isFalse : .unknown
  }

  /// The number of rows for which the rule holds.
  public var holding: Int { holds.reduce(0) { $0 + $1.nonzeroBitCount } }
  /// The number of rows for which it does not hold.
  public var failing: Int { fails.reduce(0) { $0 + $1.nonzeroBitCount } }
}

/// Rules over the same columns, ready to run.
struct PlaneRules: Sendable {
  var bank = PredicateBank()
  var programs: [PlaneProgram] = []

  /// Runs every rule over every row.
  /// - Parameters:
  ///   - columns: the columns, as the bank numbers them.
  ///   - count: the number of rows.
  /// - Returns: one pair of bitmaps for each rule.
  func run(_ columns: [ColumnCodes], count: Int) -> [TruthBitmaps] {
    var answers = programs.map { _ in TruthBitmaps(rows: count) }
    let width = PlaneProgram.width
    var planes = [UInt64](repeating: 0, count: bank.planes * width)
    let depth = programs.lazy.map(\.depth).max() ?? 0
    var stack = [UInt64](repeating: 0, count: 2 * max(1, depth) * width)
    var lanes = [UInt64](repeating: 0, count: 64)
    for begin in stride(from: 0, to: count, by: PlaneProgram.rows) {
      let end = min(count, begin + PlaneProgram.rows)
      for (word, row) in stride(from: begin, to: end, by: 64).enumerated() {
        bank.answer(columns, rows: row..<min(end, row + 64), lanes: &lanes) { plane, bits in
          planes[plane &* width &+ word] = bits
        }
      }
      let first = begin / 64
      let words = (end - begin + 63) / 64
      let last = (end - begin) % 64
      for place in programs.indices {
        var values = stack.mutableSpan
        programs[place].run(planes.span, &values)
        for word in 0..<words {
          // Bits beyond the last row would be counted.
          let mask = word == words &- 1 && last != 0 ? UInt64(1) << UInt64(last) &- 1 : ~0
          answers[place].holds[first &+ word] = values[word] & mask
          answers[place].fails[first &+ word] = values[width &+ word] & mask
        }
      }
    }
    return answers
  }
}
