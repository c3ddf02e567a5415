/// For each attribute, level and label the tuples that have it.
struct TupleIndex {
  let values: [[Int]]
  let attributes: [Attribute]
  private var starts: [[[Int]]] = []
  private var lists: [[[UInt32]]] = []

  init(_ problem: Problem, _ values: [[Int]]) {
    self.values = values
    attributes = problem.attributes
    for (attribute, own) in zip(attributes, values) {
      var startsOfLevels: [[Int]] = []
      var listsOfLevels: [[UInt32]] = []
      for level in attribute.levels {
        var starts = [Int](repeating: 0, count: level.labelCount + 1)
        for value in own { starts[Int(level.labels[value]) + 1] += 1 }
        for label in 0..<level.labelCount { starts[label + 1] += starts[label] }
        var next = starts
        var list = [UInt32](repeating: 0, count: own.count)
        for (tuple, value) in own.enumerated() {
          let label = Int(level.labels[value])
          list[next[label]] = UInt32(truncatingIfNeeded: tuple)
          next[label] += 1
        }
        startsOfLevels.append(starts)
        listsOfLevels.append(list)
      }
      starts.append(startsOfLevels)
      lists.append(listsOfLevels)
    }
  }

  /// How many tuples have a label.
  func count(_ attribute: Int, _ level: UInt8, _ label: UInt32) -> Int {
    let starts = starts[attribute][Int(level)]
    return starts[Int(label) + 1] - starts[Int(label)]
  }

  /// The tuples that have a label.
  func tuples(_ attribute: Int, _ level: UInt8, _ label: UInt32) -> ArraySlice<UInt32> {
    let starts = starts[attribute][Int(level)]
    return lists[attribute][Int(level)][starts[Int(label)]..<starts[Int(label) + 1]]
  }
}
