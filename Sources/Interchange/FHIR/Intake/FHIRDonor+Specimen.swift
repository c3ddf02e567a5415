internal import Domain

/// The tissue.
extension FHIRDonor {
  mutating func readSpecimens() {
    for (place, entry) in scope.entries(of: "Specimen", about: patient) {
      let (specimen, path) = (entry.resource, entry.path)
      if let user = strangerUsing(place) {
        reject(
          path + ".subject", "a finding of another patient relies on this specimen",
          "correct the patient, or the reference in \(user)")
      }
      if let status = specimen["status"]?.text, status != "available" { continue }
      checkModifiers(entry)
      let words =
        FHIRIntakeCodes.words(of: specimen["type"])
        + (specimen["processing"]?.elements ?? []).flatMap {
          FHIRIntakeCodes.words(of: $0["procedure"])
        }
      guard let kind = words.lazy.compactMap(FHIRIntakeCodes.tissue).first else {
        warn(
          path + ".type", "how the tissue is kept is not said, so it is left out",
          "say it in type or processing: \(TissueKind.names.joined(separator: ", "))")
        continue
      }
      draft.tissue.append(
        Specimen(
          kind: kind,
          availableOn: day(
            specimen["collection"]?["collectedDateTime"],
            field: path + ".collection.collectedDateTime")))
      tissuePaths.append(path)
    }
  }

  /// The observation of another patient that names a specimen of this one.
  private func strangerUsing(_ specimen: Int) -> String? {
    scope.entries.first { entry in
      entry.type == "Observation" && scope.target(of: entry.resource["specimen"]) == specimen
        && scope.target(of: entry.resource["subject"]) != patient
    }?.path
  }
}
