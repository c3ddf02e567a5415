import ResearchRouting
import Testing

@Suite struct `Three-valued truth` {
  static let all: [Truth] = [.isFalse, .unknown, .isTrue]

  @Test func `the tables of Kleene's strong logic`() {
    #expect((Truth.isTrue && .unknown) == .unknown)
    #expect((Truth.isFalse && .unknown) == .isFalse)
    #expect((Truth.isTrue || .unknown) == .isTrue)
    #expect((Truth.isFalse || .unknown) == .unknown)
    #expect(!Truth.unknown == .unknown)
    #expect(!Truth.isTrue == .isFalse)
    #expect((Truth.unknown || !Truth.unknown) == .unknown)
  }

  @Test(arguments: all, all)
  func `De Morgan's laws hold`(left: Truth, right: Truth) {
    #expect(!(left && right) == (!left || !right))
    #expect(!(left || right) == (!left && !right))
  }

  @Test func `words`() {
    #expect(Self.all.map(\.description) == ["false", "unknown", "true"])
  }
}
