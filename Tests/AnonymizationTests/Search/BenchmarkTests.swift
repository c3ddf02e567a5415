import Anonymization
import Testing

/// Published optima of the two tables on which anonymisation programs are compared.
///
/// They were found with ARX 3.9.2. The tests need the folder that `REGISTRY_SHARED` names and are left out without it.
@Suite(.enabled(if: Benchmark.isPresent)) struct BenchmarkTests {
  struct Row: Sendable, CustomStringConvertible {
    let k: Int
    let limit: Double
    let loss: String
    let suppressed: Int
    let levels: [Int]

    var description: String { "k \(k), limit \(limit)" }
  }

  static let adult = [
    Row(k: 2, limit: 0, loss: "0.529696", suppressed: 0, levels: [0, 4, 1, 1, 3, 2, 0, 2, 0]),
    Row(k: 2, limit: 0.02, loss: "0.210119", suppressed: 603, levels: [0, 3, 0, 1, 2, 1, 1, 1, 0]),
    Row(
      k: 2, limit: 0.04, loss: "0.177001", suppressed: 1046, levels: [0, 3, 0, 0, 2, 1, 1, 1, 0]),
    Row(k: 2, limit: 1, loss: "0.162021", suppressed: 2481, levels: [0, 3, 0, 0, 2, 0, 0, 1, 0]),
    Row(k: 5, limit: 0, loss: "0.573151", suppressed: 0, levels: [0, 4, 1, 1, 3, 2, 2, 1, 0]),
    Row(k: 5, limit: 0.02, loss: "0.314860", suppressed: 554, levels: [0, 3, 0, 2, 2, 1, 1, 2, 0]),
    Row(
      k: 5, limit: 0.04, loss: "0.272445", suppressed: 1032, levels: [0, 3, 0, 1, 3, 1, 1, 1, 0]),
    Row(k: 5, limit: 1, loss: "0.221287", suppressed: 2584, levels: [0, 3, 0, 0, 2, 1, 1, 1, 0]),
    Row(
      k: 10, limit: 0.02, loss: "0.368447", suppressed: 555, levels: [0, 3, 1, 1, 2, 2, 1, 1, 0]),
    Row(
      k: 10, limit: 0.04, loss: "0.325354", suppressed: 968, levels: [0, 3, 0, 2, 2, 1, 1, 2, 0]),
    Row(k: 10, limit: 1, loss: "0.262106", suppressed: 4008, levels: [0, 3, 0, 0, 2, 1, 1, 1, 0]),
  ]

  /// A loss with six digits after the point.
  private func sixDigits(_ loss: Double) -> String {
    let digits = String(Int((loss * 1_000_000).rounded()))
    return "0." + String(repeating: "0", count: 6 - digits.count) + digits
  }

  @Test(arguments: adult) func `census records reach the known optimum`(row: Row) throws {
    let table = try Benchmark.adult.table()
    let request = AnonymizationRequest(
      quasiIdentifiers: try Benchmark.adult.identifiers(table), models: [.kAnonymity(row.k)],
      suppressionLimit: row.limit)
    let result = try Anonymizer.anonymize(table, request: request)
    #expect(sixDigits(result.loss) == row.loss)
    #expect(result.suppressedCount == row.suppressed)
    #expect(result.levels == row.levels)
    #expect(result.latticeSize == 12_960)
    let columns = table.columns.indices.map { index in
      let column = result.column(index)
      let strings = result.outputRows.map { column.labels[column.codes[$0]] }
      return Column(name: column.name, strings: strings)
    }
    let measures = try ReleaseCheck.verify(quasiIdentifiers: columns, masked: .counted)
    #expect(measures.k == result.k && measures.k >= row.k)
  }

  @Test(arguments: zip([0, 0.02, 0.04], ["0.777699", "0.170313", "0.150893"]))
  func `donors of the KDD cup reach the known optimum`(limit: Double, loss: String) throws {
    let table = try Benchmark.cup.table()
    let request = AnonymizationRequest(
      quasiIdentifiers: try Benchmark.cup.identifiers(table), models: [.kAnonymity(5)],
      suppressionLimit: limit)
    #expect(sixDigits(try Anonymizer.anonymize(table, request: request).loss) == loss)
  }

  enum Model: CaseIterable, Sendable {
    case distinct, recursive, entropy, equal, hierarchical

    var losses: [String] {
      switch self {
      case .distinct: ["0.542211", "0.248135", "0.206696"]
      case .recursive: ["0.542211", "0.269037", "0.214731"]
      // At 4 % ARX finds 0.219849: it rejects two classes of frequencies 2, 2, 2 by rounding but
      // takes one of 5, 5, 5. The entropy of all three is log 3, and here all three pass.
      case .entropy: ["0.613172", "0.276589", "0.219502"]
      case .equal: ["0.918395", "0.815562", "0.815562"]
      case .hierarchical: ["0.759176", "0.734964", "0.696758"]
      }
    }

    func model(_ occupation: Hierarchy) -> PrivacyModel {
      switch self {
      case .distinct: .distinctDiversity(l: 3, of: "occupation")
      case .recursive: .recursiveDiversity(c: 4, l: 3, of: "occupation")
      case .entropy: .entropyDiversity(l: 3, of: "occupation")
      case .equal: .equalCloseness(t: 0.2, of: "occupation")
      case .hierarchical:
        .hierarchicalCloseness(t: 0.2, of: "occupation", hierarchy: occupation)
      }
    }
  }

  @Test(arguments: Model.allCases)
  func `a sensitive occupation reaches the known optima`(model: Model) throws {
    let table = try Benchmark.adult.table()
    let identifiers = try Benchmark.adult.identifiers(table, without: "occupation")
    let occupation = try Benchmark.adult.hierarchy("occupation")
    for (limit, loss) in zip([0, 0.02, 0.04], model.losses) {
      let request = AnonymizationRequest(
        quasiIdentifiers: identifiers, models: [.kAnonymity(5), model.model(occupation)],
        suppressionLimit: limit)
      #expect(sixDigits(try Anonymizer.anonymize(table, request: request).loss) == loss)
    }
  }
}
