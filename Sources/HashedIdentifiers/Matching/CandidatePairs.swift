/// The pairs of records that share at least one blocking key, each once.
struct CandidatePairs {
  /// One pair, the lower index on the left.
  struct Pair {
    let left: Int
    let right: Int
  }

  /// More records than this under one key are not paired with each other by it.
  static let groupCap = 300

  /// Left index in the upper half, right index in the lower, ascending.
  private(set) var words: [UInt64] = []
  /// Groups above the cap, by key: what blocking left out, to be told.
  private(set) var overfullGroups = 0
  /// Records in them.
  private(set) var overfullRecords = 0

  var pairs: some Sequence<Pair> {
    words.lazy.map { Pair(left: Int($0 >> 32), right: Int($0 & 0xFFFF_FFFF)) }
  }

  init(of records: [ComparisonRecord]) {
    var columns = [[UInt64]](repeating: [], count: BlockingKeys.count)
    for index in columns.indices { columns[index].reserveCapacity(records.count) }
    var keys = [UInt64](repeating: 0, count: BlockingKeys.count)
    for index in records.indices {
      BlockingKeys.write(records[index], to: &keys)
      // Half of the key is enough: a chance meeting is one comparison more.
      for kind in keys.indices where keys[kind] != 0 {
        columns[kind].append(keys[kind] & 0xFFFF_FFFF_0000_0000 | UInt64(index))
      }
    }
    for kind in columns.indices {
      var column: [UInt64] = []
      swap(&column, &columns[kind])
      RadixSort.sort(&column, bits: 32..<64)
      pairGroups(of: column)
    }
    let indexBits = 64 - UInt64(max(records.count, 1)).leadingZeroBitCount
    RadixSort.sort(&words, bits: 0..<indexBits)
    RadixSort.sort(&words, bits: 32..<(32 + indexBits))
    removeRepeated()
  }

  private mutating func pairGroups(of column: [UInt64]) {
    var start = 0
    while start < column.count {
      let key = column[start] >> 32
      var end = start + 1
      while end < column.count, column[end] >> 32 == key { end += 1 }
      defer { start = end }
      if end - start > Self.groupCap {
        overfullGroups += 1
        overfullRecords += end - start
        continue
      }
      // Sorting keeps the order of equal keys: indices ascend within a group.
      for left in start..<end {
        for right in (left + 1)..<max(end, left + 1) {
          words.append(column[left] << 32 | column[right] & 0xFFFF_FFFF)
        }
      }
    }
  }

  private mutating func removeRepeated() {
    var kept = 0
    for index in words.indices where index == 0 || words[index] != words[kept - 1] {
      words[kept] = words[index]
      kept += 1
    }
    words.removeLast(words.count - kept)
  }
}
