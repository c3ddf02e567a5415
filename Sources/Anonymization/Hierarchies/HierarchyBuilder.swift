/// Builds a hierarchy cell by cell from the bytes of a file that someone else reads.
public struct HierarchyBuilder: Sendable {
  private static let unset = UInt32.max

  private let name: String
  private var levels: [Hierarchy.Level] = []
  private var row: [UInt32] = []
  private var cells = 0
  private var line = 0
  private var repeatsValue = false

  /// Starts a hierarchy.
  /// - Parameter name: the name used in messages.
  public init(name: String) {
    self.name = name
  }

  /// Adds the next cell of the row: the value first, then what stands for it at each level.
  /// - Parameter cell: the bytes of the cell.
  public mutating func append(_ cell: Span<UInt8>) {
    if line == 0 { levels.append(Hierarchy.Level()) }
    if cells < levels.count {
      let known = levels[cells].labels.count
      let code = levels[cells].labels.code(adding: cell)
      if cells == 0 { repeatsValue = Int(code) < known }
      if Int(code) == known { levels[cells].parents.append(Self.unset) }
      row.append(code)
    }
    cells += 1
  }

  /// Ends the row.
  /// - Throws: ``HierarchyError`` when the row differs in length from the first, repeats a value, or
  ///   gives a label another parent than an earlier row.
  public mutating func endRow() throws(HierarchyError) {
    line += 1
    guard cells == levels.count, cells > 0 else {
      throw .raggedLevels(hierarchy: name, line: line, found: cells, expected: levels.count)
    }
    guard !repeatsValue else {
      throw .duplicateValue(hierarchy: name, value: levels[0].labels[row[0]], line: line)
    }
    for level in 0..<(cells - 1) {
      let label = Int(row[level])
      let parent = levels[level].parents[label]
      guard parent == Self.unset || parent == row[level + 1] else {
        throw .notMonotone(
          hierarchy: name, value: levels[level].labels[row[level]], level: level, line: line)
      }
      levels[level].parents[label] = row[level + 1]
    }
    row.removeAll(keepingCapacity: true)
    cells = 0
  }

  /// Ends the hierarchy.
  /// - Returns: the hierarchy of all rows added.
  /// - Throws: ``HierarchyError/empty(hierarchy:)`` when there is no row.
  public func build() throws(HierarchyError) -> Hierarchy {
    guard line > 0 else { throw .empty(hierarchy: name) }
    let values = levels[0].labels
    return Hierarchy(
      name: name, values: values, base: Array(0..<UInt32(values.count)), linking: levels)
  }
}

extension Hierarchy {
  /// Completes levels whose parents are linked: counts leaves upward.
  init(name: String, values: ValueDictionary, base: [UInt32], linking levels: [Level]) {
    var linked = levels
    linked[0].leafCounts = [UInt32](repeating: 1, count: linked[0].labels.count)
    for level in 1..<max(1, linked.count) {
      var counts = [UInt32](repeating: 0, count: linked[level].labels.count)
      for (label, parent) in linked[level - 1].parents.enumerated() {
        counts[Int(parent)] += linked[level - 1].leafCounts[label]
      }
      linked[level].leafCounts = counts
    }
    linked[linked.count - 1].parents = []
    self.init(name: name, values: values, base: base, levels: linked)
  }
}
