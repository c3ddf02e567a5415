/// The transformations whose lower bound does not exceed a score, each after all coarser ones.
///
/// They are listed in falling lexicographic order along a given order of the attributes. What is
/// coarser in every attribute comes first in such an order, and those that agree in the first
/// attributes of the order are neighbours, so that they can start from the same roll-up.
struct Candidates: Sendable {
  /// At most this many are held; a search that would need more gives up the proof of optimality.
  static let limit = 2_000_000

  /// The attributes, the one that changes slowest first.
  let order: [Int]
  private let width: Int
  private var levels: [UInt8] = []
  private var indices: [Int] = []
  /// For each candidate how many leading attributes of the order it shares with the one before.
  private(set) var shared: [UInt8] = []
  /// For each candidate its levels, to be compared with others.
  private(set) var packed: [PackedLevels] = []

  /// Lists the candidates, or fails when there are more than can be held.
  /// - Parameters:
  ///   - lattice: the transformations.
  ///   - objective: the metric.
  ///   - ceiling: the score that a candidate's bound must not exceed.
  ///   - order: the attributes, the one that changes slowest first.
  init?(_ lattice: Lattice, objective: Objective, ceiling: Double, order: [Int]) {
    guard lattice.size != nil else { return nil }
    self.order = order
    width = lattice.heights.count
    // The least that the attributes from a place in the order on can contribute.
    var least = [Double](repeating: objective.neutral, count: width + 1)
    for place in stride(from: width - 1, through: 0, by: -1) {
      let factor = objective.factors[order[place]].min() ?? objective.neutral
      least[place] = objective.adding(factor, to: least[place + 1])
    }
    var path = Path(levels: lattice.bottom)
    // Bounds computed in another order may differ in their last digits.
    let limit = Limit(ceiling: ceiling * (1 + 1e-12) + 1e-12, least: least)
    let isComplete = collect(
      lattice, objective, limit, place: 0, score: objective.neutral, index: 0,
      PackedLevels(path.levels[...]), &path)
    guard isComplete else { return nil }
  }

  /// Where the listing stands.
  private struct Path {
    var levels: [UInt8]
    /// The first place in the order that has changed since the latest candidate.
    var changed = 0
  }

  private struct Limit {
    let ceiling: Double
    let least: [Double]
  }

  var count: Int { indices.count }

  /// The levels of a candidate.
  func levels(_ candidate: Int) -> ArraySlice<UInt8> {
    levels[(candidate * width)..<((candidate + 1) * width)]
  }

  /// For each index of the lattice its candidate.
  func positions(_ lattice: Lattice) -> CandidatePositions {
    CandidatePositions(indices: indices, latticeSize: lattice.size ?? 0)
  }

  /// Cuts the candidates where they begin to differ in a leading attribute: as few of these as give
  /// enough runs.
  func runs(atLeast wanted: Int) -> [Range<Int>] {
    var starts = [0]
    for depth in 1...max(1, width) where starts.count < wanted {
      starts = (0..<count).filter { $0 == 0 || Int(shared[$0]) < depth }
    }
    return wanted == 1
      ? [0..<count] : zip(starts, starts.dropFirst() + [count]).map { $0..<$1 }
  }

  /// Visits the candidates that are one level coarser in one attribute, until one is enough.
  /// - Parameters:
  ///   - candidate: the candidate.
  ///   - lattice: the lattice.
  ///   - positions: where the candidates stand in it.
  ///   - isEnough: whether the others need not be visited.
  /// - Returns: whether one was enough.
  @inline(__always)
  func visitCoarser(
    _ candidate: Int, _ lattice: Lattice, _ positions: CandidatePositions,
    until isEnough: (Int) -> Bool
  ) -> Bool {
    let index = indices[candidate]
    for attribute in 0..<width
    where levels[candidate &* width &+ attribute] < lattice.heights[attribute] {
      if let above = positions[index &+ lattice.strides[attribute]], isEnough(above) {
        return true
      }
    }
    return false
  }

  /// The lowest and the highest level of each attribute among the candidates.
  var extremes: (lowest: [UInt8], highest: [UInt8]) {
    var lowest = [UInt8](repeating: .max, count: width)
    var highest = [UInt8](repeating: 0, count: width)
    for candidate in 0..<count {
      for attribute in 0..<width {
        let level = levels[candidate * width + attribute]
        lowest[attribute] = min(lowest[attribute], level)
        highest[attribute] = max(highest[attribute], level)
      }
    }
    return (lowest, highest)
  }

  private mutating func collect(
    _ lattice: Lattice, _ objective: Objective, _ limit: Limit, place: Int, score: Double,
    index: Int, _ packed: PackedLevels, _ path: inout Path
  ) -> Bool {
    if place == width {
      guard count < Self.limit else { return false }
      shared.append(UInt8(truncatingIfNeeded: path.changed))
      path.changed = width
      levels.append(contentsOf: path.levels)
      self.packed.append(packed)
      indices.append(index)
      return true
    }
    let attribute = order[place]
    for level in stride(from: Int(lattice.heights[attribute]), through: 0, by: -1) {
      let next = objective.adding(objective.factors[attribute][level], to: score)
      guard objective.adding(limit.least[place + 1], to: next) <= limit.ceiling else { continue }
      path.levels[attribute] = UInt8(truncatingIfNeeded: level)
      path.changed = min(path.changed, place)
      let isComplete = collect(
        lattice, objective, limit, place: place + 1, score: next,
        index: index + level * lattice.strides[attribute],
        packed.setting(attribute, to: UInt8(truncatingIfNeeded: level)), &path)
      guard isComplete else { return false }
    }
    return true
  }
}

/// Finds the candidate at an index of the lattice: by array where the lattice is small.
struct CandidatePositions: Sendable {
  private static let largestArray = 1 << 24

  private var array: [Int32] = []
  private var dictionary: [Int: Int32] = [:]

  init(indices: [Int], latticeSize: Int) {
    if latticeSize <= Self.largestArray {
      array = [Int32](repeating: -1, count: latticeSize)
      for (candidate, index) in indices.enumerated() { array[index] = Int32(candidate) }
    } else {
      dictionary.reserveCapacity(indices.count)
      for (candidate, index) in indices.enumerated() { dictionary[index] = Int32(candidate) }
    }
  }

  subscript(index: Int) -> Int? {
    if array.isEmpty { return dictionary[index].map(Int.init) }
    return array[index] < 0 ? nil : Int(array[index])
  }
}
