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
    // The order of equal sizes does not matter, nor that of nearly equal ones.
    let rank = Self.ranks(bySize: cells.counts)
    var starts = [Int](repeating: 0, count: cells.count + 1)
    for cell in cellOf { starts[Int(rank[Int(cell)]) + 1] += 1 }
    for place in 0..<cells.count { starts[place + 1] += starts[place] }
    var blocks = [0]
    for start in starts where start - blocks[blocks.count - 1] >= Self.blockSize {
      blocks.append(start)
    }
    if blocks[blocks.count - 1] < count { blocks.append(count) }
    var order = [UInt32](repeating: 0, count: count)
    for (member, cell) in cellOf.enumerated() {
      let place = Int(rank[Int(cell)])
      order[starts[place]] = UInt32(truncatingIfNeeded: member)
      starts[place] += 1
    }
    return ClassTable(
      codes: codes.map { $0.gathered(order) }, counts: counts.gathered(order), blocks: blocks,
      histograms: histograms.map { $0.reordered(order) })
  }
}

extension ClassTable {
  /// For each class its rank by the number of binary digits of its size: a counting sort.
  private static func ranks(bySize sizes: [UInt32]) -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: 34)
    for size in sizes { starts[33 - size.leadingZeroBitCount] += 1 }
    for digits in 1..<34 { starts[digits] += starts[digits - 1] }
    return sizes.map { size in
      let digits = 32 - size.leadingZeroBitCount
      defer { starts[digits] += 1 }
      return starts[digits]
    }
  }
}

extension [UInt32] {
  /// The elements at some places, in their order.
  func gathered(_ places: [UInt32]) -> [UInt32] {
    unsafe [UInt32](unsafeUninitializedCapacity: places.count) { buffer, count in
      let own = span
      let places = places.span
      // Places are those of a permutation or of a grouping of these elements.
      for index in places.indices {
        unsafe buffer.initializeElement(at: index, to: own[unchecked: Int(places[index])])
      }
      count = places.count
    }
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
