/// Information loss by leaves covered, whatever metric was optimised.
///
/// With n records, an attribute of D leaves and the sum c of leaves covered by its cells, the mean
/// NCP of the attribute is (c - n) / (n (D - 1)).
enum Loss {
  /// The loss that mean penalties amount to.
  static func loss(_ penalties: [Double]) -> Double {
    root(product(penalties), degree: penalties.count) - 1
  }

  /// The same before its root is taken, which is what a search compares.
  static func product(_ penalties: [Double]) -> Double { penalties.reduce(1) { $0 * (1 + $1) } }

  /// The mean NCP of each attribute over all records.
  /// - Parameters:
  ///   - problem: the attributes.
  ///   - classes: groups of records.
  ///   - levels: the levels of a group; nil where it is suppressed.
  /// - Returns: a number from 0 to 1 for each attribute.
  static func penalties(
    _ problem: Problem, _ classes: ClassTable, levels: (Int) -> ArraySlice<UInt8>?
  ) -> [Double] {
    let values = problem.attributes.indices.map { classes.values(of: $0, problem.superColumns) }
    var missing = [Double](repeating: 0, count: problem.attributes.count)
    for place in 0..<classes.count where classes.counts[place] > 0 {
      let weight = Double(classes.counts[place])
      let levels = levels(place)
      for (index, attribute) in problem.attributes.enumerated() {
        var leaves = attribute.domainSize
        if let levels {
          let level = attribute.levels[Int(levels[levels.startIndex + index])]
          leaves = level.leafCounts[Int(level.labels[values[index][place]])]
        }
        missing[index] += weight * (leaves - 1)
      }
    }
    return zip(problem.attributes, missing).map { attribute, missing in
      attribute.domainSize > 1
        ? missing / (Double(problem.rowCount) * (attribute.domainSize - 1)) : 0
    }
  }
}
