import Foundation

/// The reference data that conformance tests read; its folder is named by `REGISTRY_SHARED`.
///
/// Where the variable is not set, the tests that need the data are disabled.
enum SharedData {
  static let root = ProcessInfo.processInfo.environment["REGISTRY_SHARED"]

  static var isThere: Bool { root != nil }

  static func bytes(_ path: String) throws -> Data {
    try Data(
      contentsOf: URL(fileURLWithPath: root ?? "").appendingPathComponent("data")
        .appendingPathComponent(path))
  }
}
