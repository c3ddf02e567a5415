extension ClassTable {
  /// The aim for the number of classes in a block.
  private static let blockSize = 1024

  /// The same classes without blocks.
  var inOneBlock: ClassTable {
    ClassTable(codes: codes, counts: counts, blocks: [0, count], histograms: histograms)
  }

  /// Sorts the classes to blocks such that all that become equal at a transformation share one.
  ///
  /// What is equal at a transformation is equal at every coarser one, so that the blocks serve all
  /// transformations whose levels do not exceed the given ones. What few records share comes first:
  /// most records that fail are there, so that a hopeless check is given up early.
  ///
  /// - Parameters:
  ///   - cells: the classes of the transformation.
  ///   - cellOf: for each class of this table its class among `cells`.
  /// - Returns: the same classes in another order.
  func inBlocks(_ cells: ClassTable, cellOf: [UInt32]) -> ClassTable {
    guard count > 4 * Self.blockSize, cells.count > 1 else { return self }
    let ranking = (0..<cells.count).sorted { (cells.counts[$0], $0) < (cells.counts[$1], $1) }
    var rank = [Int](repeating: 0, count: cells.count)
    for (place, cell) in ranking.enumerated() { rank[cell] = place }
    var starts = [Int](repeating: 0, count: cells.count + 1)
    for cell in cellOf { starts[rank[Int(cell)] + 1] += 1 }
    for place in 0..<cells.count { starts[place + 1] += starts[place] }
    var blocks = [0]
    for start in starts where start - blocks[blocks.count - 1] >= Self.blockSize {
      blocks.append(start)
    }
    if blocks[blocks.count - 1] < count { blocks.append(count) }
    var order = [UInt32](repeating: 0, count: count)
    for (member, cell) in cellOf.enumerated() {
      order[starts[rank[Int(cell)]]] = UInt32(member)
      starts[rank[Int(cell)]] += 1
    }
    return ClassTable(
      codes: codes.map { codes in order.map { codes[Int($0)] } },
      counts: order.map { counts[Int($0)] }, blocks: blocks,
      histograms: histograms.map { $0.reordered(order) })
  }
}

extension Histograms {
  /// Some of the histograms, in the order given.
  func reordered(_ order: [UInt32]) -> Histograms {
    var result = Histograms()
    result.starts.reserveCapacity(order.count + 1)
    result.values.reserveCapacity(values.count)
    result.counts.reserveCapacity(counts.count)
    for place in order {
      let pairs = Int(starts[Int(place)])..<Int(starts[Int(place) + 1])
      result.values.append(contentsOf: values[pairs])
      result.counts.append(contentsOf: counts[pairs])
      result.starts.append(UInt32(result.values.count))
    }
    return result
  }
}
