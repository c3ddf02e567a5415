import TestSupport
import Domain
import Foundation
import Testing

/// How many random histories each law is tried on; `CONSENT_HISTORIES` scales it.
let historiesPerLaw =
  ProcessInfo.processInfo.environment["CONSENT_HISTORIES"].flatMap { Int($0) } ?? 20_000

/// Sets the seeds of two histories apart.
private let seedStep: UInt64 = 0x2545_F491_4F6C_DD1D

/// Tries a law on random histories and shows the smallest one found that breaks it; says how many
/// were tried where none did.
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
  let count = max(1, historiesPerLaw / share)
  if let found = smallestCounterexample(among: count, law) {
    Issue.record(
      "seed \(found.seed): \(found.problem)\n\(found.history)", sourceLocation: location)
    return
  }
  print(
    "\(count) generated histories, seeds 0 to \(count - 1) times \(seedStep): "
      + (Test.current?.name ?? "a law"))
}

/// The first of some random histories that breaks a law, made as small as it can be.
/// - Parameters:
///   - count: how many histories are tried.
///   - law: says what is wrong with a history, or nil.
/// - Returns: the seed, the smallest history and what is wrong with it; nil where the law holds.
func smallestCounterexample(
  among count: Int, _ law: (GeneratedHistory, inout SeededGenerator) -> String?
) -> (seed: UInt64, history: GeneratedHistory, problem: String)? {
  for number in 0..<count {
    let seed = UInt64(number) &* seedStep
    var random = SeededGenerator(seed: seed)
    let history = GeneratedHistory(&random)
    func problem(_ history: GeneratedHistory) -> String? {
      var same = random
      return law(history, &same)
    }
    guard problem(history) != nil else { continue }
    let smallest = shrink(history) { problem($0) != nil }
    return (seed, smallest, problem(smallest) ?? "")
  }
  return nil
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
