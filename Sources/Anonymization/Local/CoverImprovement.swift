internal import Synchronization

/// Lets tuples change their classes where all cells together then cost less.
///
/// Each change keeps every class that it touches safe; nothing is suppressed that was not. A pass
/// looks at the classes that cost most: what each of them would do is thought of for all as they are
/// when the pass begins, several at the same time, and done one after the other by falling cost where
/// it still saves something. So the same table always becomes the same classes.
struct CoverImprovement {
  /// The classes that make up this share of the cost are looked at.
  private static let costlyShare = 0.93
  /// At most this many pairs of a tuple and a class are thought of in each pass.
  private static let largestEffort = 200_000_000
  /// Of more classes too few tuples could be looked at at once: they are improved in blocks.
  static let mostClasses = 40_000
  /// New classes are formed at so many transformations: the first ones are the finest.
  private static let formations = 48

  let problem: Problem
  let workers: Workers
  var planner: CoverPlanner
  var conditions: ClassConditions

  /// - Parameters:
  ///   - problem: the conditions.
  ///   - classes: the classes to improve.
  ///   - workers: what thinks of several changes at the same time.
  init(_ problem: Problem, _ classes: LocalClasses, _ workers: Workers) {
    self.problem = problem
    self.workers = workers
    planner = CoverPlanner(problem, classes)
    conditions = ClassConditions(problem)
  }

  /// The classes as they are now.
  var classes: LocalClasses { planner.classes }

  /// Improves the classes.
  /// - Parameter transformations: those that have released classes, in their order.
  mutating func run(over transformations: [[UInt8]]) {
    pass({ $0.dissolving($1, &$2) }, do: { $0.dissolve($1, $2) })
    relocate()
    exchange()
    relocate()
    form(at: transformations.prefix(Self.formations))
    exchange()
    relocate()
  }

  private mutating func relocate() {
    pass({ $0.leaving($1, spare: true, &$2) }, do: { $0.relocate($1, $2) })
  }

  private mutating func exchange() {
    // Classes of two are worth no exchange: whoever stays behind is alone.
    guard problem.leastClassSize > 2 else { return }
    planner.sortTuples()
    pass({ $0.leaving($1, spare: false, &$2) }, do: { $0.exchange($1, $2) })
  }

  /// Lets the classes that cost most do what helps.
  private mutating func pass(
    _ plan: @Sendable (CoverPlanner, Int, inout ClassConditions) -> [CoverPlanner.Move],
    do change: (inout CoverImprovement, Int, [CoverPlanner.Move]) -> Void
  ) {
    planner.index()
    let places = costly
    let found = Mutex<[(place: Int, moves: [CoverPlanner.Move])]>([])
    let (problem, planner, workers) = (problem, planner, workers)
    workers.run { part in
      var conditions = ClassConditions(problem)
      var own: [(place: Int, moves: [CoverPlanner.Move])] = []
      for rank in stride(from: part, to: places.count, by: workers.count) {
        let moves = plan(planner, places[rank], &conditions)
        if !moves.isEmpty { own.append((rank, moves)) }
      }
      found.withLock { $0 += own }
    }
    for (rank, moves) in found.withLock({ $0.sorted { $0.place < $1.place } })
    where !classes.members[places[rank]].isEmpty {
      change(&self, places[rank], moves)
    }
  }

  /// The classes whose records cost most, by falling cost.
  private var costly: [Int] {
    let sorted = (0..<classes.count).filter { classes.costs[$0] > 0 }
      .sorted { (classes.costs[$1], $0) < (classes.costs[$0], $1) }
    let limit = classes.cost * Self.costlyShare
    let most = Self.largestEffort / max(1, classes.count)
    var cost = 0.0
    var tuples = 0
    return Array(
      sorted.prefix { place in
        guard cost < limit, tuples < most else { return false }
        cost += Double(classes.sizes[place]) * classes.costs[place]
        tuples += classes.members[place].count
        return true
      })
  }
}
