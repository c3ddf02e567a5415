/// What holds for one scope of one donor on one day.
///
/// Only ``permitted`` permits. The raw values fit in a nibble, see ``PackedStates``, and are stored.
public enum ConsentState: UInt8, CodedValue {
  /// Nobody has asked, or the donor left the question open.
  case notAsked = 0
  /// The donor permits it.
  case permitted = 1
  /// The donor answered no on a form.
  case declined = 2
  /// The donor refused without ever having permitted it.
  case refused = 3
  /// The donor took a permission back.
  case withdrawn = 4
  /// The donor objects.
  case objected = 5
  /// The permission stands but may not be used for now.
  case suspended = 6
  /// The permission ran out, or ended with the donor's death.
  case lapsed = 7
  /// The form has changed so much that the donor must be asked again.
  case reconsentDue = 8
  /// A parent or guardian permitted it; the donor has come of age and must be asked.
  case majorityDue = 9

  /// `consent state`.
  public static var vocabulary: String { "consent state" }

  /// Whether this state permits anything.
  public var permits: Bool { self == .permitted }

  /// The name that people write.
  public var name: String {
    switch self {
    case .notAsked: "not_asked"
    case .permitted: "permitted"
    case .declined: "declined"
    case .refused: "refused"
    case .withdrawn: "withdrawn"
    case .objected: "objected"
    case .suspended: "suspended"
    case .lapsed: "lapsed"
    case .reconsentDue: "reconsent_due"
    case .majorityDue: "majority_due"
    }
  }
}
