internal import Domain

extension FieldCollector {
  /// Refuses living cells in tissue that is fixed or snap-frozen.
  mutating func viability(_ viability: Viability, of kind: TissueKind, field: String) {
    guard viability.isLiving, kind == .ffpe || kind == .frozen else { return }
    problems.append(
      FieldProblem(
        field: field, problem: "\(viability) contradicts the kind \(kind), in which no cell lives",
        fix: "write non_viable, leave it out, or correct the kind"))
  }
}
