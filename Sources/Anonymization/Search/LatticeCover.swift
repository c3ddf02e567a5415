/// Local recoding by a cover of the lattice: each class gets the finest levels at which it is safe.
///
/// The transformations are visited by rising sum of squared mean NCP. Each groups the records not
/// yet released, and every class that meets the conditions is released with its labels. Records
/// that remain join the class that they make least worse, where the conditions are such that more
/// records cannot break them.
struct LatticeCover {
  /// What no class has taken yet.
  private struct Remaining {
    var table: ClassTable
    /// For each class of the table its tuple.
    var tuples: [UInt32]
  }

  let problem: Problem
  private var checker: Checker
  private var remaining: Remaining
  /// For each tuple its class, or the suppressed class.
  var classOfTuple: [UInt32]
  /// The levels of each class.
  var levels: [[UInt8]] = []
  /// For each class a tuple in it.
  private(set) var firstTuple: [UInt32] = []

  init(_ problem: Problem) {
    self.problem = problem
    checker = Checker(problem)
    remaining = Remaining(
      table: problem.tuples, tuples: Array(0..<UInt32(problem.tuples.count)))
    classOfTuple = [UInt32](
      repeating: AnonymizationResult.suppressedClass, count: problem.tuples.count)
  }

  /// The tuples of no class.
  var remainingTuples: [UInt32] { remaining.tuples }

  var checkedTransformations: Int { checker.checkedTransformations }

  /// Runs the cover.
  /// - Returns: false when there are too many transformations to visit.
  mutating func run() -> Bool {
    let objective = Objective(problem)
    let lattice = Lattice(problem)
    let order = Array(problem.attributes.indices)
    guard let all = Candidates(lattice, objective: objective, ceiling: .infinity, order: order)
    else {
      return false
    }
    let records = Double(problem.rowCount)
    let costs = (0..<all.count).map { candidate in
      all.levels(candidate).enumerated().reduce(0.0) { sum, step in
        let penalty = problem.attributes[step.offset].penalty(step.element, records: records)
        return sum + penalty * penalty
      }
    }
    for candidate in (0..<all.count).sorted(by: { (costs[$0], $1) < (costs[$1], $0) }) {
      if remaining.tuples.isEmpty { break }
      release(Array(all.levels(candidate)))
    }
    if problem.sensitive.allSatisfy({ $0.conditions.allSatisfy(\.survivesMoreRecords) }) {
      joinRemaining()
    }
    return true
  }

  private mutating func release(_ transformation: [UInt8]) {
    guard let (passing, classOf) = checker.safeClasses(transformation, of: remaining.table) else {
      return
    }
    var numbers = [UInt32](repeating: AnonymizationResult.suppressedClass, count: passing.count)
    var kept: [UInt32] = []
    for member in 0..<remaining.table.count {
      let place = Int(classOf[member])
      guard passing[place] else {
        kept.append(UInt32(member))
        continue
      }
      let tuple = remaining.tuples[member]
      if numbers[place] == AnonymizationResult.suppressedClass {
        numbers[place] = UInt32(levels.count)
        levels.append(transformation)
        firstTuple.append(tuple)
      }
      classOfTuple[Int(tuple)] = numbers[place]
    }
    remaining = Remaining(
      table: remaining.table.selecting(kept), tuples: kept.map { remaining.tuples[Int($0)] })
  }
}

extension SensitiveCondition {
  /// Whether a class that meets the condition meets it with any records added.
  var survivesMoreRecords: Bool {
    if case .distinct = self { true } else { false }
  }
}

extension ClassTable {
  /// Some of the classes, in one block.
  fileprivate func selecting(_ members: [UInt32]) -> ClassTable {
    ClassTable(
      codes: codes.map { codes in members.map { codes[Int($0)] } },
      counts: members.map { counts[Int($0)] }, blocks: [0, members.count],
      histograms: histograms.map { $0.reordered(members) })
  }
}
