internal import Domain

/// One step of a compiled expression.
struct Instruction: Hashable, Sendable {
  /// What a step does; values are on a stack.
  enum Operation: UInt8, Sendable {
    /// Pushes `first` as a truth.
    case constant
    /// Pushes whether the code is in the set of `second` words at word `first`; never unknown.
    case settledCode
    /// Pushes what the two sets of `second` words each at word `first` say of the code.
    case code
    /// Like `code`, for a stage in the edition that the third operand states.
    case stage
    /// Pushes whether the number lies in `first...second`.
    case number
    /// Pushes whether the number is there.
    case numberKnown
    /// Pushes whether tissue of the kinds in `first` is there.
    case tissue
    /// Pushes whether any tissue is there.
    case tissueKnown
    /// Pushes whether the facility is among `second` texts from `first`.
    case facility
    /// Pushes whether the facility is there.
    case facilityKnown
    /// Mirrors the top of the stack.
    case not
    /// Replaces the two topmost values by their minimum.
    case and
    /// Replaces the two topmost values by their maximum.
    case or
    /// Goes on at step `first` where the top of the stack is false.
    case jumpIfFalse
    /// Goes on at step `first` where the top of the stack is true.
    case jumpIfTrue
  }

  let operation: Operation
  var slot: Slot = .site
  /// Edition of the AJCC manual that a stage has to be of.
  var edition: UInt8 = 0
  /// Raw value of a biomarker.
  var marker: UInt8 = 0
  var first: Int32 = 0
  var second: Int32 = 0

  /// Where a value stands in ``TumourFacts``.
  enum Slot: UInt8, Sendable {
    case site, morphology, histology, behaviour, laterality, t, n, m, stage, sex, matchedNormal
    case edition, age, birthYear, diagnosedOn, country, tissue, facility
    /// The biomarker that `marker` names.
    case marker

    init(_ field: EligibilityField) {
      switch field {
      case .site: self = .site
      case .morphology: self = .morphology
      case .histology: self = .histology
      case .behaviour: self = .behaviour
      case .laterality: self = .laterality
      case .t: self = .t
      case .n: self = .n
      case .m: self = .m
      case .stage: self = .stage
      case .edition: self = .edition
      case .sex: self = .sex
      case .age: self = .age
      case .birthYear: self = .birthYear
      case .diagnosedOn: self = .diagnosedOn
      case .country: self = .country
      case .facility: self = .facility
      case .tissueKind: self = .tissue
      case .tissueMatchedNormal: self = .matchedNormal
      case .biomarker: self = .marker
      }
    }
  }
}
