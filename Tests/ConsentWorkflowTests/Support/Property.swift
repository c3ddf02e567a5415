import TestSupport
import Domain
import Foundation
import Testing

/// How many random histories each law is tried on; `CONSENT_HISTORIES` scales it.
let historiesPerLaw =
  ProcessInfo.processInfo.environment["CONSENT_HISTORIES"].flatMap { Int($0) } ?? 20_000

/// Tries a law on random histories and shows the smallest one found that breaks it.
///
/// The law gets the random numbers that follow the history, so that what it draws for itself is
/// the same again while the history is made smaller.
/// - Parameters:
///   - share: tries only one in so many of the histories, for laws that are slow to check.
///   - location: where a failure is shown.
///   - law: says what is wrong with a history, or nil.
func expectForAllHistories(
  oneIn share: Int = 1, location: SourceLocation = #_sourceLocation,
  _ law: (GeneratedHistory, inout SeededGenerator) -> String?
) {
  for number in 0..<max(1, historiesPerLaw / share) {
    let seed = UInt64(number) &* 0x2545_F491_4F6C_DD1D
    var random = SeededGenerator(seed: seed)
    let history = GeneratedHistory(&random)
    func problem(_ history: GeneratedHistory) -> String? {
      var same = random
      return law(history, &same)
    }
    guard problem(history) != nil else { continue }
    let smallest = shrink(history) { problem($0) != nil }
    Issue.record(
      "seed \(seed): \(problem(smallest) ?? "")\n\(smallest)", sourceLocation: location)
    return
  }
}

/// Leaves out events and facts of the donor for as long as the law stays broken.
private func shrink(
  _ history: GeneratedHistory, _ isBroken: (GeneratedHistory) -> Bool
) -> GeneratedHistory {
  var smallest = history
  var isSmaller = true
  while isSmaller {
    isSmaller = false
    var candidates = smallest.events.indices.map { place in
      var candidate = smallest
      candidate.events.remove(at: place)
      return candidate
    }
    if smallest.donor.deathDay != nil {
      var candidate = smallest
      candidate.donor.deathDay = nil
      candidates.append(candidate)
    }
    if smallest.donor.majorityDay != nil {
      var candidate = smallest
      candidate.donor.majorityDay = nil
      candidates.append(candidate)
    }
    if let next = candidates.first(where: isBroken) {
      smallest = next
      isSmaller = true
    }
  }
  return smallest
}
