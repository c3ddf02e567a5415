/// Members in the order of their pseudonyms.
///
/// Pseudonyms are spread evenly over sixty bits. Two passes over the first of them, the later digit
/// first, leave next to nothing in disorder, and write side by side where a heap for each prefix would
/// be another place of the memory for each member.
enum PseudonymOrder {
  /// The two digits of a pseudonym that are sorted by, the lower one first.
  private static let shifts: [Int64] = [38, 49]
  private static let digits = 1 << 11

  private struct Entry {
    var pseudonym: Int64
    var member: Int
  }

  /// Puts members in order.
  /// - Parameters:
  ///   - members: positions of members.
  ///   - pseudonyms: the pseudonym of every member, by position.
  /// - Returns: the same positions.
  static func sorted(_ members: [Int], by pseudonyms: [Int64]) -> [Int] {
    var entries = members.map { Entry(pseudonym: pseudonyms[$0], member: $0) }
    var others = entries
    for shift in shifts {
      distribute(entries, by: shift, into: &others)
      swap(&entries, &others)
    }
    // Whoever shares both digits with others is pushed in where it belongs.
    for place in entries.indices.dropFirst()
    where entries[place - 1].pseudonym > entries[place].pseudonym {
      let entry = entries[place]
      var free = place
      while free > 0, entries[free - 1].pseudonym > entry.pseudonym {
        entries[free] = entries[free - 1]
        free -= 1
      }
      entries[free] = entry
    }
    return entries.map(\.member)
  }

  private static func distribute(_ entries: [Entry], by shift: Int64, into sorted: inout [Entry]) {
    var ends = [Int](repeating: 0, count: digits + 1)
    for entry in entries { ends[digit(entry, shift) + 1] += 1 }
    for digit in 1...digits { ends[digit] += ends[digit - 1] }
    for entry in entries {
      let digit = digit(entry, shift)
      sorted[ends[digit]] = entry
      ends[digit] += 1
    }
  }

  private static func digit(_ entry: Entry, _ shift: Int64) -> Int {
    Int(truncatingIfNeeded: entry.pseudonym >> shift) & (digits - 1)
  }
}
