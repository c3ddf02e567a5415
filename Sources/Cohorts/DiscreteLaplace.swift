/// The discrete Laplace distribution, also called two-sided geometric: P(x) is proportional to
/// exp(-|x| / scale).
///
/// As noise on a count it gives each person 1/scale-differential privacy and is the best such
/// mechanism for counts (Ghosh, Roughgarden and Sundararajan 2009). It is drawn exactly, in whole
/// numbers alone, by algorithms 1 and 2 of Canonne, Kamath and Steinke, "The Discrete Gaussian for
/// Differential Privacy" (2020): a floating-point sampler has gaps that give the secret away
/// (Mironov 2012).
public struct DiscreteLaplace: Sendable {
  /// The scale, at least 1.
  public let scale: UInt64

  /// Describes the distribution.
  /// - Parameter scale: the scale; 0 is taken as 1.
  public init(scale: UInt64) { self.scale = max(scale, 1) }

  /// Draws a number.
  /// - Parameter generator: where randomness comes from.
  /// - Returns: the number.
  public func draw(using generator: inout some RandomNumberGenerator) -> Int {
    while true {
      let remainder = UInt64.random(in: 0..<scale, using: &generator)
      guard Self.decays(remainder, scale, &generator) else { continue }
      var whole: UInt64 = 0
      while Self.decays(1, 1, &generator) { whole += 1 }
      let size = Int(clamping: remainder + scale * whole)
      let isNegative = Bool.random(using: &generator)
      // Zero would otherwise come up twice as often as it should.
      if isNegative && size == 0 { continue }
      return isNegative ? -size : size
    }
  }

  /// True with probability exp(-numerator / denominator), for a fraction of at most 1.
  static func decays(
    _ numerator: UInt64, _ denominator: UInt64, _ generator: inout some RandomNumberGenerator
  ) -> Bool {
    var step: UInt64 = 1
    while UInt64.random(in: 0..<(denominator * step), using: &generator) < numerator { step += 1 }
    return step % 2 == 1
  }
}
