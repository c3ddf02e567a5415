import TestSupport
import RegistryCrypto
import Testing

@testable import HashedIdentifiers

struct BloomEncodingTests {
  private func encoder() throws -> BloomEncoder {
    try BloomEncoder(key: Secret(copying: Array(0..<32)))
  }

  @Test func `shared bits and Dice agree with counting bit by bit`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for round in 0..<2000 {
      let left = (0..<16).map { _ in generator.next() }
      // Sparse, dense and random words.
      let right = left.map {
        round % 3 == 0 ? $0 : round % 3 == 1 ? $0 & generator.next() : generator.next()
      }
      let shared = zip(left, right).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
      let total = (left + right).reduce(0) { $0 + $1.nonzeroBitCount }
      let one = BloomEncoding(words: left)
      let other = BloomEncoding(words: right)
      #expect(one.shared(other) == Int32(shared), "seed \(seed)")
      #expect(one.dice(other) == Float(2 * shared) / Float(total), "seed \(seed)")
      #expect(one.dice(other) == other.dice(one), "seed \(seed)")
      #expect(one.words == left)
    }
    let full = BloomEncoding(words: [UInt64](repeating: .max, count: 16))
    let empty = BloomEncoding(words: [UInt64](repeating: 0, count: 16))
    #expect(full.shared(full) == 1024)
    #expect(full.dice(full) == 1)
    #expect(empty.dice(empty) == 0)
  }

  @Test func `half of the bits are set, however long the names are`() throws {
    let encoder = try encoder()
    for (given, family) in [
      ("Jo", "Li"), ("Tanya", "Cunningham"), ("Maximiliana", "Hohenlohelang"),
    ] {
      let encoding = try #require(
        try encoder.encoding(of: record(given, family, "1959-10-16", sex: "F")))
      #expect((420...600).contains(Int(encoding.weight)), "\(encoding.weight)")
    }
  }

  @Test func `likeness of names shows, another year or key does not`() throws {
    let encoder = try encoder()
    func encoding(_ given: String, _ family: String, _ birth: String) throws -> BloomEncoding {
      try #require(try encoder.encoding(of: record(given, family, birth, sex: "F")))
    }
    let tanya = try encoding("Tanya", "Cunningham", "1959-10-16")
    let slip = try encoding("Tanya", "Cuningham", "1959-10-16")
    let stranger = try encoding("Robert", "Smith", "1959-03-04")
    let otherYear = try encoding("Tanya", "Cunningham", "1960-10-16")
    #expect(tanya.dice(slip) > 0.75)
    #expect(tanya.dice(stranger) < 0.65)
    #expect(tanya.dice(otherYear) < 0.65)
    let otherKey = try BloomEncoder(key: Secret(copying: Array(1...32)))
    let foreign = try #require(
      try otherKey.encoding(of: record("Tanya", "Cunningham", "1959-10-16", sex: "F")))
    #expect(tanya.dice(foreign) < 0.65)
    #expect(try encoder.encoding(of: record("Tanya", nil, "1959-10-16")) == nil)
  }
}
