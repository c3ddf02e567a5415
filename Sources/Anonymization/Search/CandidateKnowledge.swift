/// What is known of the candidates, each from what was found out about coarser ones.
struct CandidateKnowledge: Sendable {
  /// Whether a candidate cannot meet the conditions.
  var isInfeasible: [Bool]
  /// The records that fail at a candidate because they fail at a coarser one.
  var doomed: [Double]
  /// For each candidate and attribute what their suppression costs at least.
  var deficits: [Double]
  let width: Int

  init(candidates: Int, width: Int) {
    isInfeasible = [Bool](repeating: false, count: candidates)
    doomed = [Double](repeating: 0, count: candidates)
    deficits = [Double](repeating: 0, count: candidates * width)
    self.width = width
  }

  /// The deficits of a candidate.
  func deficits(of candidate: Int) -> ArraySlice<Double> {
    deficits[(candidate * width)..<((candidate + 1) * width)]
  }

  /// Takes over what is known of a coarser candidate.
  mutating func inherit(_ candidate: Int, from above: Int) {
    doomed[candidate] = max(doomed[candidate], doomed[above])
    for lane in 0..<width {
      deficits[candidate * width + lane] = max(
        deficits[candidate * width + lane], deficits[above * width + lane])
    }
  }

  /// Takes over what a check of this or of a coarser transformation has found.
  mutating func learn(_ candidate: Int, _ verdict: Verdict) {
    doomed[candidate] = max(doomed[candidate], Double(verdict.doomed))
    for lane in 0..<width {
      deficits[candidate * width + lane] = max(
        deficits[candidate * width + lane], verdict.doomedDeficit[lane])
    }
  }
}
