import Foundation

/// The reference data that conformance tests read; its folder is named by `REGISTRY_SHARED`.
///
/// Where the variable is not set, the tests that need the data are disabled.
enum SharedData {
  static let root = ProcessInfo.processInfo.environment["REGISTRY_SHARED"]

  static var isThere: Bool { root != nil }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: url(path), encoding: .utf8)
  }

  static func url(_ path: String) -> URL {
    URL(fileURLWithPath: root ?? "").appendingPathComponent("data").appendingPathComponent(path)
  }

  /// Unpacks a gzip file with the system's own tool.
  static func unpacked(_ path: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", url(path).path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Rows of a CSV file whose fields hold no line feeds; quotation marks are taken off.
  static func rows(_ path: String) throws -> [[String]] {
    try text(path).split(whereSeparator: \.isNewline).dropFirst().map { line in
      var fields = [""]
      var isQuoted = false
      for character in line {
        switch character {
        case "\"": isQuoted.toggle()
        case "," where !isQuoted: fields.append("")
        default: fields[fields.count - 1].append(character)
        }
      }
      return fields
    }
  }
}
