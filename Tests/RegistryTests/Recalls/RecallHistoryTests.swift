import TestSupport
import Domain
import Foundation
import Registry
import Testing

/// Histories of grants, denials, voids, merges and releases in any order.
struct RecallHistoryTests {
  /// What a test remembers by itself of what it did.
  private struct Denial: Hashable {
    var sequence: UInt64
    var donor: String
    var from: CivilDay
  }

  @Test(arguments: 0..<8)
  func `every denial and every released item are one recall, and no recall is without a ground`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let world = try World()
    let donors = try world.consented(26)
    var denials: [Denial] = []
    // A denial's ground ends with a later grant, so that only the last of a donor is compared.
    var denied: Set<String> = []
    var day = World.firstDay.daysSinceEpoch
    var releases: [(id: String, day: CivilDay, donors: Set<String>)] = []
    for step in 0..<24 {
      day += Int32.random(in: 0...3, using: &random)
      let today = CivilDay(daysSinceEpoch: day)
      if today > world.clock.now.day { world.clock.move(to: today) }
      let donor = donors[Int.random(in: 0..<donors.count, using: &random)]
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<4 where !denied.contains(donor):
        world.clock.tick()
        let kind = ["withdrawal", "objection"].randomElement(using: &random) ?? "withdrawal"
        var request = ConsentRequest(donor: donor, kind: kind)
        request.scopes = ["clinical_data"]
        let from = CivilDay(
          daysSinceEpoch: today.daysSinceEpoch + Int32.random(in: 0...5, using: &random))
        request.effectiveFrom = from
        let outcome = try world.registry.consent(request, ChangeRequest())
        denied.insert(donor)
        denials.append(Denial(sequence: outcome.sequence, donor: donor, from: from))
      case 4..<7:
        guard let release = try? world.export("release-\(step)") else { continue }
        let held = try donors.filter {
          try world.registry.donor($0, on: nil).releases.contains(release.release)
        }
        releases.append((release.release, today, Set(held)))
      default: try world.grant(try world.register(100 + step), on: today)
      }
    }
    let expected = Set(
      denials.flatMap { denial in
        releases.filter { $0.donors.contains(denial.donor) }
          .map { "\(denial.sequence) \($0.id) \(denial.donor)" }
      })
    let found = try world.registry.recalls(RecallQuery(all: true)).map { recall in
      "\(recall.id.prefix { $0 != "-" }) \(recall.release) \(recall.donor)"
    }
    #expect(found.count == Set(found).count, "seed \(seed)")
    #expect(Set(found) == expected, "seed \(seed)")
    #expect(try world.faults().isEmpty, "seed \(seed)")
  }
}
