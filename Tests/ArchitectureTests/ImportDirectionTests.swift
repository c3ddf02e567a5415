import Foundation
import Testing

/// The layers point one way: each room imports what the house allows it and nothing else.
struct ImportDirectionTests {
  /// What a target may import of this package and of others.
  private static let allowed: [String: Set<String>] = [
    "Domain": [],
    "ConsentWorkflow": ["Domain"],
    "ResearchRouting": ["Domain"],
    "Anonymization": ["Synchronization"],
    "RegistryCrypto": ["COpenSSL", "Glibc"],
    "HashedIdentifiers": ["Domain", "Interchange", "RegistryCrypto", "Foundation", "Glibc"],
    "Ledger": ["Domain", "RegistryCrypto"],
    "Storage": ["Domain", "Ledger", "Schema", "GRDB", "CSQLiteProfile", "CFileSystem", "Glibc"],
    "Cohorts": ["Domain", "ConsentWorkflow", "Anonymization"],
    "Interchange": ["Domain", "CExpat"],
    "Registry": [
      "Domain", "ConsentWorkflow", "ResearchRouting", "Anonymization", "RegistryCrypto",
      "HashedIdentifiers", "Ledger", "Storage", "Cohorts", "Interchange", "Config", "CFileSystem",
      "Dispatch", "Glibc",
    ],
    "Commands": ["Registry", "Domain", "ArgumentParser", "Glibc", "Darwin", "Synchronization"],
    "tissuectl": ["Commands", "Glibc"],
    "registry-bench": [
      "Registry", "ConsentWorkflow", "ResearchRouting", "HashedIdentifiers", "RegistryCrypto",
      "Interchange", "Ledger", "Storage", "Domain", "Glibc",
    ],
  ]

  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func swiftFiles(under folder: URL) throws -> [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
  }

  private static func imports(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard let place = words.firstIndex(of: "import"), words.indices.contains(place + 1),
        words[..<place].allSatisfy({
          ["public", "package", "internal", "private", "fileprivate", "@preconcurrency"].contains(
            $0)
        })
      else { return nil }
      return words[place + 1]
    }
  }

  @Test(arguments: Array(allowed.keys))
  func `a room imports only what the house allows it`(room: String) throws {
    let folder = Self.root.appending(path: "Sources/\(room)")
    let files = try Self.swiftFiles(under: folder)
    #expect(!files.isEmpty, "no source of \(room) found")
    for file in files {
      for name in try Self.imports(of: file) {
        #expect(
          Self.allowed[room]?.contains(name) == true,
          "\(room)/\(file.lastPathComponent) imports \(name)")
      }
    }
  }

  @Test func `every target with sources is in the table`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appending(path: "Sources").path)
    let swiftTargets = folders.filter {
      !["COpenSSL", "CExpat", "CSQLiteProfile", "CFileSystem"].contains($0)
    }
    #expect(Set(swiftTargets) == Set(Self.allowed.keys))
  }

  @Test func `SQL stands in Storage and Schema only`() throws {
    let words = ["SELECT ", "INSERT INTO ", "DELETE FROM ", "PRAGMA "]
    // The benchmarks speak SQL to the shell that they compare the registry with.
    for room in Self.allowed.keys where !["Storage", "registry-bench"].contains(room) {
      for file in try Self.swiftFiles(under: Self.root.appending(path: "Sources/\(room)")) {
        let text = try String(contentsOf: file, encoding: .utf8)
        for word in words {
          #expect(!text.contains(word), "\(room)/\(file.lastPathComponent) holds '\(word)'")
        }
      }
    }
  }

  @Test func `the embedded schema steps are the files of the folder`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appending(path: "Schema/Migrations").path
    ).sorted()
    let listing = try String(
      contentsOf: Self.root.appending(path: "Schema/SchemaSteps.swift"), encoding: .utf8)
    let listed = files.filter { listing.contains("SchemaStep(name: \"\($0)\"") }
    #expect(listed == files)
    #expect(!files.isEmpty)
  }
}
