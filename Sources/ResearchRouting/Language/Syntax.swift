/// The parsed form of an expression: operators over typed predicates.
indirect enum Syntax: Hashable, Sendable {
  /// One field compared with something.
  case predicate(Predicate)
  /// Everything below holds.
  case all([Syntax])
  /// Something below holds.
  case any([Syntax])
  /// What is below does not hold.
  case not(Syntax)

  /// Every field in the order of first use.
  var fields: [EligibilityField] {
    var found: [EligibilityField] = []
    collect(into: &found)
    return found
  }

  private func collect(into found: inout [EligibilityField]) {
    switch self {
    case .predicate(let predicate):
      if !found.contains(predicate.field) { found.append(predicate.field) }
    case .all(let parts), .any(let parts):
      for part in parts { part.collect(into: &found) }
    case .not(let part): part.collect(into: &found)
    }
  }
}

/// One field compared with something, in the form in which it is evaluated.
struct Predicate: Hashable, Sendable {
  /// The field.
  let field: EligibilityField
  /// What is asked of it.
  let test: Test

  /// What is asked of a field.
  enum Test: Hashable, Sendable {
    /// The packed code is looked up in two sets: of codes for which the predicate holds, and of
    /// those for which it does not. Other codes leave it unknown.
    case codes(holds: CodeSet, fails: CodeSet)
    /// The number lies in one of the intervals; a missing one leaves it unknown.
    case numbers([ClosedRange<Int32>])
    /// Tissue of one of the kinds is there.
    case tissue(kinds: UInt16)
    /// The text is one of these; a missing one leaves it unknown.
    case texts([String])
    /// The field has a value at all.
    case isKnown
  }
}
