internal import Domain
internal import Registry

/// Everybody in the story: donors of a hospital's tumour bank, and those of the two years after.
struct DemoCast {
  /// Months that the story lasts.
  static let months = 24
  private static let bankSize = 1300
  private static let newcomers = 1900
  private static let seed: UInt64 = 20_120_629

  /// The day that the story ends on.
  let today: CivilDay
  /// Donors whom a hospital's tumour bank has collected over five years and a half.
  let bank: [SyntheticDonor]
  /// Donors of each month, the first from the month that ends on ``day(_:)`` of 1.
  let newcomers: [[SyntheticDonor]]

  /// Draws everybody.
  /// - Parameter today: the day that the story ends on.
  init(today: CivilDay) {
    self.today = today
    let start = Self.day(0, before: today)
    let old = SyntheticDonors(
      seed: Self.seed, interest: start.adding(months: -66)...start.adding(days: -31))
    bank = (0..<Self.bankSize).map(old.donor)
    let new = SyntheticDonors(seed: Self.seed, interest: start...today.adding(days: -1))
    var batches = [[SyntheticDonor]](repeating: [], count: Self.months)
    let ends = (1...Self.months).map { Self.day($0, before: today) }
    for index in Self.bankSize..<Self.bankSize + Self.newcomers {
      let donor = new.donor(index)
      let month = ends.firstIndex { donor.interest.expressedOn < $0 }
      if let month { batches[month].append(donor) }
    }
    newcomers = batches
  }

  /// The day on which a month of the story begins.
  /// - Parameter month: 0 to ``months``; the last is today.
  /// - Returns: the day.
  func day(_ month: Int) -> CivilDay { Self.day(month, before: today) }

  private static func day(_ month: Int, before today: CivilDay) -> CivilDay {
    today.adding(months: month - months)
  }

  /// Everybody whose tumour is HER2-positive by ASCO/CAP 2018.
  var her2Positive: [SyntheticDonor] {
    (bank + newcomers.joined()).filter { donor in
      let results = donor.diagnosis?.biomarkers.map(\.result) ?? []
      return results.contains(.score3) || results.contains(.amplified)
    }
  }
}

extension SyntheticDonor {
  /// Whether the donor is under age on a day.
  /// - Parameter day: the day.
  /// - Returns: whether under 18.
  func isMinor(on day: CivilDay) -> Bool { birthDate.wholeYears(until: day) < 18 }

  /// What a site asks the registry with to learn the donor's code.
  var query: [UInt8] { Array(#"{"facility":"\#(facility)","mrn":"\#(mrn)"}"#.utf8) }
}
