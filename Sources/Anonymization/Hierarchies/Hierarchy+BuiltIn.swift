/// How a built-in hierarchy reads one value: its label at every level below the last.
typealias LabelPath = (_ value: String) -> [String]?

extension Hierarchy {
  /// The label that covers everything.
  public static let anything = "*"

  /// The words by which a value says that it is not known, and the mark of a masked cell.
  ///
  /// They stay as they are up to the last level, where `*` covers them too.
  static let unknownWords: Set<String> = ["", "unknown", anything]

  /// Makes a hierarchy by rule.
  ///
  /// Many values may share a label at level 0. The last level is always `*`.
  ///
  /// - Parameters:
  ///   - name: the name used in messages.
  ///   - values: the values of the column and of its whole domain.
  ///   - depth: the number of levels below the last.
  ///   - expected: what a readable value looks like.
  ///   - path: the labels of a value from level 0 up, as many as `depth`; nil if unreadable.
  /// - Throws: ``HierarchyError``.
  init(
    name: String, values: ValueDictionary, depth: Int, expected: String, path: LabelPath
  ) throws(HierarchyError) {
    guard !values.isEmpty else { throw .empty(hierarchy: name) }
    let unset = UInt32.max
    var levels = [Level](repeating: Level(), count: depth + 1)
    var base: [UInt32] = []
    for code in 0..<UInt32(values.count) {
      let value = values[code]
      let known =
        Self.unknownWords.contains(value) ? [String](repeating: value, count: depth) : path(value)
      guard let known else {
        throw .unreadableValue(
          hierarchy: name, value: value, line: Int(code) + 1, expected: expected)
      }
      var below: UInt32?
      for (level, text) in (known + [Self.anything]).enumerated() {
        let count = levels[level].labels.count
        let label = levels[level].labels.code(adding: text)
        if Int(label) == count { levels[level].parents.append(unset) }
        if let below {
          let parent = levels[level - 1].parents[Int(below)]
          guard parent == unset || parent == label else {
            throw .notMonotone(
              hierarchy: name, value: levels[level - 1].labels[below], level: level - 1,
              line: Int(code) + 1)
          }
          levels[level - 1].parents[Int(below)] = label
        } else {
          base.append(label)
        }
        below = label
      }
    }
    self.init(name: name, values: values, base: base, linking: levels)
  }

  /// A hierarchy of two levels: the value itself, and `*`.
  /// - Parameters:
  ///   - name: the name used in messages.
  ///   - values: the values of the column, or of its whole domain.
  /// - Returns: the hierarchy.
  /// - Throws: ``HierarchyError/empty(hierarchy:)`` when there are no values.
  public static func flat(name: String, values: ValueDictionary) throws(HierarchyError) -> Hierarchy
  {
    try Hierarchy(name: name, values: values, depth: 1, expected: "any value") { [$0] }
  }
}

/// The number that some bytes write in decimal digits alone.
func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
  var number = 0
  for digit in digits {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
    number = number * 10 + Int(digit - UInt8(ascii: "0"))
  }
  return number
}
