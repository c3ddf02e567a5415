public import Domain

/// What is known of many donors on a day, one packed column for each field.
public struct DonorColumns: Sendable {
  /// The day that availability of tissue refers to.
  public let day: CivilDay
  /// The number of donors.
  public private(set) var count = 0

  /// The first tumour of every donor, a blank one where there is none.
  private(set) var first = TumourColumns()
  /// Every other tumour.
  private(set) var further = TumourColumns()
  /// For each of the other tumours the donor.
  private(set) var owners: [Int] = []
  /// One bit a donor: whether a tumour is recorded.
  private(set) var hasTumour: [UInt64] = []

  private(set) var permitted = DictionaryColumn<ScopeSet>()
  private(set) var noContact = DictionaryColumn<Bool>()
  private(set) var country = DictionaryColumn<String?>()
  private(set) var tissue = DictionaryColumn<[Specimen]>()
  private(set) var terms = DictionaryColumn<DataUseTerms>()

  private let window: Int
  private let asksAmount: Bool

  /// No donor.
  /// - Parameters:
  ///   - day: the day that availability of tissue refers to.
  ///   - programmes: the programmes that donors will be judged for.
  public init(on day: CivilDay, for programmes: [ResearchProgramme]) {
    self.day = day
    window = programmes.compactMap(\.tissue.windowDays).max() ?? 0
    asksAmount = programmes.contains { $0.tissue.minimumMilligrams != nil }
  }

  /// Adds a donor.
  /// - Parameters:
  ///   - donor: what is known of the donor.
  ///   - permitted: the scopes that the donor permits on the day.
  ///   - terms: what the donor permits research for.
  public mutating func append(_ donor: DonorRecord, permitted: ScopeSet, terms: DataUseTerms) {
    if count % 64 == 0 { hasTumour.append(0) }
    if let tumour = donor.tumours.first {
      first.append(TumourFacts(donor: donor, tumour: tumour))
      hasTumour[count / 64] |= 1 << UInt64(count % 64)
    } else {
      first.append(.blank)
    }
    for tumour in donor.tumours.dropFirst() {
      further.append(TumourFacts(donor: donor, tumour: tumour))
      owners.append(count)
    }
    self.permitted.append(permitted)
    noContact.append(donor.noContact)
    country.append(donor.country)
    tissue.append(donor.tissue.map(settled))
    self.terms.append(terms)
    count += 1
  }

  /// The tissue of a donor.
  /// - Parameter donor: the donor's place.
  /// - Returns: the pieces; of the day from which one can be had, only whether it has come is kept.
  public func tissue(of donor: Int) -> [Specimen] { tissue.values[Int(tissue.codes[donor])] }

  /// Only what some programme asks is kept, so that few distinct values are left: of a day that has
  /// not come, that it has not; of one that lies before every time window, that it does.
  private func settled(_ specimen: Specimen) -> Specimen {
    Specimen(
      kind: specimen.kind, availableOn: specimen.availableOn.flatMap(settled),
      matchedNormal: specimen.matchedNormal, viability: specimen.viability,
      milligrams: asksAmount ? specimen.milligrams : nil, treatment: specimen.treatment)
  }

  private func settled(_ availableOn: CivilDay) -> CivilDay? {
    if availableOn > day { return day.adding(days: 1) }
    return window == 0 ? nil : max(availableOn, day.adding(days: -window))
  }
}
