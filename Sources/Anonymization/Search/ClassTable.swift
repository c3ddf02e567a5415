/// For each class how often each value of a sensitive column occurs in it, as runs of pairs.
struct Histograms: Sendable {
  /// The first pair of each class, and the end of the last.
  var starts: [UInt32] = [0]
  var values: [UInt32] = []
  var counts: [UInt32] = []
}

/// Records grouped to classes: what a transformation that is coarser still can be computed from.
///
/// The classes lie in blocks. Two classes that can ever be merged lie in the same block, so that
/// grouping touches one small hash table at a time and may stop between blocks.
struct ClassTable: Sendable {
  /// For each super-column the code of a member of each class.
  var codes: [[UInt32]]
  /// The same codes in half the room, where they fit and many checks will read them.
  var shortCodes: [[UInt16]] = []
  /// The number of records of each class.
  var counts: [UInt32]
  /// The first class of each block, and the end of the last.
  var blocks: [Int]
  /// One for each sensitive column.
  var histograms: [Histograms]

  var count: Int { counts.count }

  init(codes: [[UInt32]], counts: [UInt32], blocks: [Int], histograms: [Histograms]) {
    self.codes = codes
    self.counts = counts
    self.blocks = blocks
    self.histograms = histograms
  }

  /// Writes short codes, where all super-columns are small enough.
  mutating func shortenCodes(_ superColumns: [SuperColumn]) {
    guard superColumns.allSatisfy({ $0.size <= 1 << 16 }) else { return }
    shortCodes = codes.map { $0.map { UInt16(truncatingIfNeeded: $0) } }
  }

  /// For each class the value of one attribute.
  func values(of attribute: Int, _ superColumns: [SuperColumn]) -> [Int] {
    for (position, superColumn) in superColumns.enumerated() {
      guard let lane = superColumn.members.firstIndex(of: attribute) else { continue }
      let stride = superColumn.strides[lane]
      let next = lane + 1 < superColumn.strides.count ? superColumn.strides[lane + 1] : .max
      if superColumn.size > codes[position].count {
        return codes[position].map { Int($0) % next / stride }
      }
      let valueOfCode = (0..<superColumn.size).map { $0 % next / stride }
      return codes[position].map { valueOfCode[Int($0)] }
    }
    return []
  }
}
