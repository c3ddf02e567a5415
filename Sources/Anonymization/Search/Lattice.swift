/// The transformations of a problem: one level for each attribute.
struct Lattice: Sendable {
  /// For each attribute its highest level.
  let heights: [UInt8]
  /// For each attribute its step in the mixed-radix index of a transformation.
  let strides: [Int]
  /// The number of transformations, or nil when it exceeds 62 bits.
  let size: Int?

  init(_ problem: Problem) {
    heights = problem.attributes.map { UInt8(truncatingIfNeeded: $0.levels.count - 1) }
    var strides: [Int] = []
    var size: Int? = 1
    for height in heights {
      strides.append(size ?? 0)
      if let known = size {
        let (product, overflow) = known.multipliedReportingOverflow(by: Int(height) + 1)
        size = overflow || product > Int.max / 2 ? nil : product
      }
    }
    self.strides = strides
    self.size = size
  }

  /// The coarsest transformation.
  var top: [UInt8] { heights }

  /// The finest transformation.
  var bottom: [UInt8] { [UInt8](repeating: 0, count: heights.count) }
}

/// Whether every level of a transformation is at least that of another.
func isCoarserOrEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
  zip(left, right).allSatisfy { $0 >= $1 }
}
