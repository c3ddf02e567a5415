/// Thinks of changes that make the cells of a class cost less.
struct CoverPlanner: Sendable {
  /// A tuple joins a class.
  struct Move: Sendable {
    let tuple: UInt32
    let place: Int
  }

  /// What a change has to save, in NCP of one cell: sums in another order differ in their last digits.
  static let leastGain = 1e-9
  /// A class of more tuples all but never costs less in others.
  private static let mostDissolved = 8

  let problem: Problem
  var classes: LocalClasses
  private var conditions: ClassConditions
  private var finder: ClassFinder
  private var covered: CoveredFinder

  init(_ problem: Problem, _ classes: LocalClasses) {
    self.problem = problem
    self.classes = classes
    conditions = ClassConditions(problem)
    finder = ClassFinder(classes.scales)
    covered = CoveredFinder([], classes.scales)
  }

  /// Takes notice of how the classes have changed.
  mutating func index() { finder = ClassFinder(classes, leastSize: problem.leastClassSize) }

  /// Takes notice of the tuples that their classes could spare.
  mutating func coverSpare() {
    let spare = classes.classOfTuple.indices.filter { isSpare(UInt32($0)) }
    covered = CoveredFinder(spare.map { UInt32($0) }, classes.scales)
  }

  /// Whether a tuple's class is large enough without it.
  func isSpare(_ tuple: UInt32) -> Bool {
    let place = classes.classOfTuple[Int(tuple)]
    return place != AnonymizationResult.suppressedClass
      && classes.sizes[Int(place)] - Int(classes.counts[Int(tuple)]) >= problem.leastClassSize
  }

  /// Whether some tuples may be released as one class.
  mutating func hold(_ tuples: [UInt32]) -> Bool { conditions.hold(tuples) }

  /// Whether a class may be released with a tuple more.
  mutating func holds(_ place: Int, with tuple: UInt32) -> Bool {
    conditions.areOnlyOfSize || conditions.hold(classes.members[place] + [tuple])
  }

  /// Whether a tuple's class may be released without it.
  mutating func holds(without tuple: UInt32) -> Bool {
    guard isSpare(tuple) else { return false }
    guard !conditions.areOnlyOfSize else { return true }
    let place = Int(classes.classOfTuple[Int(tuple)])
    return conditions.hold(classes.members[place].filter { $0 != tuple })
  }

  /// The class that a tuple joins at the least cost and that stays safe.
  mutating func target(
    for tuple: UInt32, below limit: Double, except source: Int
  ) -> (place: Int, cost: Double)? {
    let (finder, classes) = (finder, classes)
    return finder.cheapest(for: tuple, below: limit, classes) { place in
      place != source && holds(place, with: tuple)
    }
  }

  /// Where the tuples of a class cost less than together; nothing where they do not.
  mutating func dissolving(_ place: Int) -> [Move] {
    let tuples = classes.members[place]
    guard tuples.count <= Self.mostDissolved else { return [] }
    var budget = Double(classes.sizes[place]) * classes.costs[place] - Self.leastGain
    var moves: [Move] = []
    for tuple in tuples {
      // A tuple that costs far more than its share is all but never made up for by the others.
      let share = 2 * Double(classes.counts[Int(tuple)]) * classes.costs[place]
      guard let (other, cost) = target(for: tuple, below: min(budget, share), except: place) else {
        return []
      }
      budget -= cost
      moves.append(Move(tuple: tuple, place: other))
    }
    return moves
  }

  /// Where the tuples that a class can spare, or those that it cannot, cost less.
  mutating func leaving(_ place: Int, spare: Bool) -> [Move] {
    guard classes.members[place].count > 1 else { return [] }
    return classes.members[place].compactMap { tuple in
      guard holds(without: tuple) == spare else { return nil }
      let saved = classes.decrease(tuple) - Self.leastGain
      return target(for: tuple, below: saved, except: place)
        .map { Move(tuple: tuple, place: $0.place) }
    }
  }

  /// The tuple that a class covers, makes it safe, and costs least more there than where it is.
  /// - Parameters:
  ///   - place: the class.
  ///   - limit: the cost to stay below.
  ///   - other: a class that is not asked.
  /// - Returns: the tuple; nil where there is none below the limit.
  mutating func filling(_ place: Int, below limit: Double, except other: Int) -> UInt32? {
    let needed = problem.leastClassSize - classes.sizes[place]
    var found: [(tuple: UInt32, cost: Double)] = []
    covered.visit(coveredBy: place, classes) { tuple in
      let source = Int(classes.classOfTuple[Int(tuple)])
      let records = Int(classes.counts[Int(tuple)])
      guard source != place, source != other, records >= needed else { return }
      let cost = Double(records) * (classes.costs[place] - classes.costs[source])
      if cost < limit { found.append((tuple, cost)) }
    }
    found.sort { ($0.cost, $0.tuple) < ($1.cost, $1.tuple) }
    return found.first { holds(without: $0.tuple) && holds(place, with: $0.tuple) }?.tuple
  }
}
