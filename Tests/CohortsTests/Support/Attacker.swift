/// Somebody who holds releases, knows who is in which, and asks every question of them.
///
/// Shares no code with what it attacks.
struct Attacker {
  /// What a release says of a person.
  struct Row: Hashable {
    /// The quasi-identifiers, as they left.
    var look: String
    /// The sensitive value.
    var secret: String
  }

  /// A group that a question singles out.
  struct Finding: Hashable {
    var donors: Int
    /// Different sensitive values in the group.
    var secrets: Int
  }

  private var releases: [[Int64: Row]] = []

  mutating func receive(_ release: [Int64: Row]) { releases.append(release) }

  /// The smallest group that any question singles out, and the one with the fewest secrets.
  func worst() -> (smallest: Int, fewestSecrets: Int)? {
    var smallest = Int.max
    var fewest = Int.max
    for finding in findings() {
      smallest = min(smallest, finding.donors)
      fewest = min(fewest, finding.secrets)
    }
    return smallest == .max ? nil : (smallest, fewest)
  }

  /// Every group of every question: what a person looks like in each chosen release.
  ///
  /// Absence from one is a look too. One release alone is plain k-anonymity, two are intersection, insertion
  /// and withdrawal differencing, all of them together is the most that can be known.
  private func findings() -> [Finding] {
    var found: [Finding] = []
    var choices = releases.indices.map { [$0] }
    for first in releases.indices {
      for second in releases.indices where second > first { choices.append([first, second]) }
    }
    choices.append(Array(releases.indices))
    for choice in choices {
      var groups: [[String]: [Set<String>]] = [:]
      var sizes: [[String]: Int] = [:]
      for person in Set(choice.flatMap { releases[$0].keys }) {
        let looks = choice.map { releases[$0][person]?.look ?? "absent" }
        sizes[looks, default: 0] += 1
        let secrets = choice.map { releases[$0][person]?.secret }
        var known = groups[looks] ?? choice.map { _ in [] }
        for (place, secret) in secrets.enumerated() {
          if let secret { known[place].insert(secret) }
        }
        groups[looks] = known
      }
      for (looks, size) in sizes {
        let counts = (groups[looks] ?? []).filter { !$0.isEmpty }.map(\.count)
        found.append(Finding(donors: size, secrets: counts.min() ?? 0))
      }
    }
    return found
  }
}
