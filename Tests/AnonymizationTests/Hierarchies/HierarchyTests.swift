import Anonymization
import Testing

@Suite struct HierarchyTests {
  private let rows = [["a", "ab", "*"], ["b", "ab", "*"], ["c", "c", "*"]]

  @Test func `labels of every level are found`() throws {
    let hierarchy = try Hierarchy(name: "h", rows: rows)
    #expect(hierarchy.levelCount == 3)
    #expect(hierarchy.leafCount == 3)
    #expect(hierarchy.labels(at: 1).strings == ["ab", "c"])
    #expect((0..<3).map { hierarchy.label(of: "b", at: $0) } == ["b", "ab", "*"])
    #expect(hierarchy.label(of: "d", at: 0) == nil)
  }

  @Test func `an empty hierarchy is refused`() {
    #expect(throws: HierarchyError.empty(hierarchy: "h")) { try Hierarchy(name: "h", rows: []) }
  }

  @Test(arguments: [["c", "c"], ["c", "c", "x", "*"]])
  func `ragged levels are refused with their line`(row: [String]) {
    let error = HierarchyError.raggedLevels(
      hierarchy: "h", line: 3, found: row.count, expected: 3)
    #expect(throws: error) { try Hierarchy(name: "h", rows: Array(rows[..<2]) + [row]) }
  }

  @Test func `a repeated value is refused with its line`() {
    #expect(throws: HierarchyError.duplicateValue(hierarchy: "h", value: "a", line: 4)) {
      try Hierarchy(name: "h", rows: rows + [["a", "ab", "*"]])
    }
  }

  @Test func `equal labels must stay equal above`() {
    let error = HierarchyError.notMonotone(hierarchy: "h", value: "ab", level: 1, line: 4)
    #expect(throws: error) { try Hierarchy(name: "h", rows: rows + [["d", "ab", "other"]]) }
  }

  @Test func `messages say what, where and what to do`() {
    let error = HierarchyError.duplicateValue(hierarchy: "zip", value: "35063", line: 4)
    #expect(
      error.description
        == "line 4 of hierarchy 'zip' repeats the value '35063'; remove one of its rows")
  }
}
