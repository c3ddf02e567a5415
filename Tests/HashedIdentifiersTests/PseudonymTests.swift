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

  @Test func `fifty thousand donors have fifty thousand pseudonyms in another order`() throws {
    let maker = try PseudonymMaker(studyKey: try DataKey.random())
    let all = try (1...50_000).map { try maker.pseudonym(of: donor(Int64($0))) }
    #expect(Set(all).count == all.count)
    #expect(all != all.sorted())
  }
}
