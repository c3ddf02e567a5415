import Anonymization
import Foundation

/// The public benchmark tables, read from the folder that `REGISTRY_SHARED` names.
struct Benchmark: Sendable {
  static let shared = ProcessInfo.processInfo.environment["REGISTRY_SHARED"]
  static var isPresent: Bool { shared != nil }

  let name: String

  static let adult = Benchmark(name: "adult")
  static let cup = Benchmark(name: "cup")

  private var folder: String { "\(Self.shared ?? "")/data/deid/\(name)" }

  func table() throws -> Table {
    let lines = try rows(of: "\(folder)/\(name).csv")
    var builder = TableBuilder(names: lines.first ?? [])
    for line in lines.dropFirst() { try builder.append(row: line) }
    return try builder.build()
  }

  func hierarchy(_ column: String) throws -> Hierarchy {
    let path = "\(folder)/hierarchies/\(name)_hierarchy_\(column).csv"
    return try Hierarchy(name: column, rows: rows(of: path))
  }

  func identifiers(_ table: Table, without sensitive: String? = nil) throws -> [QuasiIdentifier] {
    try table.columns.filter { $0.name != sensitive }.map {
      QuasiIdentifier(column: $0.name, hierarchy: try hierarchy($0.name))
    }
  }

  private func rows(of path: String) throws -> [[String]] {
    let bytes = try Data(contentsOf: URL(filePath: path))
    return bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }).map { line in
      line.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
