/// A sensitive column with all that the models demand of it.
struct SensitiveColumn: Sendable {
  let column: Column
  let conditions: [SensitiveCondition]

  init(column: Column, models: [PrivacyModel]) throws(AnonymizationError) {
    self.column = column
    let frequencies = column.frequencies(ofFirst: column.rowCount).map(Double.init)
    let shares = frequencies.map { $0 / Double(max(1, column.rowCount)) }
    var conditions: [SensitiveCondition] = []
    for model in models where model.sensitiveColumn == column.name {
      switch model {
      case .kAnonymity, .kMap, .deltaPresence, .averageRisk: break
      case .distinctDiversity(let l, _): conditions.append(.distinct(l: l))
      case .entropyDiversity(let l, _, let tie):
        conditions.append(
          .entropy(
            logarithm: naturalLogarithm(l), least: Int((l - 1e-9).rounded(.up)),
            tiePasses: tie == .passes))
      case .recursiveDiversity(let c, let l, _): conditions.append(.recursive(c: c, l: l))
      case .equalCloseness(let t, _): conditions.append(.equalCloseness(t: t, shares: shares))
      case .hierarchicalCloseness(let t, _, let hierarchy):
        let leaves = try Self.leaves(of: column, in: hierarchy, frequencies: frequencies)
        let tree = DistanceTree(hierarchy: hierarchy, leafOfValue: leaves, shares: shares)
        conditions.append(.hierarchicalCloseness(t: t, tree: tree))
      }
    }
    self.conditions = conditions
  }

  /// The column that tells records from people, with what the models demand of their numbers.
  init(_ population: Population, models: [PrivacyModel]) {
    column = population.membership
    conditions = models.compactMap { model in
      switch model {
      case .kMap(let k): .people(k)
      case .deltaPresence(let range): .presence(range)
      default: nil
      }
    }
  }

  /// The leaf of each value; a value that no record holds needs none.
  private static func leaves(
    of column: Column, in hierarchy: Hierarchy, frequencies: [Double]
  ) throws(AnonymizationError) -> [UInt32] {
    let leaves = hierarchy.leaves(of: column.values)
    for (code, frequency) in frequencies.enumerated() where frequency > 0 && leaves[code] == .max {
      let record = (column.codes.firstIndex(of: UInt32(code)) ?? 0) + 1
      throw .missingValue(column: column.name, value: column.values[UInt32(code)], record: record)
    }
    return leaves
  }
}
