import Foundation
import Testing

@testable import Commands

@Suite struct DonorPromptTests {
  static func ask(_ answers: String, interest: Bool) throws -> String {
    var rest = Array(answers.utf8)
    var context = try TestWorld().context()
    let lines = LineReader { count in
      let part = Array(rest.prefix(min(count, 3)))
      rest.removeFirst(part.count)
      return part
    }
    context.errors.write = { _ in }
    let json = try DonorPrompt(lines: lines, errors: context.errors).ask(interest: interest)
    return String(decoding: json, as: UTF8.self)
  }

  @Test func `empty answers leave their fields out`() throws {
    #expect(
      try Self.ask("site-1\r\n A1 \n\n\n\n\n\n\n", interest: false)
        == #"{"identifiers":{"facility":"site-1","mrn":"A1"}}"#)
  }

  @Test func `a national number needs its system`() throws {
    #expect(
      try Self.ask("\n\n\n\n\n\n\nnhs\n999 123\ndonor\n2026-01-02\n", interest: true)
        == #"{"identifiers":{"national":{"system":"nhs","value":"999 123"}},"#
        + #""interest":{"source":"donor","expressed_on":"2026-01-02"}}"#)
  }

  @Test func `the end of the input answers everything else with nothing`() throws {
    #expect(
      try Self.ask("site-1", interest: true)
        == #"{"identifiers":{"facility":"site-1"},"interest":{}}"#)
  }
}
