/// Columns whose codes lie side by side, member by member.
///
/// In the order of the pseudonyms every member is at another place of the memory: this way it is one
/// place for many columns.
struct SideBySide {
  /// Codes that lie side by side: half a line of the cache.
  static let width = 8
  /// Members that are turned at a time, so that they stay in the nearest cache.
  private static let block = 512

  private let count: Int
  private var codes: [UInt32]

  /// Lays codes side by side.
  /// - Parameter columns: for each column the code of every member; at most ``width`` of them.
  init(_ columns: [[UInt32]]) {
    count = columns.count
    let members = columns.first?.count ?? 0
    codes = [UInt32](repeating: 0, count: members * Self.width)
    var codes = codes.mutableSpan
    for start in stride(from: 0, to: members, by: Self.block) {
      for (place, column) in columns.enumerated() {
        for member in start..<min(start + Self.block, members) {
          codes[member &* Self.width &+ place] = column[member]
        }
      }
    }
  }

  /// The codes of some members.
  /// - Parameter members: which, in any order.
  /// - Returns: column by column, in that order.
  func columns(of members: [Int]) -> [[UInt32]] {
    var found = (0..<count).map { _ in [UInt32](repeating: 0, count: members.count) }
    let codes = codes.span
    for start in stride(from: 0, to: members.count, by: Self.block) {
      let rows = start..<min(start + Self.block, members.count)
      for place in found.indices {
        var column = found[place].mutableSpan
        for row in rows { column[row] = codes[members[row] &* Self.width &+ place] }
      }
    }
    return found
  }
}
