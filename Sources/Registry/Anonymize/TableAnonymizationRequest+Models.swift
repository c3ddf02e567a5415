internal import Anonymization
internal import Domain

extension TableAnonymizationRequest {
  /// Refuses names that contradict each other, before anything is read.
  func checkNames() throws(RegistryError) {
    guard !quasiIdentifiers.isEmpty else {
      throw RegistryError(
        .usage, "no quasi-identifier is named", at: [.init("option", "--qi")],
        fix: "name the columns by which a record could be recognised")
    }
    var uses: [String: String] = [:]
    for (option, names) in [
      ("--qi", quasiIdentifiers), ("--sensitive", sensitive), ("--keep", kept),
    ] {
      for name in names {
        guard let other = uses.updateValue(option, forKey: name) else { continue }
        let shown = FieldProblem.excerpt(name)
        throw RegistryError(
          .usage,
          other == option
            ? "column '\(shown)' is named twice"
            : "column '\(shown)' is named by \(other) and by \(option)",
          at: [.init("option", option)],
          why: other == option
            ? nil : "a column is quasi-identifying, sensitive or kept, and nothing else",
          fix: "name it once")
      }
    }
    if sensitive.isEmpty, l != nil || t != nil {
      throw RegistryError(
        .usage, "diversity and closeness speak of sensitive columns and none is named",
        at: [.init("option", l == nil ? "--t" : "--l")], fix: "name them with --sensitive")
    }
    if population == nil, kMap != nil || presence != nil {
      throw RegistryError(
        .usage, "a population is needed and none is named", at: [.init("option", "--population")],
        fix: "name a table of all people concerned, with the quasi-identifiers as columns")
    }
    guard population == nil || recoding == .fullDomain else {
      throw RegistryError(
        .usage, "a population can be compared with one scheme for all records alone",
        at: [.init("option", recoding == .sets ? "--sets" : "--local")],
        fix: "leave --local and --sets out")
    }
    guard metric == .loss || recoding == .fullDomain else {
      throw RegistryError(
        .usage, "classes with cells of their own are chosen by the mean penalty of cells alone",
        at: [.init("option", "--metric")], fix: "leave --metric out, or --local and --sets")
    }
    guard scheme == nil || recoding == .fullDomain else {
      throw RegistryError(
        .usage, "a scheme is one level for each column, and classes would have levels of their own",
        at: [.init("option", "--scheme")], fix: "leave --local and --sets out")
    }
    guard out != report else {
      throw RegistryError(
        .usage, "--out and --report name the same file", at: [.init("option", "--report")],
        fix: "give each a file of its own")
    }
  }

  /// What every class has to meet.
  /// - Parameter input: where the hierarchies of sensitive columns are.
  /// - Returns: the conditions, the size of classes first.
  /// - Throws: ``RegistryError``.
  func models(_ input: AnonymizationInput) throws -> [PrivacyModel] {
    var models: [PrivacyModel] = [.kAnonymity(k)]
    if let kMap { models.append(.kMap(kMap)) }
    if let presence { models.append(.deltaPresence(0...presence)) }
    if let maximumRisk { models.append(.maximumRisk(maximumRisk)) }
    if let averageRisk { models.append(.averageRisk(averageRisk)) }
    for column in sensitive {
      if let l { models.append(try diversity(l, of: column)) }
      guard let t else { continue }
      switch distance {
      case .equal: models.append(.equalCloseness(t: t, of: column))
      case .hierarchical:
        models.append(
          .hierarchicalCloseness(t: t, of: column, hierarchy: try input.hierarchy(of: column, self))
        )
      }
    }
    return models
  }

  private func diversity(_ l: Double, of column: String) throws(RegistryError) -> PrivacyModel {
    if diversity == .entropy { return .entropyDiversity(l: l, of: column) }
    guard let whole = Int(exactly: l) else {
      throw RegistryError(
        .usage, "l is \(l), which is no number of values", at: [.init("option", "--l")],
        fix: "give a whole number, or ask for --l-model entropy")
    }
    if diversity == .distinct { return .distinctDiversity(l: whole, of: column) }
    guard let c else {
      throw RegistryError(
        .usage, "recursive diversity needs a c", at: [.init("option", "--c")],
        fix: "add --c, how often the most frequent value may occur for each of the rarer ones")
    }
    return .recursiveDiversity(c: c, l: whole, of: column)
  }
}

extension TableRecoding {
  /// The same in the words of the engine.
  var recoding: Recoding {
    switch self {
    case .fullDomain: .fullDomain
    case .local: .local
    case .sets: .sets
    }
  }
}
