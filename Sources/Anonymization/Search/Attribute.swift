/// A quasi-identifier coded for the search: only values that the data hold have a code, and the
/// finest permitted level is level 0.
struct Attribute: Sendable {
  /// One permitted level.
  struct Level: Sendable {
    /// For each value its label, among the labels present.
    var labels: [UInt32] = []
    /// The number of labels present.
    var labelCount = 0
    /// For each label present its code in the hierarchy.
    var hierarchyLabels: [UInt32] = []
    /// For each label present how many leaves it covers.
    var leafCounts: [Double] = []
    /// The sum of covered leaves over all records.
    var coveredLeaves = 0.0
    /// For each label present how many records have it.
    var records: [Double] = []
    /// What the metric charges for all records at this level.
    var cost = 0.0
    /// For each label present what the metric charges more when a record is suppressed.
    var deficits: [Double] = []
  }

  let name: String
  let hierarchy: Hierarchy
  /// The hierarchy's level of the first permitted level.
  let lowest: Int
  /// For each code of the column the code of its value here; unused codes are `UInt32.max`.
  let valueOfCode: [UInt32]
  let valueCount: Int
  private(set) var levels: [Level]
  /// What one unit of cost or deficit weighs.
  private(set) var scale = 0.0

  /// The size of the domain.
  var domainSize: Double { Double(hierarchy.leafCount) }

  /// Codes a column.
  /// - Parameters:
  ///   - identifier: the quasi-identifier.
  ///   - column: its column.
  ///   - rowCount: how many of its rows are records; people of a population follow.
  ///   - metric: what is charged for generalisation and suppression.
  /// - Throws: ``AnonymizationError`` for a value without a label or levels that do not exist.
  init(
    _ identifier: QuasiIdentifier, column: Column, rowCount: Int, metric: Metric
  ) throws(AnonymizationError) {
    let hierarchy = identifier.hierarchy
    let range = identifier.levels
    guard range.lowerBound >= 0, range.upperBound < hierarchy.levelCount else {
      let wrong = range.lowerBound < 0 ? range.lowerBound : range.upperBound
      throw .levelsOutOfRange(
        column: column.name, upper: wrong, levelCount: hierarchy.levelCount)
    }
    name = column.name
    self.hierarchy = hierarchy
    lowest = range.lowerBound

    let frequencies = column.frequencies(ofFirst: rowCount)
    var isPresent = frequencies.map { $0 > 0 }
    if column.rowCount > rowCount {
      for code in column.codes[rowCount...] { isPresent[Int(code)] = true }
    }
    let leaves = hierarchy.leaves(of: column.values)
    let lowestLabels = hierarchy.leafLabels(at: lowest)
    var valueOfLabel = [UInt32](repeating: .max, count: hierarchy.labels(at: lowest).count)
    var labelOfValue: [UInt32] = []
    var records: [Double] = []
    var valueOfCode = [UInt32](repeating: .max, count: frequencies.count)
    for (code, frequency) in frequencies.enumerated() where isPresent[code] {
      guard leaves[code] != .max else {
        let record = (column.codes.firstIndex(of: UInt32(code)) ?? 0) + 1
        throw .missingValue(
          column: column.name, value: column.values[UInt32(code)], record: record)
      }
      let label = Int(lowestLabels[Int(leaves[code])])
      if valueOfLabel[label] == .max {
        valueOfLabel[label] = UInt32(labelOfValue.count)
        labelOfValue.append(UInt32(label))
        records.append(0)
      }
      valueOfCode[code] = valueOfLabel[label]
      records[Int(valueOfLabel[label])] += Double(frequency)
    }
    self.valueOfCode = valueOfCode
    valueCount = labelOfValue.count
    levels = Self.levels(hierarchy, range: range, values: labelOfValue, records: records)
    charge(metric, records: Double(rowCount))
  }

  /// The mean NCP of all records at a level.
  func penalty(_ level: UInt8, records: Double) -> Double {
    guard domainSize > 1 else { return 0 }
    return (levels[Int(level)].coveredLeaves - records) / (records * (domainSize - 1))
  }

  private mutating func charge(_ metric: Metric, records: Double) {
    let height = Double(hierarchy.levelCount - 1)
    let weighted = { (count: Double) in count > 0 ? count * naturalLogarithm(count) : 0 }
    let bits = levels[0].records.reduce(0) { $0 + weighted($1) }
    switch metric {
    case .loss, .discernibility, .classSize:
      scale = domainSize > 1 ? 1 / (records * (domainSize - 1)) : 0
    case .precision:
      scale = height > 0 ? 1 / records : 0
    case .entropy:
      let whole = weighted(records) - bits
      scale = whole > 1e-9 ? 1 / whole : 0
    }
    for index in levels.indices {
      let level = levels[index]
      switch metric {
      case .loss, .discernibility, .classSize:
        levels[index].cost = level.coveredLeaves - records
        levels[index].deficits = level.leafCounts.map { domainSize - $0 }
      case .precision:
        let share = height > 0 ? Double(index + lowest) / height : 0
        levels[index].cost = records * share
        levels[index].deficits = level.leafCounts.map { _ in 1 - share }
      case .entropy:
        levels[index].cost = level.records.reduce(-bits) { $0 + weighted($1) }
        levels[index].deficits = level.records.map {
          $0 > 0 ? naturalLogarithm(records / $0) : 0
        }
      }
    }
  }

  private static func levels(
    _ hierarchy: Hierarchy, range: ClosedRange<Int>, values: [UInt32], records: [Double]
  ) -> [Level] {
    var hierarchyLabels = values
    var levels: [Level] = []
    for step in range {
      let source = hierarchy.levels[step]
      var codes = [UInt32](repeating: .max, count: source.labels.count)
      var level = Level()
      for (value, label) in hierarchyLabels.enumerated() {
        if codes[Int(label)] == .max {
          codes[Int(label)] = UInt32(level.labelCount)
          level.labelCount += 1
          level.hierarchyLabels.append(label)
          level.leafCounts.append(Double(source.leafCounts[Int(label)]))
          level.records.append(0)
        }
        level.records[Int(codes[Int(label)])] += records[value]
        level.labels.append(codes[Int(label)])
        level.coveredLeaves += records[value] * Double(source.leafCounts[Int(label)])
      }
      levels.append(level)
      if step < range.upperBound {
        hierarchyLabels = hierarchyLabels.map { source.parents[Int($0)] }
      }
    }
    return levels
  }
}
