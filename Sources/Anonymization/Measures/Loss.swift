/// The loss metric of a problem, computed from sums of covered leaves alone.
///
/// With n records, an attribute of D leaves and the sum c of leaves covered by its cells, the mean
/// NCP of the attribute is (c - n) / (n (D - 1)). The score is the product of 1 + NCP over the
/// attributes; it orders transformations as the loss does, without the root.
struct Loss: Sendable {
  /// For each attribute and level 1 + mean NCP without suppression.
  let factors: [[Double]]
  /// For each attribute what one leaf of deficit adds to its mean NCP.
  let scales: [Double]

  init(_ problem: Problem) {
    let records = Double(problem.rowCount)
    scales = problem.attributes.map { attribute in
      attribute.domainSize > 1 ? 1 / (records * (attribute.domainSize - 1)) : 0
    }
    factors = zip(problem.attributes, scales).map { attribute, scale in
      attribute.levels.map { 1 + ($0.coveredLeaves - records) * scale }
    }
  }

  /// The score of a transformation when nothing is suppressed: a lower bound.
  func score(_ levels: [UInt8]) -> Double {
    var product = 1.0
    for (attribute, level) in levels.enumerated() { product *= factors[attribute][Int(level)] }
    return product
  }

  /// The score of a transformation when suppression costs a deficit in each attribute.
  func score(_ levels: [UInt8], deficit: some Collection<Double>) -> Double {
    var product = 1.0
    for (attribute, missing) in deficit.enumerated() {
      product *= factors[attribute][Int(levels[attribute])] + missing * scales[attribute]
    }
    return product
  }

  /// The loss that a score stands for.
  func loss(score: Double) -> Double { root(score, degree: scales.count) - 1 }

  /// The mean NCP of all cells.
  func meanNCP(_ levels: [UInt8], deficit: [Double]) -> Double {
    var sum = 0.0
    for (attribute, missing) in deficit.enumerated() {
      sum += factors[attribute][Int(levels[attribute])] - 1 + missing * scales[attribute]
    }
    return sum / Double(scales.count)
  }
}
