extension ProgrammeState {
  /// Where a programme can go from here without a new version; what has ended stays ended.
  public var successors: [ProgrammeState] {
    switch self {
    case .draft: [.submitted, .terminated]
    case .submitted: [.approved, .terminated]
    case .approved: [.open, .closed, .terminated]
    case .open: [.suspended, .closed, .terminated]
    case .suspended: [.open, .closed, .terminated]
    case .closed, .terminated: []
    }
  }
}
