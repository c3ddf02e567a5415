/// Local recoding by a cover of the lattice: each class gets the finest levels at which it is safe.
///
/// The transformations are visited by rising sum of squared mean NCP. Each groups the records not
/// yet released, and every class that meets the conditions is released. Records that remain join the
/// class that they make least worse. At last every class goes down to the lowest levels at which its
/// members are equal. Records that change to a class that suits them better gain nothing worth its
/// time: where they are released first is all but always where they cost least.
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
  /// The levels of each class, one class after the other.
  var levels: [UInt8] = []
  /// For each class a tuple in it.
  var firstTuple: [UInt32] = []
  /// For each attribute the value of each tuple.
  let values: [[Int]]

  init(_ problem: Problem) {
    self.problem = problem
    checker = Checker(problem)
    values = problem.attributes.indices.map {
      problem.tuples.values(of: $0, problem.superColumns)
    }
    remaining = Remaining(
      table: problem.tuples, tuples: Array(0..<UInt32(problem.tuples.count)))
    classOfTuple = [UInt32](
      repeating: AnonymizationResult.suppressedClass, count: problem.tuples.count)
  }

  /// The number of attributes.
  var width: Int { problem.attributes.count }

  /// The number of classes.
  var classCount: Int { firstTuple.count }

  /// The tuples of no class.
  var remainingTuples: [UInt32] { remaining.tuples }

  var checkedTransformations: Int { checker.checkedTransformations }

  /// The levels of a class.
  func levels(of place: Int) -> ArraySlice<UInt8> {
    levels[(place * width)..<((place + 1) * width)]
  }

  /// Runs the cover.
  mutating func run() {
    for transformation in CoverOrder(problem).transformations {
      if remaining.tuples.isEmpty { break }
      release(transformation)
    }
    if !remaining.tuples.isEmpty { joinRemaining() }
    tighten()
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
        numbers[place] = UInt32(classCount)
        levels += transformation
        firstTuple.append(tuple)
      }
      classOfTuple[Int(tuple)] = numbers[place]
    }
    remaining = Remaining(
      table: remaining.table.selecting(kept), tuples: remaining.tuples.gathered(kept))
  }

  /// Lowers each class to the levels at which its members are equal for the first time.
  private mutating func tighten() {
    for place in levels.indices { levels[place] = 0 }
    for (attribute, coded) in problem.attributes.enumerated() where coded.levels.count > 1 {
      let values = values[attribute]
      for (tuple, place) in classOfTuple.enumerated()
      where place != AnonymizationResult.suppressedClass {
        let own = values[tuple]
        let other = values[Int(firstTuple[Int(place)])]
        guard own != other else { continue }
        let at = Int(place) * width + attribute
        while coded.levels[Int(levels[at])].labels[own]
          != coded.levels[Int(levels[at])].labels[other]
        {
          levels[at] += 1
        }
      }
    }
  }
}

extension ClassTable {
  /// Some of the classes, in one block.
  fileprivate func selecting(_ members: [UInt32]) -> ClassTable {
    ClassTable(
      codes: codes.map { $0.gathered(members) }, counts: counts.gathered(members),
      blocks: [0, members.count], histograms: histograms.map { $0.reordered(members) })
  }
}
