/// The natural logarithm of a positive finite number, to within two units in the last place.
///
/// The standard library alone has none. The number is split into 2^e times m with m between
/// sqrt(1/2) and sqrt(2); then log m = 2 artanh((m - 1) / (m + 1)) by its Taylor series
/// (Abramowitz and Stegun, 4.1.27).
func naturalLogarithm(_ number: Double) -> Double {
  var exponent = Double(number.exponent)
  var mantissa = number.significand
  if mantissa > 1.414_213_562_373_095_1 {
    mantissa /= 2
    exponent += 1
  }
  let ratio = (mantissa - 1) / (mantissa + 1)
  let square = ratio * ratio
  var sum = 0.0
  // |ratio| is at most 0.1716, so that the 23rd power is below 1e-17.
  for power in stride(from: 23, through: 1, by: -2) {
    sum = sum * square + 1 / Double(power)
  }
  return exponent * 0.693_147_180_559_945_3 + 2 * ratio * sum
}

/// A count times its logarithm, from a table where the count is small.
func weightedLogarithm(_ count: UInt32) -> Double {
  guard count < smallWeightedLogarithms.count else {
    return Double(count) * naturalLogarithm(Double(count))
  }
  return smallWeightedLogarithms[Int(count)]
}

private let smallWeightedLogarithms = (0..<2048).map { count in
  count == 0 ? 0 : Double(count) * naturalLogarithm(Double(count))
}

/// The n-th root of a number of at least 1, by Newton's method from above.
func root(_ number: Double, degree: Int) -> Double {
  guard degree > 1, number > 1 else { return number }
  let n = Double(degree)
  var guess = 1 + (number - 1) / n
  while true {
    var power = 1.0
    for _ in 1..<degree { power *= guess }
    let next = ((n - 1) * guess + number / power) / n
    guard next < guess else { return guess }
    guess = next
  }
}
