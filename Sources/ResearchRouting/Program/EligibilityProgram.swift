internal import Domain

/// A compiled eligibility expression: a flat list of steps over packed integers.
///
/// Truths are kept on two stacks of bits, so that an evaluation allocates nothing; `and` and `or`
/// skip what can no longer change them.
public struct EligibilityProgram: Hashable, Sendable {
  private(set) var steps: [Instruction] = []
  private(set) var words: [UInt64] = []
  private(set) var texts: [String] = []

  /// Compiles a tree.
  init(_ syntax: Syntax, ignoring topics: EligibilityTopics) {
    emit(Folded(syntax, ignoring: topics, isPositive: true))
  }

  /// Whether the facility that reported a donor matters to it.
  public var asksFacility: Bool {
    steps.contains { $0.operation == .facility || $0.operation == .facilityKnown }
  }

  /// Whether the expression holds for a tumour.
  /// - Parameter facts: what is known of the tumour.
  /// - Returns: true, false, or unknown where what is recorded does not settle it.
  public func evaluate(_ facts: borrowing TumourFacts) -> Truth {
    var holds: UInt64 = 0
    var fails: UInt64 = 0
    var place = 0
    while place < steps.count {
      let step = steps[place]
      place += 1
      switch step.operation {
      case .not: (holds, fails) = (holds & ~1 | fails & 1, fails & ~1 | holds & 1)
      case .and:
        let (top, topFails) = (holds & 1, fails & 1)
        holds = holds >> 1 & (~1 | top)
        fails = fails >> 1 | topFails
      case .or:
        let (top, topFails) = (holds & 1, fails & 1)
        holds = holds >> 1 | top
        fails = fails >> 1 & (~1 | topFails)
      case .jumpIfFalse: if fails & 1 == 1 { place = Int(step.first) }
      case .jumpIfTrue: if holds & 1 == 1 { place = Int(step.first) }
      case .settledCode:
        let isMember = contains(facts.code(for: step), at: Int(step.first))
        holds = holds << 1 | isMember
        fails = fails << 1 | isMember ^ 1
      case .code, .stage:
        let code =
          step.operation == .stage && step.edition != facts.edition
          ? Int(StageCode.missing) : facts.code(for: step)
        holds = holds << 1 | contains(code, at: Int(step.first))
        fails = fails << 1 | contains(code, at: Int(step.first + step.second))
      default:
        let truth = truth(of: step, facts)
        holds = holds << 1 | (truth == .isTrue ? 1 : 0)
        fails = fails << 1 | (truth == .isFalse ? 1 : 0)
      }
    }
    return holds & 1 == 1 ? .isTrue : fails & 1 == 1 ? .isFalse : .unknown
  }

  /// Whether the expression holds for each of many tumours.
  /// - Parameter facts: what is known of the tumours.
  /// - Returns: one truth for each, in the same order.
  public func truths(of facts: [TumourFacts]) -> [Truth] {
    var truths: [Truth] = []
    truths.reserveCapacity(facts.count)
    for place in facts.indices { truths.append(evaluate(facts[place])) }
    return truths
  }

  private func contains(_ code: Int, at word: Int) -> UInt64 {
    words[word + code >> 6] >> UInt64(code & 63) & 1
  }

  /// What a single predicate says of a tumour; steps that combine others are not asked for.
  func truth(ofLeaf step: Instruction, _ facts: borrowing TumourFacts) -> Truth {
    EligibilityProgram(leaf: step, words: words, texts: texts).evaluate(facts)
  }

  private init(leaf: Instruction, words: [UInt64], texts: [String]) {
    steps = [leaf]
    self.words = words
    self.texts = texts
  }

  private func truth(of step: Instruction, _ facts: borrowing TumourFacts) -> Truth {
    switch step.operation {
    case .number:
      let number = facts.number(at: step.slot)
      return number == TumourFacts.missing
        ? .unknown : Truth(step.first <= number && number <= step.second)
    case .numberKnown: return Truth(facts.number(at: step.slot) != TumourFacts.missing)
    case .tissue: return facts.hasTissue(UInt16(step.first))
    case .tissueKnown: return Truth(facts.tissue != 0)
    case .facility:
      guard let facility = facts.facility else { return .unknown }
      return Truth(texts[Int(step.first)..<Int(step.first + step.second)].contains(facility))
    case .facilityKnown: return Truth(facts.facility != nil)
    default: return Truth(rawValue: UInt8(step.first)) ?? .unknown
    }
  }
}

extension EligibilityProgram {
  /// A tree in which what is left out and what is settled has been resolved.
  private indirect enum Folded {
    case constant(Truth)
    case predicate(Predicate)
    case all([Folded])
    case any([Folded])
    case not(Folded)

    /// Replaces what is left out by what would serve best: true, or false below an odd number of
    /// negations.
    init(_ syntax: Syntax, ignoring topics: EligibilityTopics, isPositive: Bool) {
      switch syntax {
      case .predicate(let predicate):
        let isIgnored = topics.contains(predicate.field.topic)
        self = isIgnored ? .constant(Truth(isPositive)) : .predicate(predicate)
      case .not(let inner):
        switch Folded(inner, ignoring: topics, isPositive: !isPositive) {
        case .constant(let truth): self = .constant(!truth)
        case let folded: self = .not(folded)
        }
      case .all(let parts):
        self = Self.join(
          parts.map { Folded($0, ignoring: topics, isPositive: isPositive) }, .isTrue)
      case .any(let parts):
        self = Self.join(
          parts.map { Folded($0, ignoring: topics, isPositive: isPositive) }, .isFalse)
      }
    }

    /// Leaves out the neutral constant; the other one settles the whole.
    private static func join(_ parts: [Folded], _ neutral: Truth) -> Folded {
      var kept: [Folded] = []
      for part in parts {
        guard case .constant(let truth) = part else {
          kept.append(part)
          continue
        }
        if truth != neutral { return part }
      }
      if kept.isEmpty { return .constant(neutral) }
      return kept.count == 1 ? kept[0] : neutral == .isTrue ? .all(kept) : .any(kept)
    }
  }

  private mutating func emit(_ folded: Folded) {
    switch folded {
    case .constant(let truth):
      steps.append(Instruction(operation: .constant, first: Int32(truth.rawValue)))
    case .predicate(let predicate): emit(predicate)
    case .not(let inner):
      emit(inner)
      steps.append(Instruction(operation: .not))
    case .all(let parts): emit(parts, joining: .and, skipping: .jumpIfFalse)
    case .any(let parts): emit(parts, joining: .or, skipping: .jumpIfTrue)
    }
  }

  private mutating func emit(
    _ parts: [Folded], joining: Instruction.Operation, skipping: Instruction.Operation
  ) {
    var jumps: [Int] = []
    for (place, part) in parts.enumerated() {
      if place > 0 {
        jumps.append(steps.count)
        steps.append(Instruction(operation: skipping))
      }
      emit(part)
      if place > 0 { steps.append(Instruction(operation: joining)) }
    }
    for jump in jumps { steps[jump].first = Int32(steps.count) }
  }

  private mutating func emit(_ predicate: Predicate) {
    let slot = Instruction.Slot(predicate.field)
    switch predicate.test {
    case .codes(let holds, let fails): emit(holds, fails, predicate.field, slot)
    case .numbers(let ranges):
      for (place, range) in ranges.enumerated() {
        steps.append(
          Instruction(
            operation: .number, slot: slot, first: range.lowerBound, second: range.upperBound))
        if place > 0 { steps.append(Instruction(operation: .or)) }
      }
    case .tissue(let kinds):
      steps.append(Instruction(operation: .tissue, slot: slot, first: Int32(kinds)))
    case .texts(let wanted):
      steps.append(
        Instruction(
          operation: .facility, slot: slot, first: Int32(texts.count), second: Int32(wanted.count)))
      texts += wanted
    case .isKnown:
      let operation: Instruction.Operation? =
        switch predicate.field {
        case .tissueKind: .tissueKnown
        case .facility: .facilityKnown
        case .age, .birthYear, .diagnosedOn, .country, .edition: .numberKnown
        default: nil
        }
      steps.append(
        operation.map { Instruction(operation: $0, slot: slot) }
          ?? Instruction(operation: .constant, first: Int32(Truth.isTrue.rawValue)))
    }
  }

  private mutating func emit(
    _ holds: CodeSet, _ fails: CodeSet, _ field: EligibilityField, _ slot: Instruction.Slot
  ) {
    let first = Int32(words.count)
    words += holds.words
    switch field {
    case .site, .morphology, .histology, .behaviour:
      steps.append(
        Instruction(
          operation: .settledCode, slot: slot, first: first, second: Int32(holds.words.count)))
    default:
      words += fails.words
      var step = Instruction(operation: .code, slot: slot, first: first)
      if case .biomarker(let marker) = field { step.marker = marker.rawValue }
      step.second = Int32(holds.words.count)
      // Whether a stage is recorded at all is asked in no edition: then nothing stays open.
      if case .stage(let edition) = field, !fails.contains(Int(StageCode.missing)) {
        step = Instruction(
          operation: .stage, slot: slot, edition: edition, first: first, second: step.second)
      }
      steps.append(step)
    }
  }
}
