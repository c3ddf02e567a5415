/// A generalisation hierarchy: for every value of a column, what stands for it at each level.
///
/// Level 0 is the finest that may be released; the last level is the coarsest, usually `*`. A
/// hierarchy read from a file releases the value itself at level 0. A built-in one may accept many
/// values for one of level 0, as the ages 90 and above, which all are released as `90+`.
public struct Hierarchy: Sendable {
  /// One level: its labels, how many leaves each covers, and the label above each.
  struct Level: Sendable {
    var labels = ValueDictionary()
    var leafCounts: [UInt32] = []
    /// For each label the code of the label above; empty at the last level.
    var parents: [UInt32] = []
  }

  /// The name used in messages.
  public let name: String
  /// The values of the column that the hierarchy accepts.
  let values: ValueDictionary
  /// For each accepted value the code of its label at level 0.
  let base: [UInt32]
  let levels: [Level]

  init(name: String, values: ValueDictionary, base: [UInt32], levels: [Level]) {
    self.name = name
    self.values = values
    self.base = base
    self.levels = levels
  }

  /// Makes a hierarchy from parsed rows, each `value, level 1, ..., last level`.
  /// - Parameters:
  ///   - name: the name used in messages.
  ///   - rows: one row for each value.
  /// - Throws: ``HierarchyError`` when there is no row, rows differ in length, a value is repeated,
  ///   or two values that are equal at one level differ at the next.
  public init(name: String, rows: [[String]]) throws(HierarchyError) {
    var builder = HierarchyBuilder(name: name)
    for row in rows {
      for cell in row {
        let bytes = Array(cell.utf8)
        builder.append(bytes.span)
      }
      try builder.endRow()
    }
    self = try builder.build()
  }

  /// The number of levels, that of the values themselves included.
  public var levelCount: Int { levels.count }

  /// The size of the domain: the number of labels at level 0, whether the data hold them or not.
  public var leafCount: Int { levels[0].labels.count }

  /// The labels of a level.
  /// - Parameter level: a level, from zero.
  /// - Returns: the labels.
  public func labels(at level: Int) -> ValueDictionary { levels[level].labels }

  /// What stands for a value at a level.
  /// - Parameters:
  ///   - value: a value of the column.
  ///   - level: a level, from zero.
  /// - Returns: the label, or nil when the hierarchy does not hold the value.
  public func label(of value: String, at level: Int) -> String? {
    guard let code = values.code(of: value) else { return nil }
    return levels[level].labels[leafLabels(at: level)[Int(base[Int(code)])]]
  }

  /// For each value of a column its leaf, or `UInt32.max` where the hierarchy lacks the value.
  func leaves(of column: ValueDictionary) -> [UInt32] {
    (0..<UInt32(column.count)).map { code in
      let bytes = Array(column.utf8(code))
      guard let value = values.code(of: bytes.span) else { return .max }
      return base[Int(value)]
    }
  }

  /// For each leaf the code of its label at a level.
  func leafLabels(at level: Int) -> [UInt32] {
    var codes = Array(0..<UInt32(leafCount))
    for step in 0..<level {
      for leaf in codes.indices { codes[leaf] = levels[step].parents[Int(codes[leaf])] }
    }
    return codes
  }
}
