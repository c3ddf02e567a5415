/// How likely every level of every field is among records of one person (m) and of two (u).
///
/// I. P. Fellegi, A. B. Sunter, "A theory for record linkage", JASA 64 (1969): the weight of a level
/// is log2(m / u), and weights of fields that err independently add up.
public struct WeightTable: Sendable, Hashable {
  static let levels = AgreementLevel.allCases.count

  /// Share of the level among pairs of one person, by field and level; missing has none.
  var m: [[Double]]
  /// Share of the level among pairs of two people.
  var u: [[Double]]
  /// Bits, by field times eight plus level.
  private(set) var bits: [Float] = []

  init(m: [[Double]], u: [[Double]]) {
    self.m = m
    self.u = u
    prepare()
  }

  /// The weight of a level, in bits.
  /// - Parameters:
  ///   - field: the field.
  ///   - level: the level.
  /// - Returns: positive where the level speaks for one person.
  public func weight(_ field: ComparisonField, _ level: AgreementLevel) -> Float {
    bits[Int(field.rawValue) * Self.levels + Int(level.rawValue)]
  }

  private mutating func prepare() {
    bits = [Float](repeating: 0, count: ComparisonField.allCases.count * Self.levels)
    for field in ComparisonField.allCases {
      let row = Int(field.rawValue)
      for level in 1..<Self.levels where m[row][level] > 0 && u[row][level] > 0 {
        bits[row * Self.levels + level] = Float(Self.log2(m[row][level] / u[row][level]))
      }
    }
    // Exchanged names are one slip, though two fields show it: the given name weighs what equal ones
    // do, and the family name alone carries that the slip is rare.
    let swapped = Int(AgreementLevel.swapped.rawValue)
    let equal = Int(AgreementLevel.equal.rawValue)
    let given = Int(ComparisonField.given.rawValue)
    let family = Int(ComparisonField.family.rawValue)
    if m[family][swapped] > 0, u[given][equal] > 0, u[family][equal] > 0 {
      bits[given * Self.levels + swapped] = Float(-Self.log2(u[given][equal]))
      bits[family * Self.levels + swapped] =
        Float(Self.log2(m[family][swapped]) - Self.log2(u[family][equal]))
    }
  }

  /// Binary logarithm of a positive number, by its exponent and the series of its mantissa; the
  /// standard library has none.
  static func log2(_ value: Double) -> Double {
    // ln x = 2 artanh((x - 1) / (x + 1)), quick for a mantissa near 1.
    var exponent = Double(value.exponent)
    var mantissa = value.significand
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var power = ratio
    var sum = 0.0
    var divisor = 1.0
    while divisor < 30 {
      sum += power / divisor
      power *= square
      divisor += 2
    }
    return exponent + 2 * sum / 0.6931471805599453
  }

  /// Two to the power of a number of bits.
  static func exp2(_ bits: Double) -> Double {
    let clamped = min(max(bits, -1000), 1000)
    let whole = clamped.rounded(.down)
    let rest = (clamped - whole) * 0.6931471805599453
    var term = 1.0
    var sum = 1.0
    for index in 1..<18 {
      term *= rest / Double(index)
      sum += term
    }
    return sum * Double(sign: .plus, exponent: Int(whole), significand: 1)
  }
}

extension WeightTable {
  /// The two tables as they stand in the source, one row a field.
  package var literal: String {
    func rows(_ table: [[Double]]) -> String {
      table.map { "[" + $0.map { "\(($0 * 1e7).rounded() / 1e7)" }.joined(separator: ", ") + "]" }
        .joined(separator: ",\n")
    }
    return "m:\n\(rows(m))\nu:\n\(rows(u))"
  }
}
