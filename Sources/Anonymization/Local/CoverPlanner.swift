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
  private var finder: ClassFinder
  private var covered: CoveredFinder?

  init(_ problem: Problem, _ classes: LocalClasses) {
    self.problem = problem
    self.classes = classes
    finder = ClassFinder(classes.scales)
  }

  /// Takes notice of how the classes have changed.
  mutating func index() { finder = ClassFinder(classes, leastSize: problem.leastClassSize) }

  /// Sorts the tuples by their values, once, for ``filling(_:below:except:_:)``.
  mutating func sortTuples() {
    covered = covered ?? CoveredFinder(Array(0..<UInt32(classes.counts.count)), classes.scales)
  }

  /// Whether a tuple's class is large enough without it.
  func isSpare(_ tuple: UInt32) -> Bool {
    let place = classes.classOfTuple[Int(tuple)]
    return place != AnonymizationResult.suppressedClass
      && classes.sizes[Int(place)] - Int(classes.counts[Int(tuple)]) >= problem.leastClassSize
  }

  /// Whether a tuple's class may be released without it.
  func holds(without tuple: UInt32, _ conditions: inout ClassConditions) -> Bool {
    isSpare(tuple) && classes.hold(without: tuple, &conditions)
  }

  /// The class that a tuple joins at the least cost and that stays safe.
  func target(
    for tuple: UInt32, below limit: Double, except source: Int, _ conditions: inout ClassConditions
  ) -> (place: Int, cost: Double)? {
    finder.cheapest(for: tuple, below: limit, except: source, classes, &conditions)
  }

  /// Where the tuples of a class cost less than together; nothing where they do not.
  func dissolving(_ place: Int, _ conditions: inout ClassConditions) -> [Move] {
    let tuples = classes.members[place]
    guard tuples.count <= Self.mostDissolved else { return [] }
    var budget = Double(classes.sizes[place]) * classes.costs[place] - Self.leastGain
    var moves: [Move] = []
    for tuple in tuples {
      // A tuple that costs far more than its share is all but never made up for by the others.
      let share = 2 * Double(classes.counts[Int(tuple)]) * classes.costs[place]
      guard
        let (other, cost) = target(
          for: tuple, below: min(budget, share), except: place, &conditions)
      else { return [] }
      budget -= cost
      moves.append(Move(tuple: tuple, place: other))
    }
    return moves
  }

  /// Where the tuples that a class can spare, or those that it cannot, cost less.
  func leaving(
    _ place: Int, spare: Bool, _ conditions: inout ClassConditions
  ) -> [Move] {
    guard classes.members[place].count > 1 else { return [] }
    var moves: [Move] = []
    for tuple in classes.members[place] where holds(without: tuple, &conditions) == spare {
      let saved = classes.decrease(tuple) - Self.leastGain
      if let (other, _) = target(for: tuple, below: saved, except: place, &conditions) {
        moves.append(Move(tuple: tuple, place: other))
      }
    }
    return moves
  }

  /// The tuple that a class covers, makes it safe, and costs least more there than where it is.
  /// - Parameters:
  ///   - place: the class.
  ///   - limit: the cost to stay below.
  ///   - other: a class that is not asked.
  ///   - conditions: what both classes have to meet.
  /// - Returns: the tuple; nil where there is none below the limit.
  func filling(
    _ place: Int, below limit: Double, except other: Int, _ conditions: inout ClassConditions
  ) -> UInt32? {
    let needed = problem.leastClassSize - classes.sizes[place]
    var found: [(tuple: UInt32, cost: Double)] = []
    covered?.visit(coveredBy: place, classes) { tuple in
      let records = Int(classes.counts[Int(tuple)])
      guard records >= needed, isSpare(tuple) else { return }
      let source = Int(classes.classOfTuple[Int(tuple)])
      guard source != place, source != other else { return }
      let cost = Double(records) * (classes.costs[place] - classes.costs[source])
      if cost < limit { found.append((tuple, cost)) }
    }
    found.sort { ($0.cost, $0.tuple) < ($1.cost, $1.tuple) }
    for (tuple, _) in found
    where holds(without: tuple, &conditions) && classes.hold(place, with: tuple, &conditions) {
      return tuple
    }
    return nil
  }
}
