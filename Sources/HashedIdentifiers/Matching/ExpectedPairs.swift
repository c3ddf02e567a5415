/// One value for each kind of pair beside strangers.
struct PairKinds<Value: Sendable>: Sendable {
  /// Two records of one person.
  var same: Value
  /// Members of one household.
  var household: Value
  /// People of one household who were born together.
  var twins: Value
  /// Relatives of one household who have the given name in common.
  var namesakes: Value

  func combined(
    with other: PairKinds, _ transform: (Value, Value) -> Value
  ) -> PairKinds {
    PairKinds(
      same: transform(same, other.same), household: transform(household, other.household),
      twins: transform(twins, other.twins), namesakes: transform(namesakes, other.namesakes))
  }

  func map<Result: Sendable>(_ transform: (Value) -> Result) -> PairKinds<Result> {
    PairKinds<Result>(
      same: transform(same), household: transform(household), twins: transform(twins),
      namesakes: transform(namesakes))
  }
}

/// How many records of each kind a list is expected to hold beside a record.
public struct ExpectedPairs: Sendable {
  var kinds: PairKinds<Double>

  /// What is expected where nothing is known of a list.
  ///
  /// One birth in eighty is one of twins, so that one person in forty has one, and most of them live
  /// together or did when they were registered; as many have a relative of the same name. No list has
  /// more of them by far: more pairs that look so are people who changed their names or dates.
  public static let usual = ExpectedPairs(
    kinds: PairKinds(same: 0.25, household: 1, twins: 0.02, namesakes: 0.02))
}
