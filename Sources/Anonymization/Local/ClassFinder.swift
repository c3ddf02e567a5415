/// Finds the class that a tuple makes least worse, without a look at most of them.
///
/// What a tuple costs at least in any class that begins with some cells is known from these cells
/// alone: where that is too much already, all classes that begin so are passed over.
struct ClassFinder: Sendable {
  private let index: CellIndex
  private let leastSize: Double
  /// For each cell of a row its attribute, and where the labels of that lie in the scales.
  private let cells: [(attribute: Int, count: Int, start: Int, end: Int)]

  /// Finds nothing.
  init(_ scales: TupleScales) {
    index = CellIndex(scales, rows: []) { _, _ in 0 }
    leastSize = 0
    cells = []
  }

  /// - Parameters:
  ///   - classes: the classes.
  ///   - leastSize: no class has fewer records.
  init(_ classes: LocalClasses, leastSize: Int) {
    self.leastSize = Double(leastSize)
    let width = classes.scales.width
    let rows = classes.members.enumerated().compactMap { place, members in
      members.first.map { (number: UInt32(place), tuple: $0) }
    }
    index = CellIndex(classes.scales, rows: rows) { classes.levels[Int($0) * width + $1] }
    let scales = classes.scales
    cells = index.order.map { attribute in
      (
        attribute, scales.valueCounts[attribute], scales.starts[attribute],
        scales.starts[attribute + 1]
      )
    }
  }

  /// The class that a tuple joins at the least cost.
  /// - Parameters:
  ///   - tuple: the tuple.
  ///   - limit: the cost to stay below.
  ///   - source: a class that is not asked.
  ///   - classes: the classes as they are now.
  ///   - conditions: what a class has to meet with the tuple.
  /// - Returns: the class and what all cells cost more; nil where there is none below the limit.
  func cheapest(
    for tuple: UInt32, below limit: Double, except source: Int, _ classes: LocalClasses,
    _ conditions: inout ClassConditions
  ) -> (place: Int, cost: Double)? {
    let scales = classes.scales
    var best: (place: Int, cost: Double)?
    var least = limit
    let records = Double(classes.counts[Int(tuple)])
    // For each number of cells what they cost the tuple, and how much more than now the class.
    var sums = InlineArray<33, SIMD2<Double>>(repeating: .zero)
    let (labels, penalties) = (scales.labels, scales.penalties)
    let (cells, levels, values) = (cells, index.levels, index.values)
    let own = index.order.map { scales.value(tuple, $0) }
    index.visit { entry, at in
      // Levels and values come from the scales themselves, and places end before those of the next
      // attribute.
      let cell = unsafe cells.span[unchecked: at]
      let value = unsafe own.span[unchecked: at]
      let other = unsafe Int(values.span[unchecked: entry])
      var place = unsafe cell.start &+ Int(levels.span[unchecked: entry]) &* cell.count
      let before = unsafe penalties.span[unchecked: place &+ other]
      if value != other {
        while place < cell.end,
          unsafe labels.span[unchecked: place &+ value] != labels.span[unchecked: place &+ other]
        {
          place &+= cell.count
        }
      }
      let after =
        place < cell.end ? unsafe penalties.span[unchecked: place &+ value] : Double.infinity
      let sum = sums[at] + SIMD2(after, after - before)
      sums[at + 1] = sum
      return records * sum.x + leastSize * sum.y < least
    } _: { number in
      let place = Int(number)
      guard place != source, let cost = classes.increase(tuple, joining: place), cost < least,
        classes.hold(place, with: tuple, &conditions)
      else { return }
      best = (place, cost)
      least = cost
    }
    return best
  }
}

/// Finds tuples that a class covers as it is.
struct CoveredFinder: Sendable {
  private let index: CellIndex

  /// - Parameters:
  ///   - tuples: the tuples to choose from.
  ///   - scales: their values.
  init(_ tuples: [UInt32], _ scales: TupleScales) {
    index = CellIndex(scales, rows: tuples.map { ($0, $0) }) { _, _ in 0 }
  }

  /// Visits the tuples that fit in the cells of a class.
  func visit(coveredBy place: Int, _ classes: LocalClasses, _ visit: (UInt32) -> Void) {
    let scales = classes.scales
    guard let first = classes.members[place].first else { return }
    let starts = index.order.map { attribute in
      scales.starts[attribute] + scales.valueCounts[attribute]
        * Int(classes.levels[place * scales.width + attribute])
    }
    let wanted = zip(index.order, starts).map { scales.labels[$1 + scales.value(first, $0)] }
    index.visit { entry, at in
      scales.labels[starts[at] + Int(index.values[entry])] == wanted[at]
    } _: {
      visit($0)
    }
  }
}
