import TestSupport
import Testing

@testable import Cohorts

/// Generated histories of releases to recipients who hand on, and an attacker who holds all that one
/// of them can hold.
struct AttackTests {
  private typealias Share = (giver: String, taker: String)

  /// What protects the releases of a history; tests switch parts of it off to see the attacker win.
  private struct Defence {
    var jointRule = true
    var knowsShares = true
    var knowsErasures = true
  }

  private struct Released {
    var recipient: String
    var rows: [Int64: (place: UInt32, row: Attacker.Row)]
  }

  /// A registry in little: donors with a look and a secret, who come, withdraw, are erased, and are
  /// released to recipients for programmes that want different donors and generalise differently.
  private func play(
    seed: UInt64, _ rule: JointClasses.Rule, _ defence: Defence
  ) -> (releases: [Released], shares: [Share]) {
    var random = SeededGenerator(seed: seed)
    let names = ["a", "b", "c", "d"]
    let shares: [Share] = names.flatMap { giver in
      names.filter { $0 != giver }.compactMap { taker in
        Int.random(in: 0..<4, using: &random) == 0 ? (giver, taker) : nil
      }
    }
    let audience = Audience(shares: defence.knowsShares ? shares : [])
    var secrets: [Int64: String] = [:]
    var present: [Int64] = []
    var erased: Set<Int64> = []
    var next: Int64 = 0
    func arrive(_ count: Int) {
      for _ in 0..<count {
        secrets[next] = "s\(Int.random(in: 0..<4, using: &random))"
        present.append(next)
        next += 1
      }
    }
    arrive(Int.random(in: 60...300, using: &random))
    var releases: [Released] = []
    for _ in 0..<Int.random(in: 2...6, using: &random) {
      let recipient = names.randomElement(using: &random) ?? "a"
      let step = Int64.random(in: 1...4, using: &random)
      let width = Int64.random(in: 1...3, using: &random)
      let wanted = present.filter { $0 % step != 1 || step == 1 }.map {
        (person: $0, place: UInt32(($0 / step) % width))
      }
      var joint = JointClasses()
      let against = audience.meeting(recipient)
      for earlier in releases where defence.jointRule && against.contains(earlier.recipient) {
        let lost = earlier.rows.filter { erased.contains($0.key) }
        joint.add(
          earlier.rows.filter { !erased.contains($0.key) }.sorted { $0.key < $1.key }
            .map { ($0.key, $0.value.place) },
          piercedClasses: defence.knowsErasures ? Set(lost.values.map(\.place)) : [],
          sensitive: earlier.rows.filter { !erased.contains($0.key) }
            .mapValues { [$0.row.secret] })
      }
      let classes = Dictionary(grouping: wanted, by: \.place).filter { _, members in
        members.count >= rule.k
          && Set(members.map { secrets[$0.person] }).count >= rule.l
      }
      let members = wanted.filter { classes[$0.place] != nil }
      let repair = joint.repair(
        members: members.map(\.person), classes: members.map(\.place),
        traits: members.map { [secrets[$0.person] ?? ""] }, rule: rule)
      let rows = members.indices.filter { !repair.leftOut.contains($0) }.map { position in
        let member = members[position]
        return (
          member.person,
          (
            place: member.place,
            row: Attacker.Row(
              look: "\(step)/\(width)/\(member.place)", secret: secrets[member.person] ?? "")
          )
        )
      }
      if !rows.isEmpty {
        releases.append(
          Released(recipient: recipient, rows: Dictionary(uniqueKeysWithValues: rows)))
      }
      for index in present.indices.reversed() where Int.random(in: 0..<60, using: &random) == 0 {
        let gone = present.remove(at: index)
        if Bool.random(using: &random) { erased.insert(gone) }
      }
      arrive(Int.random(in: 0...14, using: &random))
    }
    return (releases, shares)
  }

  /// The worst that anybody finds who holds what the recipients may hand on.
  private func worst(
    _ history: (releases: [Released], shares: [Share])
  ) -> (smallest: Int, fewestSecrets: Int) {
    let audience = Audience(shares: history.shares)
    var worst = (smallest: Int.max, fewestSecrets: Int.max)
    for holder in ["a", "b", "c", "d"] {
      var attacker = Attacker()
      for release in history.releases
      where audience.holders(of: release.recipient).contains(holder) {
        attacker.receive(release.rows.mapValues(\.row))
      }
      guard let found = attacker.worst() else { continue }
      worst = (
        min(worst.smallest, found.smallest), min(worst.fewestSecrets, found.fewestSecrets)
      )
    }
    return worst
  }

  @Test(arguments: 0..<300)
  func `whoever holds what is handed on never singles out fewer than k donors`(seed: UInt64) {
    let rule = JointClasses.Rule(k: 2 + Int(seed % 10))
    #expect(worst(play(seed: seed, rule, Defence())).smallest >= rule.k, "seed \(seed)")
  }

  @Test(arguments: 0..<150)
  func `nor fewer than l secrets where diversity is asked for`(seed: UInt64) {
    let rule = JointClasses.Rule(k: 3 + Int(seed % 6), l: 2 + Int(seed % 2))
    let found = worst(play(seed: seed, rule, Defence()))
    #expect(found.smallest >= rule.k, "seed \(seed)")
    #expect(found.fewestSecrets >= rule.l, "seed \(seed)")
  }

  /// The attack is worth something only where it wins against a registry that does less.
  @Test(arguments: ["joint rule", "shares", "erasures"])
  func `without its defence the attacker wins`(missing: String) {
    var defence = Defence()
    switch missing {
    case "joint rule": defence.jointRule = false
    case "shares": defence.knowsShares = false
    default: defence.knowsErasures = false
    }
    let won = (0..<120).filter { seed in
      let rule = JointClasses.Rule(k: 2 + seed % 10)
      return worst(play(seed: UInt64(seed), rule, defence)).smallest < rule.k
    }
    #expect(won.count >= 10, "\(missing): \(won.count)")
  }
}
