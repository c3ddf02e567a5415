import Anonymization
import Testing

/// The search under every metric against a walk through the whole lattice.
@Suite struct MetricTests {
  @Test(arguments: Metric.allCases, [0, 0.1, 0.35, 1])
  func `the score is the lowest of the lattice`(metric: Metric, limit: Double) throws {
    for seed in 8000..<8060 as Range<UInt64> {
      let sample = RandomCase(seed: seed)
      var models: [PrivacyModel] = [.kAnonymity(Int(seed % 5) + 1)]
      if seed % 3 == 0 { models.append(.distinctDiversity(l: 2, of: "s")) }
      if seed % 3 == 1 { models.append(.equalCloseness(t: 0.4, of: "s")) }
      var oracle = Oracle(sample: sample, models: models, limit: limit)
      oracle.metric = metric
      var request = AnonymizationRequest(
        quasiIdentifiers: try sample.identifiers(), models: models, suppressionLimit: limit)
      request.metric = metric
      do {
        let result = try Anonymizer.anonymize(try sample.table(), request: request)
        let optimum = try #require(oracle.optimum(), "seed \(seed): nothing is feasible")
        let score = try #require(result.score)
        #expect(abs(score - optimum.score) < 1e-9, "seed \(seed)")
        #expect(result.isOptimal, "seed \(seed)")
        let chosen = try #require(oracle.evaluate(result.levels ?? []), "seed \(seed)")
        #expect(abs(chosen.score - score) < 1e-9, "seed \(seed)")
        #expect(abs(chosen.loss - result.loss) < 1e-9, "seed \(seed)")
        #expect(chosen.suppressed == result.suppressedCount, "seed \(seed)")
      } catch AnonymizationError.noSolution {
        #expect(oracle.optimum() == nil, "seed \(seed)")
      } catch AnonymizationError.kExceedsTable {
        continue
      }
    }
  }
}
