internal import Synchronization

/// Improves more classes than can be compared with each other: in blocks of neighbours.
///
/// Classes are sorted along their hierarchies and cut into blocks of about equally many tuples, so that
/// each tuple is compared with a bounded number of classes however long the table. Blocks are
/// independent and improved several at the same time.
struct ClassBlocks {
  /// The aim for the tuples of a block: of twice as many, each takes a third more time.
  static let blockSize = 4096

  /// The tuples of a block and their classes, numbered from zero.
  private struct Block {
    var tuples: [UInt32] = []
    var classOfTuple: [UInt32] = []
    var classCount = 0
  }

  let problem: Problem
  private let blockSize: Int

  /// - Parameters:
  ///   - problem: the conditions.
  ///   - blockSize: the aim for the tuples of a block.
  init(_ problem: Problem, blockSize: Int = Self.blockSize) {
    self.problem = problem
    self.blockSize = blockSize
  }

  /// Improves classes.
  /// - Parameters:
  ///   - classes: the classes.
  ///   - transformations: those that have released classes, in their order.
  /// - Returns: classes of the same tuples.
  func improve(_ classes: LocalClasses, over transformations: [[UInt8]]) -> LocalClasses {
    let blocks = blocks(of: classes)
    let found = Mutex<[(place: Int, block: Block)]>([])
    let workers = problem.request.workers
    workers.run { part in
      for place in stride(from: part, to: blocks.count, by: workers.count) {
        let block = improved(blocks[place], classes.scales, over: transformations)
        found.withLock { $0.append((place, block)) }
      }
    }
    var classOfTuple = classes.classOfTuple
    var classCount = 0
    for (_, block) in found.withLock({ $0.sorted { $0.place < $1.place } }) {
      for (tuple, place) in zip(block.tuples, block.classOfTuple) {
        classOfTuple[Int(tuple)] = UInt32(classCount) + place
      }
      classCount += block.classCount
    }
    return LocalClasses(
      classes.scales, counts: classes.counts, classOfTuple: classOfTuple, classCount: classCount)
  }

  private func improved(
    _ block: Block, _ scales: TupleScales, over transformations: [[UInt8]]
  ) -> Block {
    var part = problem
    part.tuples = problem.tuples.selecting(block.tuples)
    let classes = LocalClasses(
      TupleScales(scales, block.tuples), counts: part.tuples.counts,
      classOfTuple: block.classOfTuple, classCount: block.classCount)
    var improvement = CoverImprovement(part, classes, .one)
    improvement.run(over: transformations)
    var improved = improvement.classes
    improved.removeEmpty()
    return Block(
      tuples: block.tuples, classOfTuple: improved.classOfTuple, classCount: improved.count)
  }

  private func blocks(of classes: LocalClasses) -> [Block] {
    let places = (0..<classes.count).filter { !classes.members[$0].isEmpty }
    let width = classes.scales.width
    let columns = classes.scales.order.map { attribute in
      let ranks = problem.attributes[attribute].labelRanks
      return places.map { place in
        let level = Int(classes.levels[place * width + attribute])
        return ranks[level][classes.scales.value(classes.members[place][0], attribute)]
      }
    }
    var blocks = [Block()]
    for entry in CellSort.order(columns, count: places.count) {
      if blocks[blocks.count - 1].tuples.count >= blockSize { blocks.append(Block()) }
      let members = classes.members[places[Int(entry)]]
      let last = blocks.count - 1
      blocks[last].tuples += members
      blocks[last].classOfTuple += repeatElement(
        UInt32(blocks[last].classCount), count: members.count)
      blocks[last].classCount += 1
    }
    return blocks
  }
}

extension Attribute {
  /// For each level and value a number that sorts its label along the hierarchy: after the labels
  /// that it belongs to, before those that belong to it.
  fileprivate var labelRanks: [[UInt32]] {
    let ranks = ranks
    return levels.enumerated().map { step, level in
      var first = [Int](repeating: .max, count: level.labelCount)
      for (value, label) in level.labels.enumerated() {
        first[Int(label)] = min(first[Int(label)], ranks[value])
      }
      return level.labels.map {
        UInt32(first[Int($0)] * levels.count + levels.count - 1 - step)
      }
    }
  }
}
