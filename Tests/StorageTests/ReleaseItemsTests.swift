import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// The items of a release, written with its seal or ahead of it.
struct ReleaseItemsTests {
  private func items(_ pseudonyms: [Int64]) -> [SealedRelease.Item] {
    pseudonyms.enumerated().map { place, pseudonym in
      SealedRelease.Item(
        donor: Int64(place + 1), pseudonym: pseudonym, equivalenceClass: UInt32(place % 2))
    }
  }

  private func release(_ pseudonyms: [Int64], id: String = "r") -> SealedRelease {
    SealedRelease(
      id: id, recipient: "Lab", purpose: "p", validOn: CivilDay(daysSinceEpoch: 20_000),
      scopes: [], document: "{}", folder: "/out", items: items(pseudonyms))
  }

  private func seal(
    _ release: SealedRelease, at sequence: UInt64, _ projections: ProjectionWriter
  ) throws {
    try projections.add(
      release: release, sequence: sequence, recordedAt: Instant(microseconds: 10))
  }

  @Test(arguments: [false, true])
  func `two donors of a release have two pseudonyms`(ahead: Bool) throws {
    try withScratchStore { store in
      func add(_ pseudonyms: [Int64]) throws {
        try store.write { transaction in
          if ahead {
            try transaction.projections.add(items: items(pseudonyms), ofRelease: 1)
          }
          try seal(release(pseudonyms), at: 1, transaction.projections)
        }
      }
      #expect(throws: StoreError.self) { try add([7, 9, 7]) }
      #expect(try store.read { try $0.releases().isEmpty })
      try add([7, 9, 8])
      #expect(try store.read { try $0.items(of: "r").map(\.pseudonym) } == [7, 9, 8])
    }
  }

  @Test func `items that were written ahead are what the seal alone would write`() throws {
    try withScratchStore { store in
      try store.write { transaction in
        try transaction.projections.add(items: items([7, 9, 8]), ofRelease: 1)
        try seal(release([7, 9, 8]), at: 1, transaction.projections)
        try seal(release([3, 4], id: "later"), at: 2, transaction.projections)
      }
      let tables = try store.compareProjections { _, projections, _ in
        try seal(release([7, 9, 8]), at: 1, projections)
        try seal(release([3, 4], id: "later"), at: 2, projections)
      }
      #expect(tables.allSatisfy { $0.difference == nil })
    }
  }

  @Test func `items without their seal leave no trace`() throws {
    try withScratchStore { store in
      #expect(throws: StoreError.self) {
        try store.write { try $0.projections.add(items: items([7, 9]), ofRelease: 1) }
      }
      for (count, sequence) in [(1, 1), (2, 2)] {
        #expect(throws: StoreError.self) {
          try store.write { transaction in
            try transaction.projections.add(items: items([7, 9]), ofRelease: 1)
            try seal(
              release(Array([7, 9].prefix(count))), at: UInt64(sequence), transaction.projections)
          }
        }
      }
      #expect(throws: StoreError.self) {
        try store.write { transaction in
          try transaction.projections.add(items: items([7, 9]), ofRelease: 1)
          try transaction.projections.add(items: items([5]), ofRelease: 1)
        }
      }
      #expect(try store.read { try $0.releases().isEmpty })
      try store.write { try seal(release([7, 9]), at: 1, $0.projections) }
      #expect(try store.read { try $0.items(of: "r").count } == 2)
    }
  }
}
