/// What the consent rule must know of a donor beside the consent events.
///
/// The birth date is sealed. In the clear stand the year and, for those who were under age when
/// they were registered, the day on which they come of age.
public struct DonorFacts: Hashable, Sendable {
  /// The calendar year of birth, where known.
  public var birthYear: Int?
  /// The day on which the donor comes of age, where kept.
  public var majorityDay: CivilDay?
  /// The day of death, where the donor has died.
  public var deathDay: CivilDay?

  /// States what is known.
  /// - Parameters:
  ///   - birthYear: the calendar year of birth.
  ///   - majorityDay: the day on which the donor comes of age.
  ///   - deathDay: the day of death.
  public init(birthYear: Int? = nil, majorityDay: CivilDay? = nil, deathDay: CivilDay? = nil) {
    self.birthYear = birthYear
    self.majorityDay = majorityDay
    self.deathDay = deathDay
  }

  /// States what a donor's row says.
  ///
  /// A donor known to be dead without a day is taken to have died by the day of registration, the
  /// earliest on which anybody here can have known it.
  /// - Parameters:
  ///   - birthYear: the calendar year of birth.
  ///   - majorityDay: the day on which the donor comes of age.
  ///   - vitalStatus: whether the donor lives.
  ///   - diedOn: the day of death, where known.
  ///   - registeredAt: when the donor was registered.
  public init(
    birthYear: Int?, majorityDay: CivilDay?, vitalStatus: VitalStatus, diedOn: CivilDay?,
    registeredAt: Instant
  ) {
    self.init(
      birthYear: birthYear, majorityDay: majorityDay,
      deathDay: vitalStatus == .dead ? diedOn ?? registeredAt.day : nil)
  }

  /// The day from which a signature for a minor no longer counts.
  ///
  /// The majority day where it is kept. Without it the first day on which a person born in that
  /// year can come of age, and without the year the first day of the calendar: what is not known
  /// never keeps a permission alive.
  /// - Parameter ageOfMajority: the age from which the form lets donors sign alone.
  /// - Returns: the day.
  public func endOfMinority(ageOfMajority: Int) -> CivilDay {
    if let majorityDay { return majorityDay }
    guard let birthYear else { return .earliest }
    return CivilDay(year: birthYear + ageOfMajority, month: 1, day: 1) ?? .earliest
  }

  /// The facts of two donors who turn out to be one person: the earlier of each, which is the
  /// stricter.
  ///
  /// A majority day that nobody born in the other's year can have is dropped: the year then decides.
  /// - Parameter other: the facts of the other donor.
  /// - Returns: the facts of both.
  public func combined(with other: DonorFacts) -> DonorFacts {
    func earlier<Value: Comparable>(_ left: Value?, _ right: Value?) -> Value? {
      guard let left, let right else { return left ?? right }
      return min(left, right)
    }
    var combined = DonorFacts(
      birthYear: earlier(birthYear, other.birthYear),
      majorityDay: earlier(majorityDay, other.majorityDay),
      deathDay: earlier(deathDay, other.deathDay))
    if contradicts(other) || other.contradicts(self), combined.contradicts(combined) {
      combined.majorityDay = nil
    }
    return combined
  }

  /// Whether nobody born in another's year can come of age as late as this donor does.
  private func contradicts(_ other: DonorFacts) -> Bool {
    guard let majorityDay, let year = other.birthYear else { return false }
    return majorityDay.year > year + Self.highestAgeOfMajority
  }

  /// No country has a higher one.
  private static let highestAgeOfMajority = 21
}
