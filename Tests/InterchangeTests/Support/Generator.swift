/// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014): the same
/// seed gives the same cases on every machine.
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// A text of the characters that delimited text and JSON find hard.
  mutating func awkwardText(upTo length: Int) -> String {
    let pieces = [
      "a", "B", "7", " ", ",", ";", "\t", "\"", "\n", "\r\n", "'", "=", "+", "-", "@", "ä", "€",
      "𝄞", "＝", "＠", "\\", "/", "\u{1}", "\u{7F}", "{", "[", "Müller", "#",
    ]
    var text = ""
    for _ in 0..<below(length + 1) { text += pick(pieces) }
    return text
  }
}
