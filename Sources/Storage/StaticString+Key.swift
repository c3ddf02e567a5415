extension StaticString {
  /// Identifies a literal by where it stands, so that a look-up does not hash its text.
  struct Key: Hashable {
    private let start: UInt
    private let count: Int

    init(_ literal: StaticString) {
      start = UInt(bitPattern: unsafe literal.utf8Start)
      count = literal.utf8CodeUnitCount
    }
  }
}
