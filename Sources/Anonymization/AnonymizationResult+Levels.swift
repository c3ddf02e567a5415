extension AnonymizationResult {
  /// The lowest and the highest level that a released record has of each quasi-identifier, in the
  /// order of the request; nil where cells list values instead of levels.
  public var levelRanges: [ClosedRange<Int>]? {
    guard cells.named.isEmpty else { return nil }
    let width = cells.sources.count
    if let levels { return levels.map { $0...$0 } }
    var ranges = [ClosedRange<Int>?](repeating: nil, count: width)
    for place in Set(classOfRow) where place != Self.suppressedClass {
      for index in 0..<width {
        let level = Int(cells.levels[Int(place) * width + index])
        let known = ranges[index] ?? level...level
        ranges[index] = min(known.lowerBound, level)...max(known.upperBound, level)
      }
    }
    return ranges.map { $0 ?? 0...0 }
  }
}

extension AnonymizationResult {
  /// The loss of some of the quasi-identifiers, as ``loss`` is that of all.
  /// - Parameter columns: their positions in the request.
  /// - Returns: a number from 0 to 1.
  public func loss(of columns: Range<Int>) -> Double { Loss.loss(Array(penalties[columns])) }
}
