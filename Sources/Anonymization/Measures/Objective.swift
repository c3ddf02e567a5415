/// The score of transformations under a metric; the lowest is best.
///
/// For the metrics that look at cells the score without suppression needs no grouping: it is made of
/// one sum for each attribute and level. What suppression adds in an attribute is its deficit. For
/// those that look at classes the score is known only once the records are grouped.
struct Objective: Sendable {
  private enum Form { case product, sum, squares, classes }

  /// For each attribute and level its part of the score without suppression.
  let factors: [[Double]]
  /// For each attribute what one unit of deficit adds to its part.
  let scales: [Double]
  /// For each attribute and level the least deficit of a suppressed record.
  private let leastDeficits: [[Double]]
  private let form: Form
  private let records: Double
  private let k: Double
  private let leastClassSize: Double

  init(_ problem: Problem) {
    let metric = problem.request.metric
    form =
      switch metric {
      case .loss: .product
      case .entropy, .precision: .sum
      case .discernibility: .squares
      case .classSize: .classes
      }
    records = Double(problem.rowCount)
    k = Double(max(1, problem.k))
    leastClassSize = Double(max(1, problem.leastClassSize))
    let form = form
    let share = form == .sum ? 1 / Double(problem.attributes.count) : 1
    scales = problem.attributes.map { $0.scale * share }
    factors = zip(problem.attributes, scales).map { attribute, scale in
      attribute.levels.map { level in
        switch form {
        case .product: 1 + level.cost * scale
        case .sum: level.cost * scale
        case .squares, .classes: 0
        }
      }
    }
    leastDeficits = problem.attributes.map { $0.levels.map { $0.deficits.min() ?? 0 } }
  }

  /// Whether the score depends on the sizes of classes.
  var needsClasses: Bool { form == .squares || form == .classes }

  /// The score of nothing, before any attribute is added.
  var neutral: Double { form == .product ? 1 : 0 }

  /// The score with one more attribute.
  @inline(__always)
  func adding(_ factor: Double, to score: Double) -> Double {
    form == .product ? score * factor : score + factor
  }

  /// The score of a transformation when nothing is suppressed: a lower bound.
  func score(_ levels: [UInt8]) -> Double {
    var score = neutral
    for (attribute, level) in levels.enumerated() {
      score = adding(factors[attribute][Int(level)], to: score)
    }
    return score
  }

  /// The score of a transformation that was grouped and tested.
  func score(_ levels: [UInt8], _ verdict: Verdict) -> Double {
    switch form {
    case .product, .sum:
      var score = neutral
      for (attribute, missing) in verdict.deficit.enumerated() {
        let factor = factors[attribute][Int(levels[attribute])] + missing * scales[attribute]
        score = adding(factor, to: score)
      }
      return score
    case .squares:
      return (verdict.squares + Double(verdict.suppressed) * records) / (records * records)
    case .classes:
      return records / Double(verdict.classes + (verdict.suppressed > 0 ? 1 : 0)) / k
    }
  }

  /// A bound of the score from what is known of coarser transformations.
  /// - Parameters:
  ///   - levels: the transformation.
  ///   - doomed: records that fail here because they fail at a coarser one.
  ///   - deficit: for each attribute the least deficit found at a coarser one.
  /// - Returns: a number that the score is not below.
  func bound(
    _ levels: some RandomAccessCollection<UInt8>, doomed: Double, deficit: some Collection<Double>
  ) -> Double {
    switch form {
    case .product, .sum:
      var score = neutral
      for ((attribute, level), missing) in zip(levels.enumerated(), deficit) {
        // A doomed record lacks at least what the widest label of this level lacks.
        let lacking = max(missing, doomed * leastDeficits[attribute][Int(level)])
        let factor = factors[attribute][Int(level)] + lacking * scales[attribute]
        score = adding(factor, to: score)
      }
      return score
    case .squares:
      return (doomed * records + (records - doomed) * leastClassSize) / (records * records)
    case .classes:
      return records / ((records - doomed) / leastClassSize + 1) / k
    }
  }
}
