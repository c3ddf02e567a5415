import TestSupport
import Foundation
import Testing

@testable import Anonymization

@Suite struct MeasureTests {
  @Test func `the logarithm agrees with the platform's`() {
    var generator = SeededGenerator(seed: 3)
    for number in [1, 2, 3, 0.5, 1e-300, 1e300, 1.414213562373095, 0.7071067811865476] {
      #expect(abs(naturalLogarithm(number) - log(number)) <= 4e-16 * max(1, abs(log(number))))
    }
    for _ in 0..<10_000 {
      let number = Double.random(in: 1e-3...1e6, using: &generator)
      #expect(
        abs(naturalLogarithm(number) - log(number)) <= 4e-16 * max(1, abs(log(number))),
        "number \(number)")
    }
  }

  @Test func `the root agrees with the platform's`() {
    for degree in 1...32 {
      for number in [1, 1.0000001, 1.5, 2, 100, 4_294_967_296] {
        let expected = pow(number, 1 / Double(degree))
        #expect(abs(root(number, degree: degree) - expected) < 1e-13 * expected)
      }
    }
  }

  /// Li, Li and Venkatasubramanian 2007 give no numbers for this distance; these follow by hand from
  /// the definition on a tree of height 2 with leaves a and b under one label, c and d under another.
  @Test func `the hierarchical distance follows its definition`() throws {
    let hierarchy = try Hierarchy(
      name: "s", rows: [["a", "1", "*"], ["b", "1", "*"], ["c", "2", "*"], ["d", "2", "*"]])
    let tree = DistanceTree(
      hierarchy: hierarchy, leafOfValue: [0, 1, 2, 3], shares: [0.25, 0.25, 0.25, 0.25])
    // All in a: a quarter moves one level, a half two.
    #expect(abs(tree.distance(touched: [0], [4, 0, 0, 0], total: 4) - 0.625) < 1e-15)
    #expect(abs(tree.leastDistance(touched: [0]) - 0.625) < 1e-15)
    // One half each in a and c: each gives a quarter to its neighbour.
    #expect(abs(tree.distance(touched: [0, 2], [2, 0, 2, 0], total: 4) - 0.25) < 1e-15)
    #expect(tree.distance(touched: [0, 1, 2, 3], [1, 1, 1, 1], total: 4) == 0)
    #expect(tree.leastDistance(touched: [0, 1, 2, 3]) == 0)
  }
}
