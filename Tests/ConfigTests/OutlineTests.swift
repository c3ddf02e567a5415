import Config
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct `The outline that is kept of a document` {
  @Test func `says of every document carried inside what the document says`() throws {
    for document in Defaults.formDocuments {
      let outline = try DocumentOutline(yaml: document.bytes, file: document.name)
      #expect(
        try FormDocument.parse(outline: outline, file: document.name)
          == FormDocument.parse(yaml: document.bytes, file: document.name))
    }
    for document in Defaults.programmeDocuments {
      let outline = try DocumentOutline(yaml: document.bytes, file: document.name)
      #expect(
        try ProgrammeDocument.parse(outline: outline, file: document.name)
          == ProgrammeDocument.parse(yaml: document.bytes, file: document.name))
    }
  }

  @Test func `keeps what stands between quotes apart from what does not`() throws {
    let document = try #require(Defaults.programmeDocuments.first)
    let text = document.text.replacingOnce("version: 1", with: "version: 1\nsponsor: \"null\"")
    let outline = try DocumentOutline(yaml: Array(text.utf8), file: "quoted")
    #expect(try ProgrammeDocument.parse(outline: outline, file: "quoted").sponsor == "null")
    let plain = document.text.replacingOnce("version: 1", with: "version: 1\nsponsor: null")
    let other = try DocumentOutline(yaml: Array(plain.utf8), file: "plain")
    #expect(try ProgrammeDocument.parse(outline: other, file: "plain").sponsor == nil)
  }

  @Test func `is refused where bytes are missing or too many`() throws {
    let document = try #require(Defaults.formDocuments.first)
    let whole = try DocumentOutline(yaml: document.bytes, file: document.name).bytes
    for bytes in (0..<whole.count).map({ Array(whole[..<$0]) }) + [whole + [0], [2], []] {
      #expect(throws: DocumentProblem.self) {
        try FormDocument.parse(outline: DocumentOutline(bytes: bytes), file: document.name)
      }
    }
  }

  @Test func `never ends the program, whichever bytes are changed`() throws {
    let document = try #require(Defaults.programmeDocuments.first)
    let whole = try DocumentOutline(yaml: document.bytes, file: document.name).bytes
    var random = SeededGenerator(seed: 12)
    for _ in 0..<2_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      _ = try? ProgrammeDocument.parse(outline: DocumentOutline(bytes: bytes), file: document.name)
    }
  }
}

extension String {
  /// The text with the first place of a part replaced.
  fileprivate func replacingOnce(_ part: String, with other: String) -> String {
    guard let place = range(of: part) else { return self }
    return replacingCharacters(in: place, with: other)
  }
}
