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
