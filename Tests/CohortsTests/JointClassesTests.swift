import Testing

@testable import Cohorts

struct JointClassesTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 31)
    }
  }

  private typealias Member = (person: Int64, equivalenceClass: UInt32)

  private func kept(_ members: [Member], _ joint: JointClasses, k: Int) -> [Member] {
    let repair = joint.repair(
      members: members.map(\.person), classes: members.map(\.equivalenceClass),
      rule: JointClasses.Rule(k: k))
    return members.indices.filter { !repair.leftOut.contains($0) }.map { members[$0] }
  }

  @Test func `a first release gives nobody up`() {
    let repair = JointClasses().repair(
      members: [1, 2], classes: [0, 0], rule: JointClasses.Rule(k: 5))
    #expect(repair == JointClasses.Repair(leftOut: [], smallCells: 0, smallest: 0))
  }

  @Test func `one withdrawal takes k - 1 others of its class with it`() {
    var joint = JointClasses()
    joint.add((0..<12).map { (Int64($0), 0) })
    let repair = joint.repair(
      members: (1..<12).map(Int64.init), classes: [UInt32](repeating: 0, count: 11),
      rule: JointClasses.Rule(k: 5))
    #expect(repair.leftOut.count == 4)
    #expect(repair.smallCells == 1)
    #expect(repair.smallest == 1)
  }

  @Test func `a class that would become too small goes whole`() {
    var joint = JointClasses()
    joint.add((0..<6).map { (Int64($0), 0) })
    let repair = joint.repair(
      members: (1..<6).map(Int64.init), classes: [UInt32](repeating: 0, count: 5),
      rule: JointClasses.Rule(k: 5))
    #expect(repair.leftOut.count == 5)
  }

  @Test func `fewer than k new donors wait`() {
    var joint = JointClasses()
    joint.add((0..<10).map { (Int64($0), 0) })
    let members: [Member] = (0..<13).map { (Int64($0), 0) }
    #expect(Set(kept(members, joint, k: 5).map(\.person)) == Set(0..<10))
    let more: [Member] = (0..<15).map { (Int64($0), 0) }
    #expect(kept(more, joint, k: 5).count == 15)
  }

  @Test func `one who was erased is missed although nobody knows who it was`() {
    var joint = JointClasses()
    joint.add((0..<30).map { (Int64($0), UInt32($0 / 15)) }, piercedClasses: [0])
    let members = (0..<30).map { Int64($0) }
    let repair = joint.repair(
      members: members, classes: members.map { UInt32($0 / 15) }, rule: JointClasses.Rule(k: 5))
    #expect(repair.leftOut.count == 5)
    #expect(repair.leftOut.allSatisfy { $0 < 15 })
  }

  @Test func `a group that shares one sensitive value stays behind`() {
    var joint = JointClasses()
    joint.add(
      (0..<10).map { (Int64($0), 0) },
      sensitive: Dictionary(uniqueKeysWithValues: (0..<10).map { (Int64($0), ["v\($0 % 2)"]) }))
    let members = (0..<16).map { Int64($0) }
    let repair = joint.repair(
      members: members, classes: members.map { _ in 0 },
      traits: members.map { [$0 < 10 ? "v\($0 % 2)" : "same"] },
      rule: JointClasses.Rule(k: 5, l: 2))
    #expect(repair.leftOut == Set(10..<16))
    #expect(joint.broken(JointClasses.Rule(k: 5, l: 2)).isEmpty)
    #expect(joint.broken(JointClasses.Rule(k: 5, l: 3)) == [10])
  }

  /// The same grouping counted by other code: the history of each person as a list.
  private func smallestCell(_ releases: [[Member]]) -> Int? {
    var histories: [Int64: [UInt32?]] = [:]
    for (index, release) in releases.enumerated() {
      for member in release {
        histories[member.person, default: Array(repeating: nil, count: releases.count)][index] =
          member.equivalenceClass
      }
    }
    return Dictionary(grouping: histories.values, by: { $0 }).values.map(\.count).min()
  }

  @Test(arguments: 0..<60)
  func `whoever holds every release never tells fewer than k donors apart`(seed: UInt64) {
    var random = Generator(state: seed &* 7919 &+ 1)
    let k = Int.random(in: 2...11, using: &random)
    var population = (0..<Int64.random(in: 30...400, using: &random)).map { $0 }
    var joint = JointClasses()
    var releases: [[Member]] = []
    for _ in 0..<Int.random(in: 2...6, using: &random) {
      let width = Int64.random(in: 1...4, using: &random)
      let wanted: [Member] = population.map { ($0, UInt32($0 % width)) }
      let sizes = Dictionary(grouping: wanted, by: \.equivalenceClass).mapValues(\.count)
      let protected = wanted.filter { sizes[$0.equivalenceClass, default: 0] >= k }
      let released = kept(protected, joint, k: k)
      joint.add(released)
      releases.append(released)
      #expect(smallestCell(releases) ?? k >= k, "seed \(seed)")
      #expect(joint.cellSizes.first ?? k >= k, "seed \(seed)")
      // Some withdraw, some come, and now and then only one does.
      population.removeAll { _ in Int.random(in: 0..<40, using: &random) == 0 }
      let next = (population.last ?? 0) + 1
      population += (next..<(next + Int64.random(in: 0...30, using: &random)))
    }
  }
}
