import Foundation
import Testing

@testable import HashedIdentifiers

/// A folder of its own for one test.
private final class Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/keyring-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func setMode(_ mode: Int, _ name: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file(name))
  }

  func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: file(name))[.posixPermissions] as? Int
  }

  var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
  }
}

struct KeyRingFileTests {
  @Test func `a created file is private, whole and read back`() throws {
    let folder = try Folder()
    let contents = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    try KeyRingFile.create(path: folder.file("k"), contents: contents)
    #expect(try KeyRingFile.read(path: folder.file("k")) == contents)
    #expect(try folder.mode("k") == 0o600)
  }

  @Test func `creating never overwrites, and follows no link`() throws {
    let folder = try Folder()
    try KeyRingFile.create(path: folder.file("k"), contents: [1])
    #expect(throws: KeyRingFileError.exists(path: folder.file("k"))) {
      try KeyRingFile.create(path: folder.file("k"), contents: [2])
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: folder.file("target"))
    #expect(throws: KeyRingFileError.self) {
      try KeyRingFile.create(path: folder.file("link"), contents: [2])
    }
    #expect(folder.names == ["k", "link"])
    #expect(try KeyRingFile.read(path: folder.file("k")) == [1])
  }

  @Test func `a link is not read`() throws {
    let folder = try Folder()
    try KeyRingFile.create(path: folder.file("k"), contents: [1])
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: folder.file("k"))
    #expect(throws: KeyRingFileError.isLink(path: folder.file("link"))) {
      try KeyRingFile.read(path: folder.file("link"))
    }
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o601, 0o620, 0o644])
  func `a file that others may touch is refused`(mode: Int) throws {
    let folder = try Folder()
    try KeyRingFile.create(path: folder.file("k"), contents: [1])
    try folder.setMode(mode, "k")
    #expect(throws: KeyRingFileError.openToOthers(path: folder.file("k"), mode: UInt32(mode))) {
      try KeyRingFile.read(path: folder.file("k"))
    }
    #expect(throws: KeyRingFileError.self) {
      try KeyRingFile.replace(path: folder.file("k"), contents: [2])
    }
  }

  @Test func `folders, missing files and broken paths are refused`() throws {
    let folder = try Folder()
    #expect(throws: KeyRingFileError.notARegularFile(path: folder.path)) {
      try KeyRingFile.read(path: folder.path)
    }
    #expect(throws: KeyRingFileError.self) { try KeyRingFile.read(path: folder.file("none")) }
    for path in ["", folder.file("k\u{0}x")] {
      #expect(throws: KeyRingFileError.noSuchPath) { try KeyRingFile.read(path: path) }
      #expect(throws: KeyRingFileError.noSuchPath) {
        try KeyRingFile.create(path: path, contents: [])
      }
    }
    #expect(folder.names.isEmpty)
  }

  @Test func `a file too large to be a key ring is not read`() throws {
    let folder = try Folder()
    let large = [UInt8](repeating: 0, count: 1 << 20 + 1)
    try KeyRingFile.create(path: folder.file("k"), contents: large)
    #expect(throws: KeyRingFileError.tooLarge(path: folder.file("k"))) {
      try KeyRingFile.read(path: folder.file("k"))
    }
  }

  @Test func `replacing changes the contents, keeps the mode and leaves nothing beside`() throws {
    let folder = try Folder()
    try KeyRingFile.create(path: folder.file("k"), contents: [1])
    try KeyRingFile.replace(path: folder.file("k"), contents: [2, 3])
    #expect(try KeyRingFile.read(path: folder.file("k")) == [2, 3])
    #expect(try folder.mode("k") == 0o600)
    // What an interrupted replacement left behind does not stand in the way of the next.
    try KeyRingFile.create(path: folder.file("k.next"), contents: [9])
    try KeyRingFile.replace(path: folder.file("k"), contents: [4])
    #expect(try KeyRingFile.read(path: folder.file("k")) == [4])
    #expect(folder.names == ["k"])
  }

  @Test func `an empty file is read as empty`() throws {
    let folder = try Folder()
    try KeyRingFile.create(path: folder.file("k"), contents: [])
    #expect(try KeyRingFile.read(path: folder.file("k")) == [])
  }
}
