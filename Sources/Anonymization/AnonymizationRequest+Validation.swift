extension AnonymizationRequest {
  /// The least size of a class that the models state.
  var k: Int {
    models.reduce(1) { least, model in
      if case .kAnonymity(let k) = model { max(least, k) } else { least }
    }
  }

  /// The least limit of the average risk that the models state; 1 where none does.
  var averageRisk: Double {
    models.reduce(1) { least, model in
      if case .averageRisk(let risk) = model { min(least, risk) } else { least }
    }
  }

  /// The columns that a model speaks of, each once.
  var conditionedColumns: [String] {
    var names: [String] = []
    for name in models.compactMap(\.sensitiveColumn) where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  /// Checks what can be checked before a record is read.
  func validate(_ table: Table) throws(AnonymizationError) {
    guard table.rowCount > 0 else { throw .emptyTable }
    guard !quasiIdentifiers.isEmpty else { throw .noQuasiIdentifiers }
    guard quasiIdentifiers.count <= Problem.largestAttributeCount else {
      throw .tooManyQuasiIdentifiers(
        found: quasiIdentifiers.count, limit: Problem.largestAttributeCount)
    }
    var names: Set<String> = []
    for identifier in quasiIdentifiers where !names.insert(identifier.column).inserted {
      throw .repeatedQuasiIdentifier(identifier.column)
    }
    for name in sensitiveColumns + conditionedColumns {
      guard !names.contains(name) else { throw .quasiIdentifierIsSensitive(name) }
      guard table.column(named: name) != nil else { throw .unknownColumn(name) }
    }
    guard (0...1).contains(suppressionLimit) else {
      throw .invalidParameter(
        name: "the suppression limit", value: suppressionLimit, expected: "a share from 0 to 1")
    }
    for model in models {
      try model.validate()
      guard !model.needsPopulation || population != nil else {
        throw .noPopulation(model: model.title)
      }
    }
    guard population == nil || recoding == .fullDomain else { throw .localPopulation }
    guard k <= table.rowCount else { throw .kExceedsTable(k: k, rows: table.rowCount) }
  }
}

extension PrivacyModel {
  fileprivate func validate() throws(AnonymizationError) {
    switch self {
    case .kAnonymity(let k), .kMap(let k):
      try Self.require(k >= 1, "k", Double(k), "a whole number of at least 1")
    case .averageRisk(let risk):
      try Self.require(
        risk > 0 && risk <= 1, "the average risk", risk, "a risk above 0 and up to 1")
    case .deltaPresence(let range):
      try Self.require(
        range.lowerBound >= 0 && range.upperBound <= 1, "delta", range.upperBound,
        "a range of shares from 0 to 1")
    case .distinctDiversity(let l, _):
      try Self.require(l >= 1, "l", Double(l), "a whole number of at least 1")
    case .entropyDiversity(let l, _, _):
      try Self.require(l >= 1 && l.isFinite, "l", l, "a number of at least 1")
    case .recursiveDiversity(let c, let l, _):
      try Self.require(l >= 1, "l", Double(l), "a whole number of at least 1")
      try Self.require(c > 0 && c.isFinite, "c", c, "a number above 0")
    case .equalCloseness(let t, _), .hierarchicalCloseness(let t, _, _):
      try Self.require((0...1).contains(t), "t", t, "a distance from 0 to 1")
    }
  }

  private static func require(
    _ condition: Bool, _ name: String, _ value: Double, _ expected: String
  ) throws(AnonymizationError) {
    guard condition else {
      throw .invalidParameter(name: name, value: value, expected: expected)
    }
  }
}
