import Domain
import Testing

struct ProgrammeStateTests {
  @Test func `a programme goes from draft to its end and skips nothing`() {
    let allowed: [ProgrammeState: [ProgrammeState]] = [
      .draft: [.submitted, .terminated], .submitted: [.approved, .terminated],
      .approved: [.open, .closed, .terminated], .open: [.suspended, .closed, .terminated],
      .suspended: [.open, .closed, .terminated], .closed: [], .terminated: [],
    ]
    for state in ProgrammeState.allCases {
      #expect(state.successors == allowed[state], "\(state)")
      #expect(!state.successors.contains(state))
    }
  }

  @Test func `nothing takes donors that was not submitted and approved before`() {
    func ways(to state: ProgrammeState) -> [[ProgrammeState]] {
      if state == .draft { return [[.draft]] }
      return ProgrammeState.allCases.filter { $0.successors.contains(state) && $0 != .suspended }
        .flatMap { ways(to: $0).map { $0 + [state] } }
    }
    #expect(ways(to: .open) == [[.draft, .submitted, .approved, .open]])
  }
}
