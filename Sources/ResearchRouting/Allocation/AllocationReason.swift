/// Why a programme holds no portion of a donor, or that it does.
public enum AllocationReason: Hashable, Sendable {
  /// A portion goes there.
  case placed
  /// The programme was no option for the donor: not eligible, or outside its time window.
  case noOption
  /// The donor has no portion to give.
  case noPortion
  /// The programme has no place at all.
  case noPlaces
  /// Every place is worth more with another donor's tissue: by so much at least.
  case full(short: Int)
  /// Every portion is worth more elsewhere: by so much at least.
  case betterElsewhere(by: Int)
  /// The placement costs more than leaving the tissue; by so much.
  case notWorthwhile(by: Int)

  /// The sentence shown for it.
  public var words: String {
    switch self {
    case .placed: "placed"
    case .noOption: "not eligible"
    case .noPortion: "no portion left"
    case .noPlaces: "no place left"
    case .full(let short): "full: its places are worth \(short) more with other donors"
    case .betterElsewhere(let gain): "the tissue is worth \(gain) more elsewhere"
    case .notWorthwhile(let loss): "costs \(loss) more than leaving the tissue"
    }
  }
}

extension Allocation {
  /// Why each programme does or does not hold a portion of a donor.
  ///
  /// The prices say it: a programme whose price exceeds what the donor's tissue is worth to it is full
  /// of better placements, and at the prices of the others nothing would be gained by moving.
  /// - Parameters:
  ///   - donor: the donor's place in the problem.
  ///   - problem: the problem.
  /// - Returns: one reason for each programme, in their order.
  public func reasons(for donor: Int, in problem: borrowing AllocationProblem) -> [AllocationReason]
  {
    let placed = placements[donor]
    let options = problem.options(of: donor)
    // The dearest portion that is placed: what another programme would have to beat.
    let marginal =
      placed.count < problem.portions[donor]
      ? 0
      : options.filter { placed.contains($0.programme) }
        .map { $0.cost + prices[$0.programme] }.max() ?? 0
    return problem.programmes.indices.map { place in
      if placed.contains(place) { return .placed }
      guard let option = options.first(where: { $0.programme == place }) else { return .noOption }
      if problem.portions[donor] == 0 { return .noPortion }
      if problem.programmes[place].places == 0 { return .noPlaces }
      let priced = option.cost + prices[place]
      if option.cost > 0 { return .notWorthwhile(by: option.cost) }
      return marginal < 0 ? .betterElsewhere(by: priced - marginal) : .full(short: priced)
    }
  }
}
