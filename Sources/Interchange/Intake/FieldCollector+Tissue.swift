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

  /// An amount of tissue.
  mutating func milligrams(_ text: String?, field: String) -> Int? {
    guard let text else { return nil }
    if let amount = Int(text), Specimen.amounts.contains(amount) { return amount }
    problems.append(
      FieldProblem(
        field: field, problem: "'\(FieldProblem.excerpt(text))' is no amount of tissue",
        fix: "write whole milligrams, from 1 on"))
    return nil
  }

  /// Notes that a planned procedure has a kind and no day, or the other way round.
  mutating func incompleteProcedure(field: String) {
    problems.append(
      FieldProblem(
        field: field, problem: "a planned procedure without its kind or its day",
        fix: "give both: one of \(ProcedureKind.names.joined(separator: ", ")), and a day"))
  }
}
