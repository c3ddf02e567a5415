internal import Domain
internal import Registry

/// A registration as another hospital would send it.
struct DemoReferral {
  var patient: SyntheticDonor
  var facility: String
  var mrn: String
  var on: CivilDay
  /// Whether the referral brings the patient's national number and tumour.
  var isSamePerson = true

  /// One JSON object, as `donor register` takes it.
  var json: [UInt8] {
    let person: [(String, String)] = [
      ("facility", facility), ("mrn", mrn), ("family", patient.family), ("given", patient.given),
      ("birth_date", patient.birthDate.description), ("sex", patient.sex.name),
    ]
    var fields = person.map { #""\#($0.0)":"\#($0.1)""# }.joined(separator: ",")
    if isSamePerson, let number = patient.nhsNumber {
      fields += #","national":{"system":"nhs","value":"\#(number)"}"#
    }
    var text = #"{"identifiers":{\#(fields)}"#
    if isSamePerson { text += #","tissue":[{"kind":"frozen","available_on":"\#(on)"}]"# }
    text += #","interest":{"source":"clinician","expressed_on":"\#(on)"}}"#
    return Array((text + "\n").utf8)
  }
}
