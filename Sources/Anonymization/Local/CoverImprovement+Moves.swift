extension CoverImprovement {
  /// Gives up a class where its tuples cost less in others.
  mutating func dissolve(_ place: Int, _ moves: [CoverPlanner.Move]) {
    let budget = Double(classes.sizes[place]) * classes.costs[place] - CoverPlanner.leastGain
    guard classes.members[place].elementsEqual(moves.lazy.map(\.tuple)) else { return }
    var cost = 0.0
    for move in moves {
      guard !classes.members[move.place].isEmpty,
        let more = classes.increase(move.tuple, joining: move.place), cost + more < budget,
        classes.hold(move.place, with: move.tuple, &conditions)
      else {
        for tuple in moves.map(\.tuple) { planner.classes.move(tuple, to: place) }
        return
      }
      cost += more
      planner.classes.move(move.tuple, to: move.place)
    }
  }

  /// Lets tuples leave a class where all cells together cost less then.
  mutating func relocate(_ place: Int, _ moves: [CoverPlanner.Move]) {
    for move in moves
    where isMember(move.tuple, place) && planner.holds(without: move.tuple, &conditions) {
      let saved = classes.decrease(move.tuple) - CoverPlanner.leastGain
      if let more = classes.increase(move.tuple, joining: move.place), more < saved,
        classes.hold(move.place, with: move.tuple, &conditions)
      {
        planner.classes.move(move.tuple, to: move.place)
      }
    }
  }

  /// Lets a tuple leave a class that cannot spare it, where one that it covers can be had elsewhere.
  mutating func exchange(_ place: Int, _ moves: [CoverPlanner.Move]) {
    for move in moves where isMember(move.tuple, place) && classes.members[place].count > 1 {
      let saved = classes.decrease(move.tuple) - CoverPlanner.leastGain
      guard let more = classes.increase(move.tuple, joining: move.place), more < saved,
        classes.hold(move.place, with: move.tuple, &conditions)
      else { continue }
      planner.classes.move(move.tuple, to: move.place)
      if let filling = planner.filling(place, below: saved - more, except: move.place, &conditions)
      {
        planner.classes.move(filling, to: place)
      } else {
        planner.classes.move(move.tuple, to: place)
      }
    }
  }

  /// Whether a class still has a tuple: another may have taken it since the move was thought of.
  private func isMember(_ tuple: UInt32, _ place: Int) -> Bool {
    classes.classOfTuple[Int(tuple)] == UInt32(place)
  }
}
