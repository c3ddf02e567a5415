import TestSupport
import Testing

@testable import Anonymization

@Suite struct ClassBlocksTests {
  /// Safe classes of tuples in the order in which they come, whatever they have in common.
  private func classes(_ problem: Problem) -> LocalClasses? {
    var conditions = ClassConditions(problem)
    var classOfTuple: [UInt32] = []
    var members: [UInt32] = []
    var classCount: UInt32 = 0
    for tuple in problem.tuples.counts.indices {
      members.append(UInt32(tuple))
      classOfTuple.append(classCount)
      guard conditions.hold(members) else { continue }
      members = []
      classCount += 1
    }
    guard members.isEmpty, classCount > 0 else { return nil }
    return LocalClasses(
      TupleScales(problem), counts: problem.tuples.counts, classOfTuple: classOfTuple,
      classCount: Int(classCount))
  }

  /// Where classes are improved in blocks, nobody is lost, every class stays safe, and all cells
  /// together cost no more.
  @Test func `blocks keep every tuple and every condition, and lose nothing`() throws {
    var improved = 0
    for seed in 9000..<9040 as Range<UInt64> {
      let sample = RandomCase(seed: seed)
      let models: [PrivacyModel] =
        seed % 2 == 0 ? [.kAnonymity(3)] : [.kAnonymity(2), .distinctDiversity(l: 2, of: "s")]
      guard sample.rows.count >= 3 else { continue }
      let problem = try Problem(
        table: try sample.table(),
        request: AnonymizationRequest(
          quasiIdentifiers: try sample.identifiers(), models: models))
      guard let before = classes(problem) else { continue }
      let after = ClassBlocks(problem, blockSize: 8).improve(
        before, over: Array(CoverOrder(problem).transformations.prefix(8)))
      var conditions = ClassConditions(problem)
      #expect(after.classOfTuple.allSatisfy { Int($0) < after.count }, "seed \(seed)")
      #expect(after.members.joined().sorted() == before.members.joined().sorted(), "seed \(seed)")
      for members in after.members {
        let isSafe = conditions.hold(members)
        #expect(isSafe, "seed \(seed)")
      }
      #expect(after.cost <= before.cost + 1e-9, "seed \(seed)")
      if after.cost < before.cost - 1e-9 { improved += 1 }
    }
    #expect(improved > 3)
  }
}
