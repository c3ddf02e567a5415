/// Many eligibility expressions over many tumours at once.
///
/// Says for every tumour exactly what ``EligibilityProgram/evaluate(_:)`` says, because each
/// predicate is settled by that function, once for each distinct value of its column.
public struct TumourScreen: Sendable {
  private let programs: [EligibilityProgram]

  /// A screen of some expressions.
  /// - Parameter programs: the expressions, compiled.
  public init(_ programs: [EligibilityProgram]) {
    self.programs = programs
  }

  /// What every expression says of every tumour.
  /// - Parameter columns: the tumours.
  /// - Returns: one pair of bitmaps for each expression, in their order.
  public func evaluate(_ columns: TumourColumns) -> [TruthBitmaps] {
    var rules = PlaneRules()
    var leaves: [LeafKey: PredicateBank.Leaf] = [:]
    rules.programs = programs.map { program in
      var compiled = PlaneProgram()
      for step in program.steps {
        switch step.operation {
        case .jumpIfFalse, .jumpIfTrue: break
        case .not: compiled.append(.not)
        case .and: compiled.append(.and)
        case .or: compiled.append(.or)
        case .constant:
          compiled.append(.constant(Truth(rawValue: UInt8(step.first)) ?? .unknown))
        default:
          let key = LeafKey(step, of: program)
          if let known = leaves[key] {
            compiled.append(.leaf(known))
            continue
          }
          let samples = columns.samples(of: step.slot, marker: step.marker)
          let leaf = rules.bank.insert(
            column: TumourColumns.place(of: step.slot, marker: step.marker), codes: samples.codes,
            truths: samples.facts.map { program.truth(ofLeaf: step, $0) })
          leaves[key] = leaf
          compiled.append(.leaf(leaf))
        }
      }
      return compiled
    }
    return rules.run(columns.codes, count: columns.count)
  }
}

/// What makes two predicates the same, in whichever expression they stand.
private struct LeafKey: Hashable {
  private let step: Instruction
  private let words: ArraySlice<UInt64>
  private let texts: ArraySlice<String>

  init(_ step: Instruction, of program: EligibilityProgram) {
    var bare = step
    var words: ArraySlice<UInt64> = []
    var texts: ArraySlice<String> = []
    let first = Int(step.first)
    switch step.operation {
    case .settledCode: words = program.words[first..<first + Int(step.second)]
    case .code, .stage: words = program.words[first..<first + 2 * Int(step.second)]
    case .facility: texts = program.texts[first..<first + Int(step.second)]
    default: break
    }
    if !words.isEmpty || !texts.isEmpty { bare.first = 0 }
    self.step = bare
    self.words = words
    self.texts = texts
  }
}
