/// Where a research programme stands between its first draft and its end.
public enum ProgrammeState: UInt8, CodedValue {
  /// Being written.
  case draft = 1
  /// Handed in to the ethics committee.
  case submitted = 2
  /// Approved, not yet started.
  case approved = 3
  /// Taking donors.
  case open = 4
  /// Halted for a time.
  case suspended = 5
  /// Ended as planned.
  case closed = 6
  /// Ended before its time.
  case terminated = 7

  /// `programme state`.
  public static var vocabulary: String { "programme state" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .draft: "draft"
    case .submitted: "submitted"
    case .approved: "approved"
    case .open: "open"
    case .suspended: "suspended"
    case .closed: "closed"
    case .terminated: "terminated"
    }
  }

  /// Whether donors are offered to the programme.
  public var takesDonors: Bool { self == .open }

  /// Whether the programme can have come here without an ethics approval.
  public var needsApproval: Bool {
    switch self {
    case .draft, .submitted, .terminated: false
    case .approved, .open, .suspended, .closed: true
    }
  }
}
