import TestSupport
import Domain
import Testing

@testable import ResearchRouting

@Suite struct `Expressions over columns` {
  @Test(arguments: 0..<40)
  func `columns say of every tumour what the program says of it alone`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let sources = (0..<Int.random(in: 1...20, using: &generator)).map { _ in
      Generate.expression(
        depth: 3, from: Generate.predicates + Generate.states, using: &generator)
    }
    let topics = generator.pick([EligibilityTopics(), .feasibility, .biomarkers, .site])
    let programs = try sources.map {
      try EligibilityExpression($0).compiled(ignoring: topics)
    }
    // Around the sizes of a word and of a block of words.
    let count = generator.pick([0, 1, 63, 64, 65, 700, 1023, 1024, 1025, 1300])
    var tumours: [TumourFacts] = []
    while tumours.count < count {
      tumours += TumourFacts.all(of: Generate.donor(using: &generator))
    }
    var columns = TumourColumns()
    for facts in tumours { columns.append(facts) }
    let answers = TumourScreen(programs).evaluate(columns)
    #expect(answers.count == programs.count)
    for (place, program) in programs.enumerated() {
      let expected = program.truths(of: tumours)
      let found = tumours.indices.map { answers[place][$0] }
      #expect(found == expected, "seed \(seed): \(sources[place])")
      #expect(answers[place].holding == expected.count { $0 == .isTrue }, "seed \(seed)")
      #expect(answers[place].failing == expected.count { $0 == .isFalse }, "seed \(seed)")
    }
  }

  @Test func `the same predicate in two expressions is answered once`() {
    var bank = PredicateBank()
    let first = bank.insert(column: 0, codes: [0, 1], truths: [.isTrue, .isFalse])
    let second = bank.insert(column: 0, codes: [0, 1], truths: [.unknown, .isFalse])
    #expect(first.fails == -1)
    #expect(second.fails == second.holds + 1)
    #expect(bank.words.count == 1)
    #expect(bank.words[0].sources.count == 1)
  }

  @Test(arguments: 0..<20)
  func `turning bits over twice changes nothing`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let rows = (0..<64).map { _ in generator.next() }
    var turned = rows
    var span = turned.mutableSpan
    BitMatrix.transpose(&span)
    for row in 0..<64 {
      for column in 0..<64 {
        #expect(
          rows[row] >> UInt64(column) & 1 == turned[column] >> UInt64(row) & 1, "seed \(seed)")
      }
    }
  }
}
