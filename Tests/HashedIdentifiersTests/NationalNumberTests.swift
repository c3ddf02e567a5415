import Testing

@testable import HashedIdentifiers

struct NationalNumberTests {
  private func error(_ system: String, _ value: String) -> IdentifierError? {
    do {
      _ = try NationalNumber(system: system, value: value)
      return nil
    } catch { return error }
  }

  /// The check digit by the published rule, computed apart from the product; nil where it is ten.
  private func withCheckDigit(_ body: Int) -> String? {
    let digits = String(body).map { Int(String($0)) ?? 0 }
    let padded = [Int](repeating: 0, count: 9 - digits.count) + digits
    let sum = zip(padded, stride(from: 10, to: 1, by: -1)).map { $0 * $1 }.reduce(0, +)
    let check = 11 - sum % 11
    return check == 10 ? nil : (padded + [check % 11]).map(String.init).joined()
  }

  @Test func `numbers of the test range and of every issued range are accepted`() throws {
    for body in [999_000_001, 400_000_001, 499_999_998, 600_000_003, 799_999_999, 320_000_001] {
      let number = try #require(withCheckDigit(body) ?? withCheckDigit(body + 1))
      #expect(error("nhs", number) == nil, "\(body)")
    }
    // The example that the NHS itself publishes.
    #expect(error("nhs", "943 476 5919") == nil)
    let spaced = try NationalNumber(system: "NHS", value: "999 000 0018")
    #expect(spaced == (try NationalNumber(system: .nhs, value: "999-000-0018")))
    #expect(spaced.value == "9990000018")
  }

  @Test(arguments: 0...9) func `a repeated digit is a placeholder although modulus 11 fits`(
    digit: Int
  ) {
    let number = String(repeating: String(digit), count: 10)
    #expect(error("nhs", number) == .placeholder(.nationalValue))
  }

  @Test(arguments: [100_000_000, 319_999_999, 500_000_000, 599_999_999, 800_000_000, 899_999_999])
  func `numbers outside of the issued ranges are refused`(start: Int) throws {
    let body = try #require([start, start + 1, start - 1].first { withCheckDigit($0) != nil })
    let number = try #require(withCheckDigit(start) ?? withCheckDigit(body))
    let found = error("nhs", number)
    #expect(found == .notIssued(system: "nhs") || found == .placeholder(.nationalValue))
  }

  @Test func `every single wrong digit and every swap of neighbours is found`() throws {
    let number = Array("9990000018".utf8).map { Int($0) - 48 }
    for position in 0..<10 {
      for digit in 0...9 where digit != number[position] {
        var wrong = number
        wrong[position] = digit
        #expect(error("nhs", wrong.map(String.init).joined()) != nil)
      }
      if position < 9, number[position] != number[position + 1] {
        var wrong = number
        wrong.swapAt(position, position + 1)
        #expect(error("nhs", wrong.map(String.init).joined()) != nil)
      }
    }
  }

  @Test func `shape is told apart from check digit`() {
    #expect(error("nhs", "999000001") == .wrongShape(system: "nhs", expected: "10 digits"))
    #expect(error("nhs", "99900000189") == .wrongShape(system: "nhs", expected: "10 digits"))
    #expect(error("nhs", "99900O0018") == .wrongShape(system: "nhs", expected: "10 digits"))
    #expect(error("nhs", "9990000019") == .wrongCheckDigit(system: "nhs"))
    #expect(error("nhs", " ") == .empty(.nationalValue))
    #expect(error("nhs", "999\u{0}0000018") == .controlCharacter(.nationalValue))
  }

  @Test func `a community health index begins with a day`() throws {
    let good = try #require((0...9).compactMap { withCheckDigit(311_299_000 + $0) }.first)
    #expect(error("chi", good) == nil)
    for body in [321_299_000, 300_299_000, 311_399_000, 310_299_000] {
      let bad = try #require((0...9).compactMap { withCheckDigit(body + $0) }.first)
      #expect(error("chi", bad) == .notIssued(system: "chi"), "\(body)")
    }
  }

  @Test func `social security numbers follow area, group and serial rules`() {
    #expect(error("ssn", "536-90-4399") == nil)
    for bad in [
      "000-12-3456", "666-12-3456", "900-12-3456", "999-12-3456", "536-00-4399", "536-90-0000",
    ] {
      #expect(error("ssn", bad) == .notIssued(system: "ssn"), "\(bad)")
    }
    for placeholder in ["078-05-1120", "219099999", "123-45-6789", "111-11-1111", "457-55-5462"] {
      #expect(error("ssn", placeholder) == .placeholder(.nationalValue), "\(placeholder)")
    }
  }

  @Test func `a burgerservicenummer passes the elfproef`() {
    #expect(error("bsn", "111222333") == nil)
    #expect(error("bsn", "999990019") == nil)
    #expect(error("bsn", "111222334") == .wrongCheckDigit(system: "bsn"))
    #expect(error("bsn", "000000000") == .placeholder(.nationalValue))
    #expect(error("bsn", "123456782") == .placeholder(.nationalValue))
  }

  @Test func `a local number is taken as written, within its own system`() throws {
    let number = try NationalNumber(system: "local:Saudi-ID", value: " 00ab-12 ")
    #expect(number.system == .local("saudi-id"))
    #expect(number.system.name == "local:saudi-id")
    #expect(number.value == "00AB-12")
    #expect(error("local:x", "000") == .placeholder(.nationalValue))
    #expect(error("local:x", "unknown") == .placeholder(.nationalValue))
  }

  @Test func `an unknown system is answered with the nearest known one`() throws {
    let found = try #require(error("nsh", "1"))
    #expect(found.field == "identifiers.national.system")
    #expect(found.description.contains("'nhs'"))
    for bad in [
      "local:", "local:a b", "local:é", "other:x", "loc",
      "local:" + String(repeating: "a", count: 33),
    ] {
      #expect(error(bad, "1")?.field == "identifiers.national.system", "\(bad)")
    }
  }
}
