import Foundation
import TestSupport
import Testing

@testable import Registry

/// A long file is the same whether or not its rest passes the system's cache by.
struct LongFileTests {
  private func bytes(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
    var word: UInt64 = 0
    return (0..<count).map { place in
      if place & 7 == 0 { word = random.next() }
      defer { word >>= 8 }
      return UInt8(truncatingIfNeeded: word)
    }
  }

  @Test func `a long file holds what was written, in pieces of any length`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    for seed in 0..<8 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let path = folder.appending(path: "\(seed)").path
      let file = try OutputFile(path: path, longFile: [0, 4096, 1 << 20][Int(seed) % 3])
      var expected: [UInt8] = []
      for _ in 0..<random.below(9) {
        let limit = [300, 1 << 17, 1 << 21].randomElement(using: &random) ?? 1
        let piece = bytes(random.below(limit), &random)
        try file.write(piece)
        expected += piece
      }
      if seed > 4 {
        // What is read before the end may be followed by more.
        _ = try file.written()
        let piece = bytes(200_000, &random)
        try file.write(piece)
        expected += piece
      }
      let digest = try file.commit()
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(expected), "seed \(seed)")
      #expect(file.byteCount == expected.count, "seed \(seed)")
      let again = try OutputFile(path: path + ".again")
      try again.write(expected)
      #expect(try again.commit() == digest, "seed \(seed)")
    }
  }

  @Test func `bytes put in place are those of the file, also behind a full portion`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    for seed in 0..<6 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let path = folder.appending(path: "\(seed)").path
      let file = try OutputFile(path: path, longFile: [0, 1 << 20][Int(seed) % 2])
      var expected: [UInt8] = []
      for _ in 0..<random.below(12) {
        let room = [10, 70_000, FilePortion.length * 3].randomElement(using: &random) ?? 1
        let piece = bytes(random.below(room), &random)
        try file.write(roomFor: room) { output in
          #expect(output.freeCapacity >= room)
          for byte in piece { output.append(byte) }
        }
        expected += piece
      }
      let digest = try file.commit()
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(expected), "seed \(seed)")
      let again = try OutputFile(path: path + ".again")
      try again.write(expected)
      #expect(try again.commit() == digest, "seed \(seed)")
    }
  }

  @Test func `a file that cannot be written says so`() throws {
    let descriptor = unsafe open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    for sent in [false, true] {
      let pipeline = try FilePipeline(descriptor, longFile: 0)
      let portion = pipeline.portion(spare: 1)
      _ = portion.take([UInt8](repeating: 1, count: FilePortion.length)[...])
      if sent { _ = pipeline.send(portion) }
      #expect(!pipeline.finish(sent ? nil : portion))
      #expect(errno == ENOSPC)
    }
  }
}
