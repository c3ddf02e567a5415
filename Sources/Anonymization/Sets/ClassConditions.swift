/// Tests groups of combinations against all models.
struct ClassConditions {
  private let problem: Problem
  private var frequencies: [[UInt32]]
  private var touched: [UInt32] = []

  init(_ problem: Problem) {
    self.problem = problem
    frequencies = problem.sensitive.map {
      [UInt32](repeating: 0, count: $0.column.values.count)
    }
  }

  /// Whether the models ask for the size of classes alone.
  var areOnlyOfSize: Bool { problem.sensitive.isEmpty }

  /// Whether a group may be released as one class.
  mutating func hold(_ tuples: some Collection<UInt32>) -> Bool {
    let total = tuples.reduce(0) { $0 + Int(problem.tuples.counts[Int($1)]) }
    guard total >= problem.leastClassSize else { return false }
    for position in problem.sensitive.indices {
      let histograms = problem.tuples.histograms[position]
      for tuple in tuples {
        let pairs = histograms.starts[Int(tuple)]..<histograms.starts[Int(tuple) + 1]
        for pair in pairs {
          let value = histograms.values[Int(pair)]
          if frequencies[position][Int(value)] == 0 { touched.append(value) }
          frequencies[position][Int(value)] += histograms.counts[Int(pair)]
        }
      }
      let holds = problem.sensitive[position].conditions.allSatisfy {
        $0.holds(touched: touched, frequencies: frequencies[position], total: Double(total))
      }
      for value in touched { frequencies[position][Int(value)] = 0 }
      touched.removeAll(keepingCapacity: true)
      if !holds { return false }
    }
    return true
  }
}
