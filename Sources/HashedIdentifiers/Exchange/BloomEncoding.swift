/// The encoding of one person in 1,024 bits, which resembles those of people written alike.
///
/// R. Schnell, T. Bachteler, J. Reiher, "Privacy-preserving record linkage using Bloom filters", BMC
/// Medical Informatics 9:41 (2009), hardened: keyed hashes, as many for each letter pair as fill half
/// of the bits whatever the length of the names (R. Schnell, C. Borgs, "Randomized response and
/// balanced Bloom filters", 2016), salted with the year of birth (F. Niedermeyer et al., "Cryptanalysis
/// of basic Bloom filters", 2014), folded once by exclusive or (R. Schnell, C. Borgs, "XOR-folding for
/// Bloom filter-based encryptions", 2016). Letter pairs remain a weaker protection than tokens, so
/// encodings are made only where both sides ask for them, and are kept nowhere.
public struct BloomEncoding: Hashable, Sendable {
  /// 1,024, the number of bits.
  public static let bitCount = 1024
  static let wordCount = bitCount / 64

  /// The bits, sixteen words as two halves that the comparison loads as vectors.
  let low: SIMD8<UInt64>
  let high: SIMD8<UInt64>
  /// How many bits are set.
  let weight: Int32
  /// How many of them in the second half.
  let highWeight: Int32

  init(low: SIMD8<UInt64>, high: SIMD8<UInt64>) {
    self.low = low
    self.high = high
    var weights = (low: 0, high: 0)
    for lane in 0..<8 {
      weights.low += low[lane].nonzeroBitCount
      weights.high += high[lane].nonzeroBitCount
    }
    weight = Int32(weights.low + weights.high)
    highWeight = Int32(weights.high)
  }

  init(words: [UInt64]) {
    var low = SIMD8<UInt64>()
    var high = SIMD8<UInt64>()
    for lane in 0..<8 {
      low[lane] = words[lane]
      high[lane] = words[lane + 8]
    }
    self.init(low: low, high: high)
  }

  /// Sixteen words drawn at random, as measurements need them.
  package static func random(using generator: inout some RandomNumberGenerator) -> BloomEncoding {
    BloomEncoding(words: (0..<wordCount).map { _ in generator.next() })
  }

  /// The sixteen words.
  var words: [UInt64] { (0..<8).map { low[$0] } + (0..<8).map { high[$0] } }

  /// Dice's coefficient of the bits of two encodings: 1 for equal ones, about 0.5 for strangers,
  /// because half of all bits are set.
  ///
  /// L. R. Dice, "Measures of the amount of ecologic association between species", Ecology 26 (1945).
  /// - Parameter other: the other encoding.
  /// - Returns: 0 to 1.
  @inline(__always)
  public func dice(_ other: BloomEncoding) -> Float {
    let sum = weight + other.weight
    return sum == 0 ? 0 : Float(2 * shared(other)) / Float(sum)
  }

  /// The places of those in a list that resemble this encoding.
  ///
  /// Strangers share so few bits of the first half that the second cannot make up for it, so it is
  /// counted of the few that may yet resemble.
  /// - Parameters:
  ///   - encodings: the list.
  ///   - least: the least coefficient of Dice.
  /// - Returns: the places, ascending.
  public func similar(among encodings: [BloomEncoding], from least: Float) -> [Int] {
    var places: [Int] = []
    for place in encodings.indices {
      // Dice >= least, without a division.
      let sum = Float(weight + encodings[place].weight)
      let most = sharedLow(encodings[place]) + min(highWeight, encodings[place].highWeight)
      if Float(2 * most) < least * sum { continue }
      if Float(2 * shared(encodings[place])) >= least * sum, sum > 0 { places.append(place) }
    }
    return places
  }

  /// How many bits are set in both.
  ///
  /// Carry-save adders bring eight vectors down to four before bits are counted (W. Muła, N. Kurz,
  /// D. Lemire, "Faster population counts using AVX2 instructions", 2018): no instruction beyond the
  /// baseline is needed.
  @inline(__always)
  func shared(_ other: BloomEncoding) -> Int32 {
    let first = low & other.low
    let second = high & other.high
    let (a, b, c, d) = Self.quarters(first)
    let (e, f, g, h) = Self.quarters(second)
    let (sum1, carry1) = Self.add(a, b, c)
    let (sum2, carry2) = Self.add(d, e, f)
    let (sum3, carry3) = Self.add(sum1, sum2, g)
    let ones = sum3 ^ h
    let (sum4, fours1) = Self.add(carry1, carry2, carry3)
    let carry4 = sum3 & h
    let twos = sum4 ^ carry4
    let fours2 = sum4 & carry4
    let low = Self.nibbles(ones) &+ Self.nibbles(twos) &<< 1
    let high = Self.nibbles(fours1 ^ fours2) &+ Self.nibbles(fours1 & fours2) &<< 1
    let bytes = Self.bytes(low) &+ Self.bytes(high) &<< 2
    let total = bytes[0] &+ bytes[1]
    let halves = (total & 0x00FF_00FF_00FF_00FF) &+ (total >> 8 & 0x00FF_00FF_00FF_00FF)
    return Int32(truncatingIfNeeded: (halves &* 0x0001_0001_0001_0001) >> 48)
  }

  /// How many bits of the first half are set in both.
  @inline(__always)
  private func sharedLow(_ other: BloomEncoding) -> Int32 {
    let (a, b, c, d) = Self.quarters(low & other.low)
    let (sum, carry) = Self.add(a, b, c)
    let twos = carry ^ (sum & d)
    let fours = carry & sum & d
    let bytes =
      Self.bytes(Self.nibbles(sum ^ d) &+ Self.nibbles(twos) &<< 1)
      &+ Self.bytes(Self.nibbles(fours)) &<< 2
    let total = bytes[0] &+ bytes[1]
    let halves = (total & 0x00FF_00FF_00FF_00FF) &+ (total >> 8 & 0x00FF_00FF_00FF_00FF)
    return Int32(truncatingIfNeeded: (halves &* 0x0001_0001_0001_0001) >> 48)
  }

  private typealias Pair = SIMD2<UInt64>

  @inline(__always)
  private static func quarters(_ vector: SIMD8<UInt64>) -> (Pair, Pair, Pair, Pair) {
    (
      vector.lowHalf.lowHalf, vector.lowHalf.highHalf, vector.highHalf.lowHalf,
      vector.highHalf.highHalf
    )
  }

  /// A full adder on every bit.
  @inline(__always)
  private static func add(_ left: Pair, _ right: Pair, _ carry: Pair) -> (Pair, Pair) {
    let either = left ^ right
    return (either ^ carry, (left & right) | (either & carry))
  }

  /// The number of bits of every four.
  @inline(__always)
  private static func nibbles(_ vector: Pair) -> Pair {
    let fives = Pair(repeating: 0x5555_5555_5555_5555)
    let threes = Pair(repeating: 0x3333_3333_3333_3333)
    let pairs = vector &- (vector &>> 1 & fives)
    return (pairs & threes) &+ (pairs &>> 2 & threes)
  }

  /// The sums of both halves of every byte.
  @inline(__always)
  private static func bytes(_ nibbles: Pair) -> Pair {
    let fifteens = Pair(repeating: 0x0F0F_0F0F_0F0F_0F0F)
    return (nibbles & fifteens) &+ (nibbles &>> 4 & fifteens)
  }
}

extension BloomEncoding: CustomStringConvertible, CustomReflectable {
  /// Says nothing.
  public var description: String { "encoding (not shown)" }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
