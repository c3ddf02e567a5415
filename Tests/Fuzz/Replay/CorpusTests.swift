import Foundation
import FuzzReaders
import Testing

/// Inputs on which the fuzzer began, and those that it ever broke a reader with.
struct CorpusTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Corpus")

  @Test(arguments: FuzzedReader.allCases)
  func `every kept input is read or refused`(reader: FuzzedReader) throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.folder.appending(path: reader.rawValue), includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files { reader.read(Array(try Data(contentsOf: file))) }
  }

  @Test(arguments: FuzzedReader.allCases)
  func `nothing, and deep nesting, are read or refused`(reader: FuzzedReader) {
    reader.read([])
    for text in ["[", "{\"a\":", "(", "not ", "<a>", "- ", "a: {", "\"", "((site in C50 and "] {
      reader.read(Array(String(repeating: text, count: 500).utf8))
    }
  }
}
