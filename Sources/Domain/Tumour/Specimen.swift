/// Whether cells live in a specimen, as it was assessed.
public enum Viability: UInt8, CodedValue {
  /// Living cells.
  case viable = 1
  /// Living cells, cryopreserved.
  case cryopreservedViable = 2
  /// Dead or fixed.
  case nonViable = 3
  /// Not assessed or not reported.
  case unknown = 9

  /// `viability`.
  public static var vocabulary: String { "viability" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .viable: "viable"
    case .cryopreservedViable: "cryopreserved_viable"
    case .nonViable: "non_viable"
    case .unknown: "unknown"
    }
  }

  /// Whether it says that cells live.
  public var isLiving: Bool { self == .viable || self == .cryopreservedViable }
}

/// Whether tissue was taken before or after the treatment of its tumour.
public enum TreatmentTiming: UInt8, CodedValue {
  /// Before any treatment.
  case before = 1
  /// After treatment.
  case after = 2
  /// Not reported.
  case unknown = 9

  /// `treatment timing`.
  public static var vocabulary: String { "treatment timing" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .before: "before"
    case .after: "after"
    case .unknown: "unknown"
    }
  }
}

/// Tissue of a donor that is there or will be.
public struct Specimen: Hashable, Sendable {
  /// The state it is kept in.
  public let kind: TissueKind
  /// The day from which it can be had, where known.
  public let availableOn: CivilDay?
  /// Whether normal tissue of the same donor is kept with it.
  public let matchedNormal: Bool
  /// Whether cells live in it.
  public let viability: Viability
  /// How much there is, in milligrams, where known.
  public let milligrams: Int?
  /// Whether it was taken before or after treatment.
  public let treatment: TreatmentTiming

  /// Whether no time runs out for it: living cells that are cryopreserved or in culture.
  ///
  /// Whoever asks for fixed or frozen tissue within days means the days all the same.
  public var keeps: Bool { kind == .viable || viability == .cryopreservedViable }

  /// The amounts that can be stated, in milligrams.
  public static let amounts = 1...10_000_000

  /// Describes tissue.
  ///
  /// In fixed tissue no cell lives, whatever was reported: its viability is always
  /// ``Viability/nonViable``.
  /// - Parameters:
  ///   - kind: the state it is kept in.
  ///   - availableOn: the day from which it can be had.
  ///   - matchedNormal: whether normal tissue of the same donor is kept with it.
  ///   - viability: whether cells live in it.
  ///   - milligrams: how much there is.
  ///   - treatment: whether it was taken before or after treatment.
  public init(
    kind: TissueKind, availableOn: CivilDay? = nil, matchedNormal: Bool = false,
    viability: Viability = .unknown, milligrams: Int? = nil, treatment: TreatmentTiming = .unknown
  ) {
    self.kind = kind
    self.availableOn = availableOn
    self.matchedNormal = matchedNormal
    self.viability = kind == .ffpe ? .nonViable : viability
    self.milligrams = milligrams
    self.treatment = treatment
  }
}
