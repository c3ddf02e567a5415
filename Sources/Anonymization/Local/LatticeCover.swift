/// Local recoding by a cover of the lattice: each class gets the finest levels at which it is safe.
///
/// The transformations are visited by rising sum of squared mean NCP. Each groups the records not
/// yet released, and every class that meets the conditions is released. Records that remain join the
/// class that they make least worse. At last records change their classes where that costs less.
struct LatticeCover {
  /// At most so many transformations are looked at together.
  private static let largestBatch = 128

  /// What no class has taken yet.
  private struct Remaining {
    var table: ClassTable
    /// For each class of the table its tuple.
    var tuples: [UInt32]
  }

  let problem: Problem
  let scales: TupleScales
  private var checker: Checker
  private var remaining: Remaining
  /// For each tuple its class, or the suppressed class.
  private var classOfTuple: [UInt32]
  private var classCount = 0
  /// The transformations that have released a class.
  private var used: [[UInt8]] = []

  init(_ problem: Problem) {
    self.problem = problem
    checker = Checker(problem)
    scales = TupleScales(problem)
    remaining = Remaining(
      table: problem.tuples, tuples: Array(0..<UInt32(problem.tuples.count)))
    classOfTuple = [UInt32](
      repeating: AnonymizationResult.suppressedClass, count: problem.tuples.count)
  }

  private(set) var checkedTransformations = 0

  /// Runs the cover.
  /// - Returns: the classes.
  mutating func run() -> LocalClasses {
    let transformations = CoverOrder(problem).transformations
    var place = 0
    while place < transformations.count, remaining.table.count > CoverColumns.largest {
      release(transformations[place])
      place += 1
    }
    releaseOpen(of: transformations[place...])
    checkedTransformations = transformations.count
    var classes = LocalClasses(
      scales, counts: problem.tuples.counts, classOfTuple: classOfTuple, classCount: classCount)
    var improvement = CoverImprovement(problem, classes, problem.request.workers)
    improvement.joinRemaining()
    if classes.count <= CoverImprovement.mostClasses {
      improvement.run(over: used)
      classes = improvement.classes
    } else {
      classes = ClassBlocks(problem).improve(improvement.classes, over: used)
    }
    classes.removeEmpty()
    return classes
  }

  /// Visits transformations, a batch after the other, where somebody may be released.
  private mutating func releaseOpen(of transformations: ArraySlice<[UInt8]>) {
    guard !transformations.isEmpty, !remaining.tuples.isEmpty else { return }
    var columns = CoverColumns(problem, scales, remaining.tuples)
    var conditions = ClassConditions(problem)
    var rest = transformations
    // The finest release most: what is found for many of them at once would be out of date.
    var batch = 2
    while !rest.isEmpty, columns.remaining > 0 {
      for found in columns.open(rest.prefix(batch), problem.request.workers) {
        release(found, at: rest[found.transformation], &columns, &conditions)
      }
      columns.close()
      rest = rest.dropFirst(batch)
      batch = min(batch * 2, Self.largestBatch)
    }
  }

  /// Releases what is safe at a transformation.
  private mutating func release(
    _ found: CoverColumns.Cells, at transformation: [UInt8], _ columns: inout CoverColumns,
    _ conditions: inout ClassConditions
  ) {
    let before = classCount
    for cell in found.cells {
      let left = columns.left(of: cell)
      guard !left.isEmpty else { continue }
      let tuples = columns.tuples(at: left)
      guard scales.areEqual(tuples, transformation), conditions.hold(tuples) else { continue }
      for tuple in tuples { classOfTuple[Int(tuple)] = UInt32(classCount) }
      classCount += 1
      columns.take(left)
    }
    if classCount > before { used.append(transformation) }
  }

  private mutating func release(_ transformation: [UInt8]) {
    guard let (passing, classOf) = checker.safeClasses(transformation, of: remaining.table) else {
      return
    }
    used.append(transformation)
    var numbers = [UInt32](repeating: AnonymizationResult.suppressedClass, count: passing.count)
    var kept: [UInt32] = []
    for member in 0..<remaining.table.count {
      let place = Int(classOf[member])
      guard passing[place] else {
        kept.append(UInt32(member))
        continue
      }
      if numbers[place] == AnonymizationResult.suppressedClass {
        numbers[place] = UInt32(classCount)
        classCount += 1
      }
      classOfTuple[Int(remaining.tuples[member])] = numbers[place]
    }
    remaining = Remaining(
      table: remaining.table.selecting(kept), tuples: remaining.tuples.gathered(kept))
  }
}

extension ClassTable {
  /// Some of the classes, in one block.
  func selecting(_ members: [UInt32]) -> ClassTable {
    ClassTable(
      codes: codes.map { $0.gathered(members) }, counts: counts.gathered(members),
      blocks: [0, members.count], histograms: histograms.map { $0.reordered(members) })
  }
}
