import TestSupport
import Anonymization

/// A small random table with hierarchies and one sensitive column `s`.
struct RandomCase {
  var rows: [[String]] = []
  /// For each quasi-identifier the rows of its hierarchy.
  var hierarchyRows: [[[String]]] = []
  var sensitive: [String] = []
  var sensitiveHierarchyRows: [[String]] = []

  var names: [String] { hierarchyRows.indices.map { "q\($0)" } }

  init(seed: UInt64, attributes: ClosedRange<Int> = 1...4) {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: attributes, using: &generator)
    for _ in 0..<count {
      hierarchyRows.append(Self.hierarchy(leaves: 1...9, &generator))
    }
    sensitiveHierarchyRows = Self.hierarchy(leaves: 1...6, &generator)
    for _ in 0..<Int.random(in: 1...60, using: &generator) {
      rows.append(
        hierarchyRows.map { rows in
          // The smaller of two draws: values differ in frequency, as in life.
          let first = Int.random(in: 0..<rows.count, using: &generator)
          let second = Int.random(in: 0..<rows.count, using: &generator)
          return rows[min(first, second)][0]
        })
      let value = Int.random(in: 0..<sensitiveHierarchyRows.count, using: &generator)
      sensitive.append(sensitiveHierarchyRows[value][0])
    }
  }

  private static func hierarchy(
    leaves: ClosedRange<Int>, _ generator: inout SeededGenerator
  ) -> [[String]] {
    let count = Int.random(in: leaves, using: &generator)
    let levels = Int.random(in: 0...2, using: &generator)
    var parents: [[Int]] = []
    var size = count
    for _ in 0..<levels {
      let next = Int.random(in: 1...max(1, size), using: &generator)
      parents.append((0..<size).map { _ in Int.random(in: 0..<next, using: &generator) })
      size = next
    }
    return (0..<count).map { leaf in
      var row = ["v\(leaf)"]
      var node = leaf
      for (level, parent) in parents.enumerated() {
        node = parent[node]
        row.append("l\(level)n\(node)")
      }
      return row + ["*"]
    }
  }

  func table() throws -> Table {
    var columns = names.enumerated().map { index, name in
      Column(name: name, strings: rows.map { $0[index] })
    }
    columns.append(Column(name: "s", strings: sensitive))
    return try Table(columns: columns)
  }

  func identifiers() throws -> [QuasiIdentifier] {
    try zip(names, hierarchyRows).map { name, rows in
      QuasiIdentifier(column: name, hierarchy: try Hierarchy(name: name, rows: rows))
    }
  }
}
