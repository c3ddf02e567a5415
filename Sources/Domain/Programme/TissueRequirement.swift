/// What a programme needs to receive.
public struct TissueRequirement: Hashable, Sendable {
  /// The states of tissue that can be used.
  public let accepted: [TissueKind]
  /// The state that serves best, one of those accepted.
  public let preferred: TissueKind?
  /// Whether normal tissue of the same donor is needed.
  public let needsMatchedNormal: Bool
  /// Whether blood of the same donor is needed.
  public let needsMatchedBlood: Bool
  /// The least share of living cells, in per cent.
  public let minimumViability: Int?
  /// Whether tissue from before treatment serves better.
  public let prefersPreTreatment: Bool
  /// The least amount of accepted tissue, in milligrams.
  public let minimumMilligrams: Int?
  /// Whether accepted tissue from before and from after treatment is needed.
  public let needsPrePostPair: Bool
  /// How many days after it can be had tissue has to be used, unless its cells are kept alive; nil
  /// without limit.
  public let windowDays: Int?
  /// What else is asked for, in words.
  public let extras: [String]

  /// States a requirement; the programme that takes it up checks it.
  /// - Parameters:
  ///   - accepted: the states of tissue that can be used.
  ///   - preferred: the state that serves best.
  ///   - needsMatchedNormal: whether normal tissue of the same donor is needed.
  ///   - needsMatchedBlood: whether blood of the same donor is needed.
  ///   - minimumViability: the least share of living cells, in per cent.
  ///   - prefersPreTreatment: whether tissue from before treatment serves better.
  ///   - minimumMilligrams: the least amount of accepted tissue.
  ///   - needsPrePostPair: whether tissue from before and from after treatment is needed.
  ///   - windowDays: how many days after it can be had tissue has to be used.
  ///   - extras: what else is asked for, in words.
  public init(
    accepted: [TissueKind], preferred: TissueKind? = nil, needsMatchedNormal: Bool = false,
    needsMatchedBlood: Bool = false, minimumViability: Int? = nil,
    prefersPreTreatment: Bool = false, minimumMilligrams: Int? = nil,
    needsPrePostPair: Bool = false, windowDays: Int? = nil, extras: [String] = []
  ) {
    self.accepted = accepted
    self.preferred = preferred
    self.needsMatchedNormal = needsMatchedNormal
    self.needsMatchedBlood = needsMatchedBlood
    self.minimumViability = minimumViability
    self.prefersPreTreatment = prefersPreTreatment
    self.minimumMilligrams = minimumMilligrams
    self.needsPrePostPair = needsPrePostPair
    self.windowDays = windowDays
    self.extras = extras
  }
}

extension TissueKind {
  /// Whether cells live in it, so that a killing assay or a culture is possible.
  public var isLiving: Bool {
    switch self {
    case .fresh, .viable, .blood, .boneMarrow: true
    case .ffpe, .frozen, .urine, .saliva: false
    }
  }

  /// Whether it is a piece of the tumour, as opposed to a liquid that can be taken at any time.
  public var isSolid: Bool {
    switch self {
    case .ffpe, .frozen, .fresh, .viable: true
    case .blood, .boneMarrow, .urine, .saliva: false
    }
  }
}
