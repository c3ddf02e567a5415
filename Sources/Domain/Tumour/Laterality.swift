/// The side of a paired organ that a tumour stands on (NAACCR data item 410).
public enum Laterality: UInt8, CodedValue {
  /// The organ is not paired.
  case notPaired = 0
  /// The right side.
  case right = 1
  /// The left side.
  case left = 2
  /// One side, not known which.
  case oneSide = 3
  /// Both sides.
  case bilateral = 4
  /// The midline of a paired organ.
  case midline = 5
  /// A paired organ, side not recorded.
  case unknown = 9

  /// `laterality`.
  public static var vocabulary: String { "laterality" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .notPaired: "not_paired"
    case .right: "right"
    case .left: "left"
    case .oneSide: "one_side"
    case .bilateral: "bilateral"
    case .midline: "midline"
    case .unknown: "unknown"
    }
  }
}
