internal import Anonymization

/// The members of a cohort by what earlier releases say of them, as a column that no level makes
/// coarser: classes are then made within what can be told apart already.
struct EarlierGroups {
  private static let name = "earlier releases"

  /// The members whom enough others look like in earlier releases; nil where nobody can be told apart.
  let rows: [Int]?
  /// The sizes of the groups of fewer than k.
  let apart: [Int]
  /// The number of members who can stay; not limited where nobody can be told apart.
  let remaining: Int
  private let numbers: [UInt32]

  /// Groups members.
  /// - Parameters:
  ///   - numbers: for each member a number for what earlier releases say; empty where there are none.
  ///   - k: donors who have to look alike.
  init(_ numbers: [UInt32], k: Int) {
    self.numbers = numbers
    var sizes: [UInt32: Int] = [:]
    for number in numbers { sizes[number, default: 0] += 1 }
    guard sizes.count > 1 else {
      (rows, apart, remaining) = (nil, [], .max)
      return
    }
    let rows = numbers.indices.filter { sizes[numbers[$0], default: 0] >= k }
    self.rows = rows
    remaining = rows.count
    apart = sizes.values.filter { $0 < k }.sorted()
  }

  /// The group of each of ``rows``.
  var column: Column {
    Column(name: Self.name, strings: (rows ?? []).map { String(numbers[$0]) })
  }

  /// The column as a quasi-identifier of a single level.
  var quasiIdentifier: QuasiIdentifier {
    get throws {
      let values = column.values
      return QuasiIdentifier(
        column: Self.name,
        hierarchy: try Hierarchy(
          name: Self.name, rows: (0..<UInt32(values.count)).map { [values[$0]] }))
    }
  }
}

extension Column {
  /// Some of the rows; all where none are named.
  func selecting(_ rows: [Int]?) throws(TableError) -> Column {
    guard let rows else { return self }
    return try Column(name: name, values: values, codes: rows.map { code(of: $0) })
  }
}
