import Anonymization
import Testing

@Suite struct LocalRecodingTests {
  private func release(_ result: AnonymizationResult, count: Int) -> [Column] {
    (0..<count).map { index in
      let column = result.column(index)
      return Column(
        name: column.name, strings: result.outputRows.map { column.labels[column.codes[$0]] })
    }
  }

  private func local(
    _ sample: RandomCase, _ models: [PrivacyModel], limit: Double
  ) throws -> AnonymizationResult? {
    var request = AnonymizationRequest(
      quasiIdentifiers: try sample.identifiers(), models: models, suppressionLimit: limit)
    request.recoding = .local
    do {
      return try Anonymizer.anonymize(try sample.table(), request: request)
    } catch AnonymizationError.noSolution {
      return nil
    } catch AnonymizationError.kExceedsTable {
      return nil
    }
  }

  /// What leaves a record out can lose less than what keeps it.
  @Test func `no scheme for all records loses less than levels of their own`() throws {
    var schemes = 0
    for seed in 7000..<7400 as Range<UInt64> {
      let sample = RandomCase(seed: seed)
      let models: [PrivacyModel] =
        seed % 2 == 0
        ? [.kAnonymity(Int(seed % 5) + 2)] : [.kAnonymity(2), .distinctDiversity(l: 2, of: "s")]
      let limit = seed % 4 < 2 ? 0 : 0.3
      guard let result = try local(sample, models, limit: limit) else { continue }
      let request = AnonymizationRequest(
        quasiIdentifiers: try sample.identifiers(), models: models, suppressionLimit: limit)
      let scheme = try Anonymizer.anonymize(try sample.table(), request: request)
      #expect(result.loss <= scheme.loss + 1e-9, "seed \(seed)")
      if result.levels != nil { schemes += 1 }
    }
    #expect(schemes > 0)
  }

  @Test func `every class is safe and every cell covers its value`() throws {
    var locally = 0
    for seed in 6000..<6150 as Range<UInt64> {
      let sample = RandomCase(seed: seed)
      let models: [PrivacyModel] =
        switch seed % 3 {
        case 0: [.kAnonymity(Int(seed % 7) + 1)]
        case 1: [.kAnonymity(2), .distinctDiversity(l: 2, of: "s")]
        default: [.kAnonymity(2), .equalCloseness(t: 0.5, of: "s")]
        }
      let limit = seed % 2 == 0 ? 0 : 0.3
      guard let result = try local(sample, models, limit: limit) else { continue }
      if result.levels == nil { locally += 1 }
      let columns = release(result, count: sample.names.count)
      let measures = try ReleaseCheck.verify(quasiIdentifiers: columns, masked: .counted)
      #expect(measures.k == result.k, "seed \(seed)")
      #expect(measures.classes == result.classCount, "seed \(seed)")
      #expect(Double(result.suppressedCount) <= limit * Double(sample.rows.count), "seed \(seed)")
      let sensitive = result.outputRows.map { sample.sensitive[$0] }
      let violations = try ReleaseCheck.violations(
        of: models, quasiIdentifiers: columns, sensitive: [Column(name: "s", strings: sensitive)],
        masked: .counted, reference: [Column(name: "s", strings: sample.sensitive)])
      #expect(violations.isEmpty, "seed \(seed)")
      // A domain of one value has nothing to lose, by suppression neither.
      let open = sample.hierarchyRows.count { $0.count > 1 }
      var penalty = Double(result.suppressedCount * open)
      for (index, rows) in sample.hierarchyRows.enumerated() {
        for (place, row) in result.outputRows.enumerated() {
          let label = columns[index][place]
          let path = try #require(rows.first { $0[0] == sample.rows[row][index] })
          let level = try #require(path.firstIndex(of: label), "seed \(seed)")
          let leaves = rows.count { $0[level] == label }
          if rows.count > 1 { penalty += Double(leaves - 1) / Double(rows.count - 1) }
        }
      }
      let mean = penalty / Double(sample.rows.count * columns.count)
      #expect(abs(mean - result.meanNCP) < 1e-9, "seed \(seed)")
    }
    #expect(locally > 75)
  }

  @Test func `k-anonymity alone suppresses nothing`() throws {
    for seed in 7000..<7080 as Range<UInt64> {
      let sample = RandomCase(seed: seed)
      guard let result = try local(sample, [.kAnonymity(3)], limit: 0) else { continue }
      #expect(result.suppressedCount == 0, "seed \(seed)")
      #expect(result.levels == nil, "seed \(seed)")
    }
  }

  /// Where the table as a whole meets the conditions, so does some cover of it.
  @Test func `no model has records suppressed that together are safe`() throws {
    var covered = 0
    for seed in 7100..<7220 as Range<UInt64> {
      let sample = RandomCase(seed: seed)
      let models: [PrivacyModel] =
        switch seed % 4 {
        case 0: [.kAnonymity(2), .entropyDiversity(l: 1.8, of: "s")]
        case 1: [.kAnonymity(3), .equalCloseness(t: 0.2, of: "s")]
        case 2: [.recursiveDiversity(c: 2, l: 2, of: "s")]
        default: [.kAnonymity(2), .distinctDiversity(l: 3, of: "s")]
        }
      let top = sample.hierarchyRows.map { $0[0].count - 1 }
      let whole = Oracle(sample: sample, models: models, limit: 0)
      guard sample.rows.count >= 3, whole.evaluate(top) != nil else { continue }
      let result = try #require(try local(sample, models, limit: 0), "seed \(seed)")
      #expect(result.suppressedCount == 0, "seed \(seed)")
      if result.levels == nil { covered += 1 }
    }
    #expect(covered > 60)
  }

  @Test(
    .enabled(if: Benchmark.isPresent), arguments: zip([2, 5, 10], [0.0207, 0.0508, 0.0750]))
  func `census records keep the detail known to be possible`(k: Int, limit: Double) throws {
    let table = try Benchmark.adult.table()
    let request = AnonymizationRequest(
      quasiIdentifiers: try Benchmark.adult.identifiers(table), models: [.kAnonymity(k)],
      recoding: .local)
    let result = try Anonymizer.anonymize(table, request: request)
    #expect(result.meanNCP < limit)
    #expect(result.suppressedCount == 0)
    let columns = release(result, count: table.columns.count)
    let measures = try ReleaseCheck.verify(quasiIdentifiers: columns, masked: .counted)
    #expect(measures.k == result.k && measures.k >= k)
  }

  /// With a sensitive column too every class is safe and nobody is left out.
  @Test(.enabled(if: Benchmark.isPresent), arguments: [0, 1])
  func `census records with a sensitive occupation are all released safely`(model: Int) throws {
    let table = try Benchmark.adult.table()
    let models: [PrivacyModel] = [
      .kAnonymity(5),
      [
        .entropyDiversity(l: 3, of: "occupation"), .equalCloseness(t: 0.4, of: "occupation"),
      ][model],
    ]
    let request = AnonymizationRequest(
      quasiIdentifiers: try Benchmark.adult.identifiers(table, without: "occupation"),
      models: models, recoding: .local)
    let result = try Anonymizer.anonymize(table, request: request)
    #expect(result.levels == nil && result.suppressedCount == 0)
    let occupation = try #require(table.column(named: "occupation"))
    let violations = try ReleaseCheck.violations(
      of: models, quasiIdentifiers: release(result, count: table.columns.count - 1),
      sensitive: [occupation], masked: .counted, reference: [occupation])
    #expect(violations.isEmpty)
  }
}
