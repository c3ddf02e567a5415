import TestSupport
import Interchange
import Testing

struct JSONParserTests {
  private func parse(_ text: String) throws(JSONError) -> JSONValue {
    try JSONValue(parsing: Array(text.utf8)[...])
  }

  @Test func `every kind of value is read`() throws {
    let value = try parse(
      #" {"a":[1,-0.5,1e3,0],"b":{"c":null},"d":true,"e":false,"f":"x"} "#)
    #expect(value["a"]?.elements == [.number("1"), .number("-0.5"), .number("1e3"), .number("0")])
    #expect(value["b"]?["c"] == .null)
    #expect(value["d"]?.truth == true)
    #expect(value["e"]?.truth == false)
    #expect(value["f"]?.text == "x")
    #expect(value.members?.map(\.key) == ["a", "b", "d", "e", "f"])
    #expect(JSONValue.number("12").integer == 12)
    #expect(JSONValue.number("1.5").integer == nil)
    #expect(JSONValue.number("1.5").double == 1.5)
    #expect(value["none"] == nil)
  }

  @Test func `escapes are undone`() throws {
    #expect(
      try parse(#""\"\\\/\b\f\n\r\t\u00e4\u20AC\ud834\udd1e ä""#)
        == .string("\"\\/\u{8}\u{C}\n\r\tä€𝄞 ä"))
  }

  @Test(
    arguments: [
      (#"{"a":1,"a":2}"#, 1, 8, JSONError.Cause.duplicateKey("a")),
      (#"{"a":1,"\u0061":2}"#, 1, 8, .duplicateKey("a")),
      ("{} {}", 1, 4, .trailingContent),
      ("1 // x", 1, 3, .trailingContent),
      ("{\n  \"a\": tru\n}", 2, 8, .unexpected(wanted: "a value")),
      ("{\n  'a': 1}", 2, 3, .unexpected(wanted: "a name in quotes")),
      ("[1,]", 1, 4, .unexpected(wanted: "a value")),
      (#"{"a":1,}"#, 1, 8, .unexpected(wanted: "a name in quotes")),
      (#"{"a" 1}"#, 1, 6, .unexpected(wanted: "a colon")),
      ("[1 2]", 1, 4, .unexpected(wanted: "a comma or a closing bracket")),
      ("", 1, 1, .ended), ("[1", 1, 3, .ended), (#"{"a"#, 1, 4, .ended), ("\"x\\", 1, 4, .ended),
      ("01", 1, 1, .invalidNumber), ("1.", 1, 1, .invalidNumber), ("-", 1, 1, .invalidNumber),
      ("1e+", 1, 1, .invalidNumber), (".5", 1, 1, .unexpected(wanted: "a value")),
      ("NaN", 1, 1, .unexpected(wanted: "a value")),
      ("+1", 1, 1, .unexpected(wanted: "a value")),
      (#""\x""#, 1, 3, .invalidEscape), (#""\u12G4""#, 1, 6, .invalidEscape),
      (#""\ud834""#, 1, 2, .invalidEscape), (#""\udd1e\ud834""#, 1, 2, .invalidEscape),
      (#""\ud834\u0041""#, 1, 2, .invalidEscape),
      ("\"a\nb\"", 1, 3, .controlCharacter), ("\"\\n\u{1}\"", 1, 4, .controlCharacter),
    ])
  func `what is not JSON is refused where it stands`(
    _ text: String, _ line: Int, _ column: Int, _ cause: JSONError.Cause
  ) {
    let error = #expect(throws: JSONError.self) { try parse(text) }
    #expect(error?.cause == cause)
    #expect(error?.line == line)
    #expect(error?.column == column)
  }

  @Test func `depth is limited, so that no document exhausts the stack`() throws {
    let fits = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    _ = try parse(fits)
    let error = #expect(throws: JSONError.self) {
      try parse(String(repeating: "{\"a\":", count: 100_000))
    }
    #expect(error?.cause == .tooDeep(limit: 64))
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    for bytes: [UInt8] in [[0x22, 0xC3, 0x28, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
      let error = #expect(throws: JSONError.self) { try JSONValue(parsing: bytes[...]) }
      #expect(error?.cause == .invalidUTF8)
    }
  }

  @Test func `any bytes give a value or an error`() {
    let alphabet = Array(#"{}[]":,\u0d8ee1-.tfn "#.utf8) + [0xC3, 0xA4, 0xFF, 0]
    var sound = 0
    for seed in 0..<20_000 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let bytes = (0..<generator.below(16)).map { _ in generator.pick(alphabet) }
      if (try? JSONValue(parsing: bytes[...])) != nil { sound += 1 }
    }
    #expect(sound > 0)
  }
}
