extension DonorRecord {
  /// What is known of a person who was registered twice.
  ///
  /// A tumour that both reports name counts once, with the results of both. Where the two contradict
  /// each other the first registration is believed, except for dates of the consent rule: there the
  /// stricter one is, as ``DonorFacts/combined(with:)`` says.
  /// - Parameter later: what is known under the code that was registered later.
  /// - Returns: what is known of the person.
  public func combined(with later: DonorRecord) -> DonorRecord {
    let dates = DonorFacts(birthYear: birthYear, majorityDay: majorityDay, deathDay: diedOn)
      .combined(
        with: DonorFacts(
          birthYear: later.birthYear, majorityDay: later.majorityDay, deathDay: later.diedOn))
    var union = DonorRecord(
      interest: interest, sex: sex == .unknown ? later.sex : sex,
      facility: facility ?? later.facility, birthYear: dates.birthYear,
      majorityDay: dates.majorityDay, country: country ?? later.country,
      postcode3: postcode3 ?? later.postcode3,
      vitalStatus: later.vitalStatus == .dead ? .dead : vitalStatus, diedOn: dates.deathDay,
      noContact: noContact || later.noContact, tumours: tumours, tissue: tissue,
      procedures: procedures)
    for tumour in later.tumours { union.add(tumour) }
    union.tissue += later.tissue.filter { !tissue.contains($0) }
    let plans = later.procedures.filter { !procedures.contains($0) }
    if !plans.isEmpty { union.procedures = [].replanned(procedures + plans) }
    return union
  }

  /// Adds a tumour, or what is new about one that is known.
  /// - Parameter tumour: the tumour as reported.
  public mutating func add(_ tumour: TumourRecord) {
    guard let index = tumours.firstIndex(where: { $0.isSameTumour(as: tumour) }) else {
      tumours.append(tumour)
      return
    }
    let known = tumours[index].diagnosis.biomarkers
    tumours[index].diagnosis.biomarkers += tumour.diagnosis.biomarkers
      .filter { !known.contains($0) }
    for staging in [tumour.diagnosis.staging] + tumour.contradictions {
      tumours[index].take(staging)
    }
  }
}

extension TumourRecord {
  /// Whether two reports speak of one tumour: same site, histology, side and day of diagnosis.
  /// - Parameter other: the other report.
  /// - Returns: whether both are about one tumour.
  public func isSameTumour(as other: TumourRecord) -> Bool {
    diagnosis.site == other.diagnosis.site && diagnosis.morphology == other.diagnosis.morphology
      && diagnosis.laterality == other.diagnosis.laterality
      && diagnosis.diagnosedOn == other.diagnosis.diagnosedOn
  }
}
