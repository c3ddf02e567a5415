extension AllocationProblem {
  /// Adds a donor some of whose portions have gone for good: they are no longer to be placed, and
  /// the programmes that have one take no second.
  ///
  /// An optimal allocation stays optimal when a part of it is fixed and the rest is solved anew, and
  /// the places that the fixed part fills are the cheapest, as
  /// ``AllocationPolicy/programme(quota:taken:)`` leaves them out.
  /// - Parameters:
  ///   - portions: how many portions there were.
  ///   - options: the placements that are possible.
  ///   - holding: the programmes that have a portion already.
  /// - Throws: ``AllocationError`` where an option names no programme.
  public mutating func addDonor(
    portions: Int, options: [Option], holding: Set<Int>
  ) throws(AllocationError) {
    try addDonor(
      portions: portions - holding.count,
      options: options.filter { !holding.contains($0.programme) })
  }
}
