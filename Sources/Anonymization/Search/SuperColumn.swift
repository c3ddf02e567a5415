/// Several attributes whose values are combined to one code, so that a record is translated to a
/// level by few table look-ups.
struct SuperColumn: Sendable {
  /// At most this many codes, so that a look-up table stays in the first two caches.
  static let largestSize = 8192
  /// At most this many attributes, the lanes of the deficit vector.
  static let lanes = 4

  /// The attributes, by position.
  let members: [Int]
  /// The number of codes.
  let size: Int
  /// For each member its step in the mixed-radix code.
  let strides: [Int]

  init(members: [Int], attributes: [Attribute]) {
    self.members = members
    var size = 1
    var strides: [Int] = []
    for member in members {
      strides.append(size)
      size *= attributes[member].valueCount
    }
    self.size = size
    self.strides = strides
  }

  /// Packs the attributes into few super-columns: first fit, largest first.
  static func pack(_ attributes: [Attribute]) -> [SuperColumn] {
    var bins: [(members: [Int], size: Int)] = []
    let order = attributes.indices.sorted {
      (attributes[$1].valueCount, $0) < (attributes[$0].valueCount, $1)
    }
    for member in order {
      let size = attributes[member].valueCount
      let bin = bins.firstIndex { $0.members.count < lanes && $0.size * size <= largestSize }
      if let bin {
        bins[bin].members.append(member)
        bins[bin].size *= size
      } else {
        bins.append((members: [member], size: size))
      }
    }
    return bins.map { SuperColumn(members: $0.members, attributes: attributes) }
  }
}

/// The translation of a super-column's codes to one choice of levels of its members.
struct Translation: Sendable {
  /// For each code the combined label.
  let labels: [UInt32]
  /// The number of combined labels.
  let labelCount: Int
  /// For each combined label what is lost in each lane when a record with this label is suppressed.
  let deficits: [SIMD4<Double>]

  init(_ column: SuperColumn, attributes: [Attribute], levels: [UInt8]) {
    var labels: [UInt32] = [0]
    var deficits = [SIMD4<Double>](repeating: .zero, count: 1)
    var labelCount = 1
    for (lane, member) in column.members.enumerated() {
      let level = attributes[member].levels[Int(levels[member])]
      var widened: [SIMD4<Double>] = []
      widened.reserveCapacity(labelCount * level.labelCount)
      for missing in level.deficits {
        for deficit in deficits {
          var next = deficit
          next[lane] = missing
          widened.append(next)
        }
      }
      // The codes so far once for each value of the next attribute, moved to its label.
      labels = unsafe [UInt32](unsafeUninitializedCapacity: labels.count * level.labels.count) {
        buffer, count in
        var place = 0
        for label in level.labels {
          let addend = label &* UInt32(truncatingIfNeeded: labelCount)
          for inner in labels {
            unsafe buffer.initializeElement(at: place, to: inner &+ addend)
            place += 1
          }
        }
        count = place
      }
      deficits = widened
      labelCount *= level.labelCount
    }
    self.labels = labels
    self.labelCount = labelCount
    self.deficits = deficits
  }
}
