import Anonymization
import Testing

@Suite struct SetRecodingTests {
  private func release(_ result: AnonymizationResult, count: Int) -> [Column] {
    (0..<count).map { index in
      let column = result.column(index)
      return Column(
        name: column.name, strings: result.outputRows.map { column.labels[column.codes[$0]] })
    }
  }

  /// The values that a cell lists.
  private func values(_ cell: String, _ rows: [[String]]) -> [String] {
    if cell == "*", rows.count > 1 { return rows.map { $0[0] } }
    guard cell.hasPrefix("{") else { return [cell] }
    return cell.dropFirst().dropLast().split(separator: "|").map(String.init)
  }

  private func models(_ seed: UInt64) -> [PrivacyModel] {
    switch seed % 4 {
    case 0: [.kAnonymity(Int(seed % 7) + 1)]
    case 1: [.kAnonymity(3), .distinctDiversity(l: 2, of: "s")]
    case 2: [.kAnonymity(2), .entropyDiversity(l: 1.5, of: "s")]
    default: [.kAnonymity(2), .equalCloseness(t: 0.4, of: "s")]
    }
  }

  @Test func `every class is safe, every cell lists its value and nobody is left out`() throws {
    var solved = 0
    for seed in 10000..<10200 as Range<UInt64> {
      let sample = RandomCase(seed: seed)
      let request = AnonymizationRequest(
        quasiIdentifiers: try sample.identifiers(), models: models(seed), recoding: .sets)
      let table = try sample.table()
      do {
        let result = try Anonymizer.anonymize(table, request: request)
        solved += 1
        let columns = release(result, count: sample.names.count)
        #expect(result.suppressedCount == 0, "seed \(seed)")
        let measures = try ReleaseCheck.verify(quasiIdentifiers: columns, masked: .counted)
        #expect(measures.k == result.k, "seed \(seed)")
        #expect(measures.classes == result.classCount, "seed \(seed)")
        let violations = try ReleaseCheck.violations(
          of: models(seed), quasiIdentifiers: columns,
          sensitive: [Column(name: "s", strings: sample.sensitive)], masked: .counted)
        #expect(violations.isEmpty, "seed \(seed)")
        var penalty = 0.0
        for (index, rows) in sample.hierarchyRows.enumerated() where rows.count > 1 {
          for (row, own) in sample.rows.enumerated() {
            let listed = values(columns[index][row], rows)
            #expect(listed.contains(own[index]), "seed \(seed)")
            penalty += Double(listed.count - 1) / Double(rows.count - 1)
          }
        }
        let mean = penalty / Double(sample.rows.count * columns.count)
        #expect(abs(mean - result.meanNCP) < 1e-9, "seed \(seed)")
      } catch AnonymizationError.noSolution {
        continue
      } catch AnonymizationError.kExceedsTable {
        continue
      }
    }
    #expect(solved > 100)
  }

  @Test(.enabled(if: Benchmark.isPresent), arguments: zip([2, 5, 10], [0.009, 0.029, 0.053]))
  func `census records keep more detail than hierarchies allow`(k: Int, limit: Double) throws {
    let table = try Benchmark.adult.table()
    let request = AnonymizationRequest(
      quasiIdentifiers: try Benchmark.adult.identifiers(table), models: [.kAnonymity(k)],
      recoding: .sets)
    let result = try Anonymizer.anonymize(table, request: request)
    #expect(result.meanNCP < limit)
    #expect(result.suppressedCount == 0)
    let columns = release(result, count: table.columns.count)
    let measures = try ReleaseCheck.verify(quasiIdentifiers: columns, masked: .counted)
    #expect(measures.k == result.k && measures.k >= k)
  }
}
