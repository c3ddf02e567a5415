import TestSupport
import Testing

@testable import HashedIdentifiers

struct StringAlignmentTests {
  @Test(arguments: [
    ("kitten", "sitting", 3), ("saturday", "sunday", 3), ("ca", "ac", 1), ("ca", "abc", 3),
    ("", "abc", 3), ("abc", "", 3), ("martha", "marhta", 1), ("19591016", "19591061", 1),
  ])
  func `known distances hold`(left: String, right: String, distance: Int) {
    #expect(
      StringAlignment.distance(PackedText(left.utf8), PackedText(right.utf8)) == distance)
  }

  @Test func `it agrees with the table of Wagner and Fischer, extended by swaps`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20_000 {
      let left = randomText(using: &generator)
      var right = randomText(using: &generator)
      // Half of the pairs are near each other.
      if Bool.random(using: &generator) { right = edited(left, using: &generator) }
      let expected = naive(Array(left.utf8), Array(right.utf8))
      let mine = PackedText(left.utf8)
      let other = PackedText(right.utf8.prefix(16))
      guard right.utf8.count <= 16 else { continue }
      #expect(StringAlignment.distance(mine, other) == expected, "seed \(seed)")
      #expect(StringAlignment.isWithinOne(mine, other) == (expected <= 1), "seed \(seed)")
      #expect(StringAlignment.isWithinOne(other, mine) == (expected <= 1), "seed \(seed)")
    }
  }

  private func edited(_ text: String, using generator: inout SeededGenerator) -> String {
    var letters = Array(text)
    for _ in 0..<Int.random(in: 0...2, using: &generator) where !letters.isEmpty {
      let place = Int.random(in: 0..<letters.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: letters[place] = "z"
      case 1: letters.remove(at: place)
      case 2: letters.insert("y", at: place)
      default: letters.swapAt(place, max(0, place - 1))
      }
    }
    return String(letters)
  }

  private func naive(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var table = (0...left.count).map { row in
      (0...right.count).map { row == 0 ? $0 : $0 == 0 ? row : 0 }
    }
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    for row in 1...left.count {
      for column in 1...right.count {
        let cost = left[row - 1] == right[column - 1] ? 0 : 1
        var best = min(
          table[row - 1][column] + 1, table[row][column - 1] + 1,
          table[row - 1][column - 1] + cost)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          best = min(best, table[row - 2][column - 2] + 1)
        }
        table[row][column] = best
      }
    }
    return table[left.count][right.count]
  }
}
