import TestSupport
import Testing

@testable import HashedIdentifiers

struct DonorCodeTests {
  static let seeds: [UInt64] = [1, 2, 3, 4]

  private func codes(_ seed: UInt64, _ count: Int) -> [DonorCode] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in DonorCode.random(using: &random) }
  }

  @Test func `the form of a code is frozen`() throws {
    // The check characters come from the independent encoder below.
    #expect(try #require(DonorCode(value: 1)).description == Self.written(1))
    #expect(try #require(DonorCode(value: 1)).description.hasPrefix("0000-0000-0001-"))
    #expect(
      try #require(DonorCode(value: 1 << 60 - 1)).description == Self.written(1 << 60 - 1))
    #expect(try #require(DonorCode(value: 0x0123_4567_89AB_CDE)).description == "04HM-ASW9-NF6Y-HM")
  }

  /// An independent encoder: the remainder of the message times x^2 by (x + 1)(x + α).
  static func written(_ value: Int64) -> String {
    func times(_ left: Int, _ right: Int) -> Int {
      var product = 0
      for bit in 0..<5 where right >> bit & 1 == 1 { product ^= left << bit }
      for bit in stride(from: 9, through: 5, by: -1) where product >> bit & 1 == 1 {
        product ^= 0b100101 << (bit - 5)
      }
      return product
    }
    let data = (0..<12).map { Int(value >> Int64(55 - 5 * $0)) & 31 }
    var word = data + [0, 0]
    // (x + 1)(x + 2) = x^2 + 3 x + 2
    for index in 0..<12 {
      let lead = word[index]
      word[index] = 0
      word[index + 1] ^= times(lead, 3)
      word[index + 2] ^= times(lead, 2)
    }
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    var text = ""
    for (index, symbol) in (data + word[12...]).enumerated() {
      if index == 4 || index == 8 || index == 12 { text.append("-") }
      text.append(alphabet[symbol])
    }
    return text
  }

  @Test(arguments: seeds) func `codes agree with an independent encoder and are read back`(
    seed: UInt64
  ) throws {
    for code in codes(seed, 500) {
      #expect(code.description == Self.written(code.value), "seed \(seed)")
      #expect(try DonorCode(parsing: code.description) == code, "seed \(seed)")
    }
  }

  @Test func `reading is lenient about case, grouping and letters that look like digits`() throws {
    let code = try #require(DonorCode(value: 0x0123_4567_89AB_CDE))
    #expect(try DonorCode(parsing: "04hmasw9nf6yhm") == code)
    #expect(try DonorCode(parsing: " O4HM - ASW9\u{2013}NF6Y HM ") == code)
    let ones = try #require(DonorCode(value: 0b00001_00001 << 50))
    let text = ones.description
    #expect(text.hasPrefix("1100-"))
    #expect(try DonorCode(parsing: "IL" + text.dropFirst(2)) == ones)
    #expect(try DonorCode(parsing: "il" + text.dropFirst(2).lowercased()) == ones)
  }

  @Test func `what is no code is refused with its reason`() {
    #expect(throws: DonorCodeError.wrongLength(0)) { try DonorCode(parsing: "") }
    #expect(throws: DonorCodeError.wrongLength(13)) { try DonorCode(parsing: "0123456789ABC") }
    #expect(throws: DonorCodeError.wrongLength(15)) { try DonorCode(parsing: "0123456789ABCDE") }
    #expect(throws: DonorCodeError.unknownCharacter(position: 3)) { try DonorCode(parsing: "01U4") }
    #expect(throws: DonorCodeError.unknownCharacter(position: 2)) { try DonorCode(parsing: "0é") }
    #expect(throws: DonorCodeError.outOfRange) { try DonorCode(parsing: "0000-0000-0000-00") }
    #expect(throws: DonorCodeError.wrongLength(64)) {
      try DonorCode(parsing: String(repeating: "0", count: 10_000))
    }
  }

  @Test(arguments: [0, -1, 1 << 60, .max, .min] as [Int64])
  func `values outside of sixty bits are no codes`(value: Int64) {
    #expect(DonorCode(value: value) == nil)
    #expect(Pseudonym(value: value) == nil)
  }

  @Test(arguments: seeds) func `every single wrong character is found and located`(
    seed: UInt64
  ) {
    for code in codes(seed, 60) {
      let symbols = CheckedCode.symbols(of: code.value)
      for position in symbols.indices {
        for error in 1...31 as ClosedRange<UInt8> {
          var wrong = symbols
          wrong[position] ^= error
          guard case .wrong(let nearest) = CheckedCode.read(wrong) else {
            Issue.record("seed \(seed): a single error passed at \(position)")
            return
          }
          #expect(nearest == code.value, "seed \(seed)")
        }
      }
    }
  }

  @Test(arguments: seeds) func `every swap of two different characters is found, near or far`(
    seed: UInt64
  ) {
    for code in codes(seed, 300) {
      let symbols = CheckedCode.symbols(of: code.value)
      for first in symbols.indices {
        for second in symbols.indices.dropFirst(first + 1)
        where symbols[first] != symbols[second] {
          var wrong = symbols
          wrong.swapAt(first, second)
          if case .value = CheckedCode.read(wrong) {
            Issue.record("seed \(seed): a swap of \(first) and \(second) passed")
          }
        }
      }
    }
  }

  @Test func `every double error is found, exhaustively over one code`() {
    // The code is linear: what holds for the zero word holds for all.
    let symbols = [UInt8](repeating: 0, count: CheckedCode.length)
    var tried = 0
    var passed = 0
    for first in symbols.indices {
      for second in symbols.indices.dropFirst(first + 1) {
        for left in 1...31 as ClosedRange<UInt8> {
          for right in 1...31 as ClosedRange<UInt8> {
            var wrong = symbols
            wrong[first] = left
            wrong[second] = right
            tried += 1
            if case .value = CheckedCode.read(wrong) { passed += 1 }
          }
        }
      }
    }
    #expect(tried == 91 * 31 * 31)
    #expect(passed == 0)
  }

  @Test func `a mistyped code offers its correction and does not apply it`() throws {
    let code = try #require(DonorCode(value: 0x0123_4567_89AB_CDE))
    let error = DonorCodeError.checkFailed(suggestion: code)
    #expect(throws: error) { try DonorCode(parsing: "05HM-ASW9-NF6Y-HM") }
    #expect(error.description.contains("04HM-ASW9-NF6Y-HM"))
  }

  @Test func `random codes differ and lie in range`() {
    let many = codes(9, 20_000)
    #expect(Set(many).count == many.count)
    #expect(many.allSatisfy { DonorCode(value: $0.value) == $0 })
    #expect(many.sorted().map(\.value) == many.map(\.value).sorted())
  }
}
