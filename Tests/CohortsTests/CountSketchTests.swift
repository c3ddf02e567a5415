import TestSupport
import Testing

@testable import Cohorts

struct CountSketchTests {
  private func sketch(_ donors: some Sequence<UInt64>) -> CountSketch {
    var sketch = CountSketch()
    for donor in donors {
      var random = SeededGenerator(seed: donor)
      sketch.add(random.next(), random.next())
    }
    return sketch
  }

  @Test(arguments: 0..<200)
  func `two groups are never taken to be further apart than they are`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let first = (0..<UInt64.random(in: 0...500, using: &random)).map { $0 }
    let gone = Int.random(in: 0...min(12, first.count), using: &random)
    let come = (0..<UInt64.random(in: 0...12, using: &random)).map { 10_000 + $0 }
    let second = Array(first.dropLast(gone)) + come
    let distance = sketch(first).distance(to: sketch(second))
    #expect(distance <= gone + come.count, "seed \(seed)")
    #expect((distance == 0) == (gone + come.count == 0), "seed \(seed)")
  }

  @Test func `groups far apart are told apart, and the order plays no part`() {
    #expect(sketch(0..<1000).distance(to: sketch(500..<1500)) > 100)
    #expect(sketch(0..<100) == sketch((0..<100).reversed()))
  }

  @Test func `a sketch comes back from its bytes`() {
    let written = sketch(0..<50)
    #expect(CountSketch(bytes: written.bytes) == written)
    #expect(CountSketch(bytes: [1, 2, 3]) == nil)
  }
}
