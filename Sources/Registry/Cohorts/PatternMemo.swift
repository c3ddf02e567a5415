internal import Domain
internal import Storage

/// The last answers about donors of equal consent events who permit the same.
struct PatternMemo<Answer> {
  private struct Key: Equatable {
    var pattern = ConsentPattern()
    var permitted: ScopeSet = []
  }

  // Apart, so that a key is compared where it stands. There are no places before the first answer.
  private var keys: [Key] = []
  private var answers: [Answer?] = []
  private static var places: Int { 1 << 13 }

  /// The answer that was kept; nil where none is.
  func answer(_ pattern: ConsentPattern, permitted: ScopeSet) -> Answer? {
    guard !keys.isEmpty else { return nil }
    let place = pattern.mark & (Self.places - 1)
    guard keys[place].pattern == pattern, keys[place].permitted == permitted else { return nil }
    return answers[place]
  }

  /// Keeps an answer, and forgets another where there is no place.
  mutating func keep(_ answer: Answer, _ pattern: ConsentPattern, permitted: ScopeSet) {
    if keys.isEmpty {
      keys = Array(repeating: Key(), count: Self.places)
      answers = Array(repeating: nil, count: Self.places)
    }
    let place = pattern.mark & (Self.places - 1)
    keys[place] = Key(pattern: pattern, permitted: permitted)
    answers[place] = answer
  }
}
