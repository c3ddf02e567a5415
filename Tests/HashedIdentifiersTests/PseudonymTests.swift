import RegistryCrypto
import Testing

@testable import HashedIdentifiers

struct PseudonymTests {
  private func donor(_ value: Int64) throws -> DonorCode { try #require(DonorCode(value: value)) }

  @Test func `a pseudonym is the truncated HMAC of donor code and counter`() throws {
    let key = DataKey(secret: Secret(copying: Array(0..<32)))
    let maker = try PseudonymMaker(studyKey: key)
    let mac = try HMACSHA256(key: Secret(copying: Array(0..<32)))
    let message: [UInt8] = [1, 4, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 3]
    let expected = Int64(try mac.authenticate(message).leading64 >> 4)
    #expect(try maker.pseudonym(of: donor(258), counter: 3).value == expected)
  }

  @Test func `it depends on key, donor and counter, and on nothing else`() throws {
    let key = try DataKey.random()
    let first = try PseudonymMaker(studyKey: key)
    let again = try PseudonymMaker(studyKey: key)
    let other = try PseudonymMaker(studyKey: try DataKey.random())
    let one = try first.pseudonym(of: donor(1))
    #expect(try again.pseudonym(of: donor(1)) == one)
    #expect(try other.pseudonym(of: donor(1)) != one)
    #expect(try first.pseudonym(of: donor(2)) != one)
    #expect(try first.pseudonym(of: donor(1), counter: 1) != one)
  }

  @Test func `it is written without grouping and read like a donor code`() throws {
    let pseudonym = try #require(Pseudonym(value: 0x0123_4567_89AB_CDE))
    #expect(pseudonym.description == "04HMASW9NF6YHM")
    #expect(try Pseudonym(parsing: "04hm-asw9-nf6y-hm") == pseudonym)
    #expect(throws: DonorCodeError.self) { try Pseudonym(parsing: "04HMASW9NF6YHN") }
  }

  @Test func `many are written one behind the other as each is written`() throws {
    var random = SystemRandomNumberGenerator()
    let values = (0..<2000).map { _ in Int64.random(in: 1..<(1 << 60), using: &random) }
    for values in [values, [], [1], [(1 << 60) - 1]] as [[Int64]] {
      let expected = try values.map { try #require(Pseudonym(value: $0)).description }.joined()
      #expect(String(decoding: Pseudonym.texts(of: values), as: UTF8.self) == expected)
      #expect(expected.utf8.count == values.count * Pseudonym.length)
    }
  }

  @Test func `fifty thousand donors have fifty thousand pseudonyms in another order`() throws {
    let maker = try PseudonymMaker(studyKey: try DataKey.random())
    let all = try (1...50_000).map { try maker.pseudonym(of: donor(Int64($0))) }
    #expect(Set(all).count == all.count)
    #expect(all != all.sorted())
  }

  /// Expected pairs of donors with one pseudonym, of so many values: n (n - 1) / 2 pairs, each equal
  /// with one chance in the number of values.
  private static func expectedCollisions(_ donors: Double, values: Double) -> Double {
    donors * (donors - 1) / 2 / values
  }

  @Test func `two donors of ten million share a pseudonym with one chance in twenty thousand`() {
    let values = Double(1 << 60)
    #expect(Self.expectedCollisions(1e6, values: values) < 4.4e-7)
    #expect(Self.expectedCollisions(1e7, values: values) < 4.4e-5)
  }

  @Test func `pseudonyms meet as often as values drawn at random`() throws {
    let maker = try PseudonymMaker(studyKey: DataKey(secret: Secret(copying: Array(0..<32))))
    var seen: [Int64: Int] = [:]
    var collisions = 0
    let donors = 40_000
    for value in 1...donors {
      let code = try #require(DonorCode(value: Int64(value)))
      let pseudonym = try maker.pseudonym(of: code)
      // Of the first 24 bits alone, so that there is something to count.
      let held = seen[pseudonym.value >> 36, default: 0]
      collisions += held
      seen[pseudonym.value >> 36] = held + 1
    }
    let expected = Self.expectedCollisions(Double(donors), values: Double(1 << 24))
    // Six standard deviations of a Poisson count.
    #expect(abs(Double(collisions) - expected) < 6 * expected.squareRoot())
  }
}
