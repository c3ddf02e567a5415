import TestSupport
import Testing

@testable import HashedIdentifiers

struct BatchMatcherTests {
  private let people = [
    record("Tanya", "Cunningham", "1959-10-16", sex: "F", nhs: "9990000018", postcode: "OH5 6XD"),
    record("Robert", "Smith", "1972-03-04", sex: "M", postcode: "LE1 1AA"),
    record("Cunningham", "Tanya", "1959-10-16", sex: "F", postcode: "OH5 6XD"),
    record("Maria", "Smith", "1975-05-06", sex: "F", postcode: "LE1 1AA"),
    record("Tanya", "Cuningham", "1959-10-16", sex: "F", postcode: "OH5 6XD"),
  ]

  @Test func `duplicates are found, once, in order`() {
    let result = BatchMatcher().dedupe(people)
    #expect(result.pairs.map { [$0.left, $0.right] } == [[0, 2], [0, 4], [2, 4]])
    #expect(result.pairs.allSatisfy { $0.assessment.matchClass == .automatic })
    let clusters = MatchClusters(links: result.pairs, records: people)
    #expect(clusters.clusters == [[0, 2, 4]])
    #expect(clusters.contradicted.isEmpty)
  }

  @Test func `no list and a list of one have no duplicates`() {
    #expect(BatchMatcher().dedupe([]).pairs.isEmpty)
    #expect(BatchMatcher().dedupe([people[0]]).pairs.isEmpty)
  }

  @Test func `a group with two valid numbers far apart is no group`() {
    let numbers = ["9990000018", nil, "9434765919"]
    let records = numbers.map {
      record("Tanya", "Cunningham", "1959-10-16", sex: "F", nhs: $0, postcode: "OH5 6XD")
    }
    let result = BatchMatcher().dedupe(records)
    let automatic = result.pairs.filter { $0.assessment.matchClass == .automatic }
    #expect(automatic.map { [$0.left, $0.right] } == [[0, 1], [1, 2]])
    let clusters = MatchClusters(links: result.pairs, records: records)
    #expect(clusters.clusters.isEmpty)
    #expect(clusters.contradicted == [[0, 1, 2]])
  }

  @Test func `groups do not depend on the order of links`() {
    let result = BatchMatcher().dedupe(people)
    let forward = MatchClusters(links: result.pairs, records: people)
    let backward = MatchClusters(links: result.pairs.reversed(), records: people)
    #expect(forward.clusters == backward.clusters)
  }

  @Test func `a key shared by too many is counted, and other keys still find the pair`() {
    let crowd = (0..<400).map {
      record("Ann", "Lee", nil, postcode: "OH5 6XD", phone: "07\(900_123_456 + $0 * 997)")
    }
    let result = BatchMatcher().dedupe(crowd + [crowd[0]])
    #expect(result.overfullGroups > 0)
    #expect(result.overfullRecords >= 401)
    let candidates = CandidatePairs(of: crowd + [crowd[0]])
    #expect(candidates.words.contains(400))
  }

  @Test func `candidates are the pairs that share a key, against all pairs`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let records = (0..<120).map { _ in randomRecord(using: &generator) }
    var keys = records.map { _ in [UInt64](repeating: 0, count: BlockingKeys.count) }
    for index in records.indices { BlockingKeys.write(records[index], to: &keys[index]) }
    var expected: [UInt64] = []
    for left in records.indices {
      for right in records.indices where left < right {
        let isShared = zip(keys[left], keys[right]).contains { $0 == $1 && $0 != 0 }
        if isShared { expected.append(UInt64(left) << 32 | UInt64(right)) }
      }
    }
    #expect(CandidatePairs(of: records).words == expected, "seed \(seed)")
  }

  @Test func `sorting by some bits is stable and complete`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let words = (0..<5000).map { UInt64($0) | UInt64.random(in: 0..<500, using: &generator) << 32 }
    var sorted = words
    RadixSort.sort(&sorted, bits: 32..<64)
    #expect(sorted == words.sorted(), "seed \(seed)")
  }
}
