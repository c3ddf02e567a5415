/// The state in which tissue reaches research; it decides what can still be done with it.
public enum TissueKind: UInt8, CodedValue {
  /// Formalin-fixed, paraffin-embedded.
  case ffpe = 1
  /// Snap-frozen.
  case frozen = 2
  /// Fresh, not fixed, not frozen.
  case fresh = 3
  /// Viably cryopreserved or in culture: living cells.
  case viable = 4
  /// Peripheral blood.
  case blood = 5
  /// Bone marrow.
  case boneMarrow = 6
  /// Urine.
  case urine = 7
  /// Saliva.
  case saliva = 8

  /// `tissue kind`.
  public static var vocabulary: String { "tissue kind" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .ffpe: "ffpe"
    case .frozen: "frozen"
    case .fresh: "fresh"
    case .viable: "viable"
    case .blood: "blood"
    case .boneMarrow: "bone_marrow"
    case .urine: "urine"
    case .saliva: "saliva"
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

  /// Describes tissue.
  /// - Parameters:
  ///   - kind: the state it is kept in.
  ///   - availableOn: the day from which it can be had.
  ///   - matchedNormal: whether normal tissue of the same donor is kept with it.
  public init(kind: TissueKind, availableOn: CivilDay? = nil, matchedNormal: Bool = false) {
    self.kind = kind
    self.availableOn = availableOn
    self.matchedNormal = matchedNormal
  }
}
