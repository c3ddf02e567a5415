import TestSupport
import Testing

@testable import HashedIdentifiers

struct JaroWinklerTests {
  /// Published values, three decimals, prefix of four.
  ///
  /// Winkler, "Overview of record linkage and current research directions", US Census Bureau
  /// RRS2006-02, table 6.
  static let published: [(String, String, Float)] = [
    ("shackleford", "shackelford", 0.982), ("dunningham", "cunnigham", 0.896),
    ("nichleson", "nichulson", 0.956), ("jones", "johnson", 0.832),
    ("massey", "massie", 0.933), ("abroms", "abrams", 0.922), ("jeraldine", "geraldine", 0.926),
    ("marhta", "martha", 0.961), ("michelle", "michael", 0.921), ("julies", "julius", 0.933),
    ("tanya", "tonya", 0.880), ("dwayne", "duane", 0.840), ("sean", "susan", 0.805),
    ("jon", "john", 0.933), ("jon", "jan", 0.800), ("dixon", "dicksonx", 0.813),
  ]

  @Test(arguments: published)
  func `published values hold to three decimals`(left: String, right: String, value: Float) {
    let similarity = JaroWinkler.similarity(PackedText(left.utf8), PackedText(right.utf8))
    #expect(abs(similarity - value) < 0.0011, "\(left) \(right) \(similarity)")
  }

  @Test func `nothing resembles an empty text, and equal texts are equal`() {
    #expect(JaroWinkler.similarity(PackedText(), PackedText()) == 0)
    #expect(JaroWinkler.similarity(PackedText("a".utf8), PackedText()) == 0)
    #expect(JaroWinkler.similarity(PackedText("smith".utf8), PackedText("smith".utf8)) == 1)
    #expect(JaroWinkler.similarity(PackedText("abc".utf8), PackedText("xyz".utf8)) == 0)
  }

  @Test func `it is the same in both directions, between 0 and 1, and never above its bound`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20_000 {
      let left = PackedText(randomText(using: &generator).utf8)
      let right = PackedText(randomText(using: &generator).utf8)
      let similarity = JaroWinkler.similarity(left, right)
      #expect(similarity == JaroWinkler.similarity(right, left), "seed \(seed)")
      #expect((0...1).contains(similarity), "seed \(seed)")
      let bound = JaroWinkler.bound(left, left.letters, right, right.letters)
      #expect(similarity <= bound + 1e-6, "seed \(seed)")
    }
  }
}

/// Up to sixteen letters of a small alphabet, so that texts have something in common.
func randomText(using generator: inout SeededGenerator) -> String {
  let letters = Array("abcde")
  return String(
    (0..<Int.random(in: 1...16, using: &generator)).map { _ in
      letters[Int.random(in: 0..<letters.count, using: &generator)]
    })
}
