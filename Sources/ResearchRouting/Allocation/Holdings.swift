/// Which programmes hold a portion of which donor while an allocation is under way.
struct Holdings: Sendable {
  /// For each donor the first of its slots; one more at the end.
  private let starts: [Int]
  /// One slot a portion: the programme that it goes to, or -1.
  private var slots: [Int32]
  /// For each donor the portions that go nowhere.
  private(set) var spare: [Int32]

  init(_ problem: borrowing AllocationProblem) {
    var starts = [0]
    starts.reserveCapacity(problem.donors + 1)
    var spare: [Int32] = []
    spare.reserveCapacity(problem.donors)
    for donor in 0..<problem.donors {
      // More portions than options can never be used.
      let portions = min(problem.portions[donor], problem.options(of: donor).count)
      starts.append(starts[donor] + portions)
      spare.append(Int32(portions))
    }
    self.starts = starts
    self.spare = spare
    slots = Array(repeating: -1, count: starts.last ?? 0)
  }

  /// Whether a programme holds a portion of a donor.
  func holds(_ donor: Int, _ programme: Int) -> Bool {
    for slot in starts[donor]..<starts[donor &+ 1] where slots[slot] == programme { return true }
    return false
  }

  /// The programmes that hold a portion of a donor, in ascending order.
  func programmes(of donor: Int) -> [Int] {
    slots[starts[donor]..<starts[donor + 1]].filter { $0 >= 0 }.map { Int($0) }.sorted()
  }

  /// Gives a spare portion to a programme.
  mutating func give(_ donor: Int, to programme: Int) {
    for slot in starts[donor]..<starts[donor + 1] where slots[slot] < 0 {
      slots[slot] = Int32(programme)
      spare[donor] -= 1
      return
    }
  }

  /// Takes a portion back from a programme.
  mutating func take(_ donor: Int, from programme: Int) {
    for slot in starts[donor]..<starts[donor + 1] where slots[slot] == programme {
      slots[slot] = -1
      spare[donor] += 1
      return
    }
  }
}
