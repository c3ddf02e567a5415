import Anonymization
import Testing

@Suite struct RequestTests {
  private let table: Table
  private let age: QuasiIdentifier
  private let sex: QuasiIdentifier

  init() throws {
    table = try Table(columns: [
      Column(name: "age", strings: ["31", "32", "38", "31", "32", "77"]),
      Column(name: "sex", strings: ["f", "f", "f", "f", "f", "m"]),
      Column(name: "gene", strings: ["a", "b", "a", "b", "a", "b"]),
    ])
    age = QuasiIdentifier(
      column: "age", hierarchy: try .age(values: table.columns[0].values))
    sex = QuasiIdentifier(
      column: "sex", hierarchy: try .flat(name: "sex", values: table.columns[1].values))
  }

  private func anonymize(
    _ identifiers: [QuasiIdentifier], _ models: [PrivacyModel], limit: Double = 0,
    suppressed: SuppressedRecords = .dropped, sensitive: [String] = []
  ) throws -> AnonymizationResult {
    try Anonymizer.anonymize(
      table,
      request: AnonymizationRequest(
        quasiIdentifiers: identifiers, sensitiveColumns: sensitive, models: models,
        suppressionLimit: limit, suppressedRecords: suppressed))
  }

  @Test func `suppressed records leave a release`() throws {
    let exact = QuasiIdentifier(column: "age", hierarchy: age.hierarchy, levels: 0...0)
    let result = try anonymize([exact, sex], [.kAnonymity(2)], limit: 0.4)
    #expect(result.levels == [0, 0])
    #expect(result.suppressedCount == 2)
    #expect(result.outputRows == [0, 1, 3, 4])
    #expect(result.classCount == 2)
    #expect(result.k == 2)
    #expect(result.highestRisk == 0.5)
    #expect(result.averageRisk == 0.5)
    #expect(!result.hasSmallMaskedClass)
    let column = result.column(0)
    #expect(column.codes.map { column.labels[$0] } == ["31", "32", "*", "31", "32", "*"])
  }

  @Test func `masked records stay and are told when they are few`() throws {
    let result = try anonymize([age, sex], [.kAnonymity(5)], limit: 0.2, suppressed: .masked)
    #expect(result.outputRows == Array(0..<6))
    #expect(result.suppressedCount == 1)
    #expect(result.hasSmallMaskedClass)
    let columns = [result.column(0), result.column(1)].map { column in
      Column(name: column.name, values: column.labels, uncheckedCodes: column.codes)
    }
    let counted = try ReleaseCheck.verify(quasiIdentifiers: columns, masked: .counted)
    #expect(counted.k == 1)
    let excluded = try ReleaseCheck.verify(quasiIdentifiers: columns)
    #expect(excluded.k == 5)
    #expect(excluded.masked == 1)
  }

  @Test func `permitted levels bound the search`() throws {
    let bounded = QuasiIdentifier(column: "age", hierarchy: age.hierarchy, levels: 2...3)
    let result = try anonymize([bounded], [.kAnonymity(1)])
    #expect(result.levels == [2])
    #expect(result.latticeSize == 2)
    let column = result.column(0)
    #expect(column.labels[column.codes[0]] == "30-39")
    let fixed = QuasiIdentifier(column: "age", hierarchy: age.hierarchy, levels: 1...1)
    #expect(try anonymize([fixed], [.kAnonymity(2)], limit: 0.5).levels == [1])
    #expect(throws: AnonymizationError.levelsOutOfRange(column: "age", upper: 5, levelCount: 5)) {
      let wrong = QuasiIdentifier(column: "age", hierarchy: age.hierarchy, levels: 0...5)
      return try anonymize([wrong], [.kAnonymity(1)])
    }
  }

  @Test func `a request that contradicts itself is refused`() {
    let cases: [(AnonymizationError, () throws -> AnonymizationResult)] = [
      (.kExceedsTable(k: 7, rows: 6), { try anonymize([age], [.kAnonymity(7)]) }),
      (.noQuasiIdentifiers, { try anonymize([], [.kAnonymity(2)]) }),
      (.repeatedQuasiIdentifier("age"), { try anonymize([age, age], [.kAnonymity(2)]) }),
      (
        .quasiIdentifierIsSensitive("sex"),
        { try anonymize([age, sex], [.kAnonymity(2)], sensitive: ["sex"]) }
      ),
      (
        .quasiIdentifierIsSensitive("sex"),
        { try anonymize([age, sex], [.distinctDiversity(l: 2, of: "sex")]) }
      ),
      (.unknownColumn("zip"), { try anonymize([age], [.distinctDiversity(l: 2, of: "zip")]) }),
      (
        .invalidParameter(name: "k", value: 0, expected: "a whole number of at least 1"),
        { try anonymize([age], [.kAnonymity(0)]) }
      ),
      (
        .invalidParameter(
          name: "the suppression limit", value: 1.5, expected: "a share from 0 to 1"),
        { try anonymize([age], [.kAnonymity(2)], limit: 1.5) }
      ),
      (
        .noSolution(suppressionLimit: 0),
        { try anonymize([age], [.distinctDiversity(l: 3, of: "gene")]) }
      ),
    ]
    for (error, run) in cases { #expect(throws: error) { try run() } }
  }

  @Test func `a value without a hierarchy row is named with its record`() throws {
    let rows = [["31", "*"], ["32", "*"]]
    let short = QuasiIdentifier(column: "age", hierarchy: try Hierarchy(name: "age", rows: rows))
    let error = AnonymizationError.missingValue(column: "age", value: "38", record: 3)
    #expect(throws: error) { try anonymize([short], [.kAnonymity(2)]) }
  }

  @Test(arguments: [(0.2, 5), (1.0 / 3, 3), (0.09, 12), (1, 1)])
  func `a limit on the risk is a k`(risk: Double, k: Int) {
    guard case .kAnonymity(let found) = PrivacyModel.maximumRisk(risk) else {
      Issue.record("no k-anonymity")
      return
    }
    #expect(found == k)
  }

  @Test func `values that no row holds need no hierarchy row`() throws {
    var values = ValueDictionary(["x", "ghost"])
    _ = values.code(adding: "y")
    let column = try Column(name: "c", values: values, codes: [0, 2, 0, 2])
    let hierarchy = try Hierarchy(name: "c", rows: [["x", "*"], ["y", "*"]])
    let result = try Anonymizer.anonymize(
      try Table(columns: [column]),
      request: AnonymizationRequest(
        quasiIdentifiers: [QuasiIdentifier(column: "c", hierarchy: hierarchy)],
        models: [.kAnonymity(2)]))
    #expect(result.levels == [0])
    #expect(result.loss == 0)
  }
}

extension Column {
  fileprivate init(name: String, values: ValueDictionary, uncheckedCodes codes: [UInt32]) {
    self.init(name: name, strings: codes.map { values[$0] })
  }
}
