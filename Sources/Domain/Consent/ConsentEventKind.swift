/// What kind of fact a consent event states.
public enum ConsentEventKind: UInt8, CodedValue {
  /// A signed form with its answers.
  case grant = 1
  /// A no without a yes before it.
  case refusal = 2
  /// A yes taken back.
  case withdrawal = 3
  /// An objection to a use that does not rest on a yes.
  case objection = 4
  /// A signed form that goes on with what was permitted before.
  case renewal = 5
  /// The donor takes a withdrawal or objection back.
  case reinstatement = 6
  /// An earlier event was recorded in error.
  case void = 7
  /// What is permitted may not be used for now.
  case suspension = 8
  /// The end of a suspension.
  case resumption = 9

  /// `consent event`.
  public static var vocabulary: String { "consent event" }

  /// Whether an event of this kind carries the answers of a form.
  public var carriesAnswers: Bool { self == .grant || self == .renewal }

  /// Whether an event of this kind forbids something for good.
  public var isDenial: Bool { self == .refusal || self == .withdrawal || self == .objection }

  /// The name that people write.
  public var name: String {
    switch self {
    case .grant: "grant"
    case .refusal: "refusal"
    case .withdrawal: "withdrawal"
    case .objection: "objection"
    case .renewal: "renewal"
    case .reinstatement: "reinstatement"
    case .void: "void"
    case .suspension: "suspension"
    case .resumption: "resumption"
    }
  }
}
