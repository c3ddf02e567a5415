import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// Folds replace stored timelines donor by donor, and nothing of donors between them is touched.
struct TimelineReplacementTests {
  private func day(_ number: Int32) -> CivilDay { CivilDay(daysSinceEpoch: number) }

  private func segment(_ from: Int32, _ state: ConsentState) -> ConsentSegment {
    var states = PackedStates()
    states[.tissueSurplus] = state
    return ConsentSegment(from: day(from), states: states)
  }

  private func folds(_ content: [(Int64, [ConsentSegment])]) -> FoldedConsents {
    var folds = FoldedConsents()
    for (donor, segments) in content {
      folds.begin(donor)
      for segment in segments { folds.add(segment) }
    }
    return folds
  }

  private func record() -> DonorRecord {
    DonorRecord(
      interest: Interest(source: .clinician, expressedOn: day(100)), sex: .female)
  }

  @Test func `a fold replaces what was stored and leaves donors between alone`() throws {
    try withScratchStore { store in
      try store.write { transaction in
        try transaction.projections.replace(
          folds([
            (1, [segment(10, .permitted), segment(20, .lapsed)]),
            (2, [segment(10, .permitted)]),
            (3, [segment(5, .permitted), segment(9, .withdrawn)]),
          ]))
      }
      try store.write { transaction in
        try transaction.projections.replace(
          folds([(1, [segment(8, .suspended), segment(10, .permitted)]), (3, []), (4, [])]))
      }
      let stored = try store.read { snapshot in
        try (1...4).map { try snapshot.timeline(of: $0) }
      }
      #expect(
        stored == [
          [segment(8, .suspended), segment(10, .permitted)], [segment(10, .permitted)], [], [],
        ])
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `any folds over any others leave what was folded last`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var wanted: [Int64: [ConsentSegment]] = [:]
    try withScratchStore { store in
      for _ in 0..<12 {
        // Close together and far apart, so that some are read in passing and others looked up.
        let donors = (0..<generator.below(200)).map { _ in
          Int64(generator.oneIn(2) ? generator.below(300) : generator.below(300) * 1_000_003)
        }
        let content = Set(donors).sorted().map { donor in
          (donor, randomSegments(&generator))
        }
        for (donor, segments) in content { wanted[donor] = segments }
        try store.write { try $0.projections.replace(folds(content)) }
      }
      try store.read { snapshot in
        for (donor, segments) in wanted {
          #expect(try snapshot.timeline(of: donor) == segments, "seed \(seed)")
        }
        for state in ConsentState.allCases {
          let from = day(Int32(generator.below(60)))
          let beginning = from...from.adding(days: generator.below(60))
          let last = day(Int32(generator.below(100)))
          var found: [Int64: [ConsentSegment]] = [:]
          try snapshot.forEachTimeline(with: state, beginning: beginning, lastingAfter: last) {
            found[$0] = $1
          }
          let expected = wanted.filter { _, segments in
            zip(segments, segments.dropFirst().map(\.from) + [.latest]).contains {
              beginning.contains($0.from) && $1 > last
                && !$0.states.scopes(in: state).isEmpty
            }
          }
          #expect(found == expected, "seed \(seed), \(state)")
        }
      }
    }
  }

  @Test(arguments: [4, 5] as [UInt64])
  func `the states of a day are those of the segment that holds it`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    try withScratchStore { store in
      for donor in Int64(1)...20 {
        let segments = randomSegments(&generator)
        try store.write { transaction in
          try transaction.projections.add(
            donor: donor, record: record(), tokens: DonorTokens(), sequence: UInt64(donor),
            recordedAt: Instant(microseconds: 1))
          try transaction.projections.replace(folds([(donor, segments)]))
        }
        let today = day(Int32(generator.below(120)))
        let expected = segments.last { $0.from <= today }?.states ?? PackedStates()
        try store.read { snapshot in
          #expect(try snapshot.states(of: donor, on: today) == expected, "seed \(seed)")
          var swept: PackedStates?
          try snapshot.forEachDonor(on: today) { if $0.code == donor { swept = $1 } }
          #expect(swept == expected, "seed \(seed)")
          let scopes = ScopeSet(rawValue: 1 << UInt16(generator.below(16)))
          var end = today
          while end < day(200), holds(scopes, segments, end) { end = end.adding(days: 1) }
          let last = try snapshot.lastPermission(of: scopes, by: donor, from: today)
          #expect(end == day(200) ? last == .latest : last == end, "seed \(seed)")
        }
      }
    }
  }

  private func holds(
    _ scopes: ScopeSet, _ segments: [ConsentSegment], _ day: CivilDay
  ) -> Bool {
    scopes.isSubset(of: segments.last { $0.from <= day }?.states.permitted ?? [])
  }

  private func randomSegments(_ generator: inout SeededGenerator) -> [ConsentSegment] {
    var segments: [ConsentSegment] = []
    for from in Set((0..<generator.below(6)).map { _ in Int32(generator.below(100)) }).sorted() {
      var states = segments.last?.states ?? PackedStates()
      let old = states
      while states == old {
        let scope = generator.pick(ConsentScope.allCases)
        states[scope] = generator.pick(ConsentState.allCases)
      }
      segments.append(ConsentSegment(from: day(from), states: states))
    }
    if segments.first?.states == PackedStates() { segments.removeFirst() }
    return segments
  }

  @Test func `facts are the same wherever the asking begins`() throws {
    try withScratchStore { store in
      try store.write { transaction in
        for donor in Int64(1)...80 {
          var donorRecord = record()
          donorRecord.birthYear = 1900 + Int(donor)
          donorRecord.vitalStatus = donor % 3 == 0 ? .dead : .alive
          try transaction.projections.add(
            donor: donor, record: donorRecord, tokens: DonorTokens(), sequence: UInt64(donor),
            recordedAt: Instant(microseconds: 1))
          for event in 0..<donor % 4 {
            try transaction.projections.add(
              consent: ConsentEvent(
                sequence: UInt64(1000 - donor * 4 + event), recordedAt: Instant(microseconds: 1),
                facts: try ConsentFacts(
                  kind: .refusal, scopes: [.clinicalData], signedOn: day(Int32(event) + 5))),
              of: donor)
          }
        }
      }
      try store.read { snapshot in
        // One after the other, with gaps below and above what is passed over, and one by one.
        for step in [1, 2, 7, 20, 40] as [Int64] {
          let sweep = try snapshot.foldingReader()
          for donor in stride(from: Int64(0), through: 82, by: Int64.Stride(step)) {
            var (looked, swept): ([ConsentEvent], [ConsentEvent]) = ([], [])
            let facts = try snapshot.foldingReader().take(donor, into: &looked)
            #expect(try sweep.take(donor, into: &swept) == facts)
            #expect(swept == looked)
            #expect(facts == nil || looked.count == Int(donor % 4))
            #expect((facts == nil) == !(1...80).contains(donor))
          }
        }
      }
    }
  }
}
