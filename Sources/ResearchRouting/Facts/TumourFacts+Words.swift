internal import Domain

extension TumourFacts {
  /// What is recorded in a field, as an explanation shows it.
  /// - Parameter field: the field.
  /// - Returns: the value as people write it, or `not recorded`.
  public func words(for field: EligibilityField) -> String {
    recorded(field) ?? "not recorded"
  }

  private func recorded(_ field: EligibilityField) -> String? {
    switch field {
    case .site: Topography(code: site)?.description
    case .morphology: "\(8000 + Int(morphology) / 10)/\(morphology % 10)"
    case .histology: "\(8000 + Int(morphology) / 10)"
    case .behaviour: "\(morphology % 10)"
    case .laterality:
      laterality == Laterality.unknown.rawValue ? nil : Laterality(rawValue: laterality)?.name
    case .t: category(t, "T")
    case .n: category(n, "N")
    case .m: category(m, "M")
    case .stage where stage == StageCode.conflicting: StageCode.words(stage)
    case .stage:
      StageCode.words(stage).map { stage in
        stage + (edition == 0 ? " (AJCC edition not recorded)" : " (AJCC \(edition))")
      }
    case .edition: edition == 0 ? nil : "\(edition)"
    case .sex: sex == Sex.unknown.rawValue ? nil : Sex(rawValue: sex)?.name
    case .age: age == Self.missing ? nil : "\(age)"
    case .birthYear: birthYear == Self.missing ? nil : "\(birthYear)"
    case .diagnosedOn:
      diagnosedOn == Self.missing
        ? nil : CivilDay(daysSinceEpoch: diagnosedOn).description
    case .country: country == Self.missing ? nil : CountryCode.words(country)
    case .facility: facility
    case .tissueKind:
      tissue == 0
        ? nil
        : TissueKind.allCases.filter { tissue >> UInt16($0.rawValue) & 1 == 1 }
          .map(\.name).joined(separator: ", ")
    case .tissueMatchedNormal: matchedNormal == 2 ? nil : matchedNormal == 1 ? "yes" : "no"
    case .biomarker(let marker):
      state(of: marker) == .result(.notRecorded) ? nil : state(of: marker).name
    }
  }

  private func category(_ code: UInt8, _ axis: String) -> String? {
    CategoryCode.words(code).map { code == CategoryCode.conflicting ? $0 : axis + $0 }
  }
}
