import Foundation
import Registry
import Testing

extension World {
  static let shell = "/usr/bin/sqlite3"
  static let hasShell = FileManager.default.fileExists(atPath: shell)

  /// What the file's owner does behind the registry's back, through the sqlite3 shell.
  func tamper(_ sql: String, file: String? = nil) throws {
    let process = Process()
    process.executableURL = URL(filePath: Self.shell)
    process.arguments = [file ?? path("registry/registry.sqlite"), sql]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// What the file's owner reads past the registry, one line a row.
  func query(_ sql: String) throws -> [String] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: Self.shell)
    process.arguments = [path("registry/registry.sqlite"), sql]
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Clock and actor, for a registry opened from another place.
  var context: RegistryContext {
    let clock = self.clock
    return RegistryContext(clock: { clock.now }, actor: "tester")
  }

  func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
}
