/// Members in the order of their pseudonyms.
///
/// Pseudonyms are spread evenly, so that their first bits part a million of them into heaps of a few,
/// each of which is put in order for itself.
enum PseudonymOrder {
  private static let bits = 16
  /// Pseudonyms have sixty bits.
  private static let shift = Int64(60 - bits)

  /// Puts members in order.
  /// - Parameters:
  ///   - members: positions of members.
  ///   - pseudonyms: the pseudonym of every member, by position.
  /// - Returns: the same positions.
  static func sorted(_ members: [Int], by pseudonyms: [Int64]) -> [Int] {
    var ends = [Int](repeating: 0, count: 1 << bits + 1)
    for member in members { ends[heap(pseudonyms[member]) + 1] += 1 }
    for heap in 1..<ends.count { ends[heap] += ends[heap - 1] }
    let starts = ends
    var keys = [Int64](repeating: 0, count: members.count)
    var sorted = members
    for member in members {
      let heap = heap(pseudonyms[member])
      var place = ends[heap]
      ends[heap] += 1
      // A heap has so few members that the next one is pushed in where it belongs.
      while place > starts[heap], keys[place - 1] > pseudonyms[member] {
        keys[place] = keys[place - 1]
        sorted[place] = sorted[place - 1]
        place -= 1
      }
      keys[place] = pseudonyms[member]
      sorted[place] = member
    }
    return sorted
  }

  private static func heap(_ pseudonym: Int64) -> Int {
    min(max(Int(pseudonym >> shift), 0), 1 << bits - 1)
  }
}
