/// Adds up the histograms of merged classes, one class at a time.
struct HistogramMerger {
  /// Up to so many values each class has a row of frequencies; above, its members are sorted first.
  private static let largestRow = 64

  private var frequencies: [UInt32]
  private var touched: [UInt32] = []
  private var rows: [UInt32] = []
  private var starts: [Int] = []
  private var ordered: [UInt32] = []

  /// - Parameter valueCount: the number of values of the column.
  init(valueCount: Int) {
    frequencies = [UInt32](repeating: 0, count: valueCount)
  }

  /// Visits classes of a block with the values in them and how often each occurs.
  /// - Parameters:
  ///   - histograms: the histograms of the source.
  ///   - range: the members of the source in the block.
  ///   - classes: the classes that they form.
  ///   - classOf: for each member its class.
  ///   - isAsked: whether a class is visited.
  ///   - visit: takes the class, its values, and the frequencies of all values.
  mutating func merge(
    _ histograms: Histograms, _ range: Range<Int>, classes: Range<Int>, classOf: [UInt32],
    where isAsked: (Int) -> Bool = { _ in true }, visit: (Int, [UInt32], [UInt32]) -> Void
  ) {
    if frequencies.count <= Self.largestRow {
      addRows(histograms, range, classes, classOf)
      visitRows(classes, where: isAsked, visit)
    } else {
      sort(range, classes, classOf)
      visitSorted(histograms, classes, where: isAsked, visit)
    }
  }

  /// Adds the histogram of each member to the row of its class.
  private mutating func addRows(
    _ histograms: Histograms, _ range: Range<Int>, _ classes: Range<Int>, _ classOf: [UInt32]
  ) {
    let width = frequencies.count
    let size = classes.count * width
    if rows.count < size { rows = [UInt32](repeating: 0, count: size) }
    var rows = rows.mutableSpan
    for place in 0..<size { unsafe rows[unchecked: place] = 0 }
    let classOf = classOf.span
    let starts = histograms.starts.span
    let values = histograms.values.span
    let counts = histograms.counts.span
    // Values are below the width and classes within the range by construction.
    for member in range {
      let row = unsafe (Int(classOf[unchecked: member]) &- classes.lowerBound) &* width
      let last = unsafe Int(starts[unchecked: member &+ 1])
      var pair = unsafe Int(starts[unchecked: member])
      while pair < last {
        unsafe rows[unchecked: row &+ Int(values[unchecked: pair])] &+= counts[unchecked: pair]
        pair &+= 1
      }
    }
  }

  private mutating func visitRows(
    _ classes: Range<Int>, where isAsked: (Int) -> Bool, _ visit: (Int, [UInt32], [UInt32]) -> Void
  ) {
    let width = frequencies.count
    for place in classes where isAsked(place) {
      let row = (place - classes.lowerBound) * width
      touched.removeAll(keepingCapacity: true)
      for value in 0..<width {
        let count = rows[row + value]
        frequencies[value] = count
        if count > 0 { touched.append(UInt32(truncatingIfNeeded: value)) }
      }
      visit(place, touched, frequencies)
    }
  }

  /// A counting sort of the members by their class.
  private mutating func sort(_ range: Range<Int>, _ classes: Range<Int>, _ classOf: [UInt32]) {
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: classes.count + 1))
    for member in range { starts[Int(classOf[member]) - classes.lowerBound + 1] += 1 }
    for place in 0..<classes.count { starts[place + 1] += starts[place] }
    if ordered.count < range.count { ordered = [UInt32](repeating: 0, count: range.count) }
    for member in range {
      let place = Int(classOf[member]) - classes.lowerBound
      ordered[starts[place]] = UInt32(member)
      starts[place] += 1
    }
  }

  private mutating func visitSorted(
    _ histograms: Histograms, _ classes: Range<Int>, where isAsked: (Int) -> Bool,
    _ visit: (Int, [UInt32], [UInt32]) -> Void
  ) {
    var first = 0
    for place in 0..<classes.count {
      defer { first = starts[place] }
      guard isAsked(classes.lowerBound + place) else { continue }
      for member in ordered[first..<starts[place]] {
        let pairs = histograms.starts[Int(member)]..<histograms.starts[Int(member) + 1]
        for pair in pairs {
          let value = histograms.values[Int(pair)]
          if frequencies[Int(value)] == 0 { touched.append(value) }
          frequencies[Int(value)] += histograms.counts[Int(pair)]
        }
      }
      visit(classes.lowerBound + place, touched, frequencies)
      for value in touched { frequencies[Int(value)] = 0 }
      touched.removeAll(keepingCapacity: true)
    }
  }
}
