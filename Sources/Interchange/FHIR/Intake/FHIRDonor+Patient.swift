internal import Domain

/// The person.
extension FHIRDonor {
  mutating func readPatient(_ entry: FHIRScope.Entry) {
    let (patient, path) = (entry.resource, entry.path)
    checkModifiers(entry)
    if patient["active"]?.truth == false {
      reject(
        path + ".active", "the record is no longer in use", "send the record that took its place")
    }
    readIdentifiers(patient, path: path)
    readNames(patient, path: path)
    readBirth(patient["birthDate"], field: path + ".birthDate")
    if let gender = patient["gender"]?.text {
      draft.identifiers.sex = collector.sex(gender, field: path + ".gender")
    }
    readAddress(patient["address"]?.elements ?? [], path: path)
    draft.diedOn = day(patient["deceasedDateTime"], field: path + ".deceasedDateTime")
    let isDead = patient["deceasedBoolean"]?.truth ?? (patient["deceasedDateTime"] != nil)
    draft.vitalStatus = isDead ? .dead : nil
  }

  private mutating func readIdentifiers(_ patient: JSONValue, path: String) {
    var isMedicalRecord = false
    for (place, identifier) in (patient["identifier"]?.elements ?? []).enumerated() {
      let field = "\(path).identifier[\(place)].value"
      guard identifier["use"]?.text != "old",
        let value = collector.identifier(identifier["value"]?.text, field: field)
      else { continue }
      let type = identifier["type"]?["coding"]?.elements?.compactMap { $0["code"]?.text }.first
      if let system = FHIRIntakeCodes.national(identifier["system"]?.text, type: type) {
        draft.identifiers.nationalSystem = system
        draft.identifiers.nationalValue = value
      } else if draft.identifiers.mrn == nil || (type == "MR" && !isMedicalRecord) {
        draft.identifiers.mrn = value
        isMedicalRecord = type == "MR"
      }
    }
    // A facility says where a patient number comes from; without a number it says nothing.
    if draft.identifiers.mrn != nil {
      draft.identifiers.facility =
        options.facility ?? organisation(patient["managingOrganization"], path: path)
    }
  }

  /// The managing organisation by its number, or its name.
  private mutating func organisation(_ reference: JSONValue?, path: String) -> String? {
    let organisation = scope.target(of: reference).map { scope.entries[$0].resource }
    let name =
      reference?["identifier"]?["value"]?.text
      ?? organisation?["identifier"]?.elements?.first?["value"]?.text
      ?? organisation?["name"]?.text ?? reference?["display"]?.text
    return collector.identifier(name, field: path + ".managingOrganization")
  }

  /// The official name, else the first that is not an old one.
  private mutating func readNames(_ patient: JSONValue, path: String) {
    let names = (patient["name"]?.elements ?? []).enumerated().filter {
      $0.element["use"]?.text != "old" && $0.element["use"]?.text != "nickname"
    }
    guard let name = names.first(where: { $0.element["use"]?.text == "official" }) ?? names.first
    else { return }
    let field = "\(path).name[\(name.offset)]"
    draft.identifiers.family = collector.identifier(
      name.element["family"]?.text, field: field + ".family")
    let given = (name.element["given"]?.elements ?? []).compactMap(\.text)
    draft.identifiers.given = collector.identifier(
      given.joined(separator: " "), field: field + ".given")
    let phone = (patient["telecom"]?.elements ?? []).first { $0["system"]?.text == "phone" }
    draft.identifiers.phone = collector.identifier(
      phone?["value"]?.text, field: path + ".telecom")
  }

  private mutating func readBirth(_ value: JSONValue?, field: String) {
    guard let text = value?.text else { return }
    if CivilDay(iso: text) != nil {
      draft.identifiers.birthDate = text
    } else if let year = FHIRIntakeCodes.year(ofPartial: text) {
      draft.birthYear = year
      warn(
        field, "without its day, or month and day",
        "add them where they are known, so that the person can be matched by them")
    } else {
      reject(field, "no date of the calendar", "write YYYY-MM-DD, YYYY-MM or YYYY")
    }
  }

  private mutating func readAddress(_ addresses: [JSONValue], path: String) {
    let current = addresses.enumerated().filter { $0.element["use"]?.text != "old" }
    guard let address = current.first(where: { $0.element["use"]?.text == "home" }) ?? current.first
    else { return }
    let field = "\(path).address[\(address.offset)]"
    let postcode = collector.identifier(
      address.element["postalCode"]?.text, field: field + ".postalCode")
    draft.identifiers.postcode = postcode
    draft.residence.postcode = postcode
    guard let country = address.element["country"]?.text else { return }
    draft.residence.country = FHIRIntakeCodes.country(country)
    if draft.residence.country == nil {
      warn(
        field + ".country", "no ISO 3166-1 country of two letters, and left out",
        "write for example US, GB or DE")
    }
  }
}
