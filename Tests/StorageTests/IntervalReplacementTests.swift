import Domain
import Foundation
import Storage
import Testing

/// Folds replace stored intervals row by row, and nothing of donors between them is touched.
struct IntervalReplacementTests {
  private func day(_ number: Int32) -> CivilDay { CivilDay(daysSinceEpoch: number) }

  private func interval(_ from: Int32, _ until: Int32, _ state: ConsentState) -> StoredInterval {
    var states = PackedStates()
    states[.tissueSurplus] = state
    return StoredInterval(from: day(from), until: day(until), states: states)
  }

  private func folds(_ content: [(Int64, [StoredInterval])]) -> FoldedConsents {
    var folds = FoldedConsents()
    for (donor, intervals) in content {
      folds.begin(donor)
      for interval in intervals { folds.add(interval) }
    }
    return folds
  }

  private func record() -> DonorRecord {
    DonorRecord(
      interest: Interest(source: .clinician, expressedOn: day(100)), sex: .female)
  }

  @Test func `a fold replaces what was stored and leaves donors between alone`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try RegistryStore.create(
      at: folder.appending(path: "registry.sqlite").path,
      identity: RegistryIdentity(
        logID: [UInt8](repeating: 7, count: 16), createdAt: Instant(microseconds: 1),
        identityMode: "vault", keyID: "k1", keyCheck: [UInt8](repeating: 9, count: 16)))
    try store.write { transaction in
      for donor in Int64(1)...3 {
        try transaction.projections.add(
          donor: donor, record: record(), tokens: DonorTokens(), sequence: UInt64(donor),
          recordedAt: Instant(microseconds: 1))
      }
      try transaction.projections.replace(
        folds([
          (1, [interval(10, 20, .permitted), interval(20, 30, .lapsed)]),
          (2, [interval(10, 20, .permitted)]),
          (3, [interval(5, 9, .permitted), interval(9, 12, .withdrawn)]),
        ]))
    }
    try store.write { transaction in
      try transaction.projections.replace(
        folds([
          (1, [interval(8, 10, .suspended), interval(10, 25, .permitted)]),
          (3, []),
        ]))
    }
    try store.read { snapshot in
      let reader = try snapshot.worklistReader()
      #expect(
        try reader.intervals(of: 1) == [interval(8, 10, .suspended), interval(10, 25, .permitted)])
      #expect(try reader.intervals(of: 2) == [interval(10, 20, .permitted)])
      #expect(try reader.intervals(of: 3).isEmpty)
    }
  }

  @Test func `facts are the same whether looked up or swept`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try RegistryStore.create(
      at: folder.appending(path: "registry.sqlite").path,
      identity: RegistryIdentity(
        logID: [UInt8](repeating: 7, count: 16), createdAt: Instant(microseconds: 1),
        identityMode: "vault", keyID: "k1", keyCheck: [UInt8](repeating: 9, count: 16)))
    try store.write { transaction in
      for donor in Int64(1)...40 {
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
      let lookUp = try snapshot.foldingReader(for: 1)
      let sweep = try snapshot.foldingReader(for: 1_000_000)
      for donor in Int64(0)...41 where donor % 2 == 1 {
        var (looked, swept): ([ConsentEvent], [ConsentEvent]) = ([], [])
        let facts = try lookUp.take(donor, into: &looked)
        #expect(try sweep.take(donor, into: &swept) == facts)
        #expect(swept == looked)
        #expect(facts == nil || looked.count == Int(donor % 4))
        #expect((facts == nil) == !(1...40).contains(donor))
      }
    }
  }
}
