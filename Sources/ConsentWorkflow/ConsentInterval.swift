public import Domain

/// A scope in one state for a stretch of days.
public struct ConsentInterval: Hashable, Sendable {
  /// The scope.
  public let scope: ConsentScope
  /// Its state.
  public let state: ConsentState
  /// The first day.
  public let from: CivilDay
  /// The first day after it; nil where it does not end.
  public let until: CivilDay?
}

extension ConsentTimeline {
  /// The states of a scope over time; stretches in which nothing was asked are left out.
  /// - Parameter scope: the scope.
  /// - Returns: the intervals by first day; neighbours differ.
  public func intervals(of scope: ConsentScope) -> [ConsentInterval] {
    var intervals: [ConsentInterval] = []
    var open: (state: ConsentState, from: CivilDay)?
    func close(at day: CivilDay?) {
      guard let open, open.state != .notAsked else { return }
      intervals.append(
        ConsentInterval(scope: scope, state: open.state, from: open.from, until: day))
    }
    for segment in segments {
      let state = segment.states[scope]
      if state == open?.state { continue }
      close(at: segment.from)
      open = (state, segment.from)
    }
    close(at: nil)
    return intervals
  }

  /// The state of a scope on a day, and the days between which it is in that state throughout.
  /// - Parameters:
  ///   - scope: the scope.
  ///   - day: the day.
  /// - Returns: the state, its first day (nil where it has none) and the first day after it (nil
  ///   where it does not end).
  public func interval(
    of scope: ConsentScope, on day: CivilDay
  ) -> (state: ConsentState, from: CivilDay?, until: CivilDay?) {
    let here = place(of: day)
    let state = here.map { segments[$0].states[scope] } ?? .notAsked
    var from: CivilDay?
    if let here {
      var place = here
      while place > 0, segments[place - 1].states[scope] == state { place -= 1 }
      from = place == 0 && state == .notAsked ? nil : segments[place].from
    }
    let rest = segments[(here.map { $0 + 1 } ?? 0)...]
    return (state, from, rest.first { $0.states[scope] != state }?.from)
  }
}
