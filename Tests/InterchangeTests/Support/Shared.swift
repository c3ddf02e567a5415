import Foundation
import Interchange

/// The folder with public sample data; tests that need it are disabled where it is not named.
enum Shared {
  static let root = ProcessInfo.processInfo.environment["REGISTRY_SHARED"]
  static var isThere: Bool { root != nil }

  static func bytes(_ path: String) throws -> [UInt8] {
    try Fixture.read(URL(fileURLWithPath: root ?? "/").appendingPathComponent("data/\(path)"))
  }

  static func names(in folder: String) -> [String] {
    let place = (root ?? "/") + "/data/" + folder
    return ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).sorted()
  }

  /// Unpacks a gzip file with the system's own tool.
  static func unpacked(_ path: String) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-dc", (root ?? "/") + "/data/" + path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return [UInt8](data)
  }

  static func catalogue() throws -> NaaccrItemCatalogue {
    var catalogue = try NaaccrItemCatalogue(csv: bytes("naaccr/naaccr-xml-items-250.csv"))
    try catalogue.add(csv: bytes("naaccr/naaccr-xml-items-260.csv"))
    return catalogue
  }
}

/// Files that the tests bring along.
enum Fixture {
  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
    return try read(folder.appendingPathComponent("Fixtures/\(name)"))
  }

  static func read(_ place: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: place)) }
}
