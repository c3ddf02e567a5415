extension LatticeCover {
  /// Larger tables stay as they were covered: each class is compared with many tuples.
  private static let mostTuples = 200_000
  /// The most pairs of a class and a tuple that are compared in a round.
  private static let largestEffort = 20_000_000
  /// A round after this many changes too little.
  private static let rounds = 3

  /// Lets tuples change to a class that costs them less, and classes go up in others.
  ///
  /// The cover takes a record into the first safe class by the mean cost of a transformation. Later
  /// ones may suit the record better, and the more who leave a class the tighter it becomes. Nobody
  /// leaves who is needed for the size of a class, unless all of its members fare better elsewhere.
  mutating func improve() {
    guard problem.tuples.count <= Self.mostTuples, ClassConditions(problem).areOnlyOfSize else {
      return
    }
    let index = TupleIndex(problem, values)
    for _ in 0..<Self.rounds {
      guard var exchange = ClassExchange(self, index, most: Self.largestEffort) else { return }
      guard exchange.run(&classOfTuple) else { return }
      nameFirstTuples()
      tighten()
    }
  }

  /// Gives every class whose first tuple has left another one.
  private mutating func nameFirstTuples() {
    for (tuple, place) in classOfTuple.enumerated()
    where place != AnonymizationResult.suppressedClass {
      let first = Int(firstTuple[Int(place)])
      if classOfTuple[first] != place { firstTuple[Int(place)] = UInt32(tuple) }
    }
  }
}
