/// Documents as a hospital sends them.
enum FHIRDocuments {
  private static let icdO3 = "http://terminology.hl7.org/CodeSystem/icd-o-3"

  /// One person with a tumour of the breast.
  /// - Parameter more: further entries, each with a comma before it.
  /// - Returns: the bundle.
  static func person(_ more: String = "") -> String {
    """
    {"resourceType":"Bundle","type":"collection","entry":[{"resource":
     {"resourceType":"Patient","id":"p","identifier":[{"value":"A1"}],"gender":"female",
      "birthDate":"1961-02-03","name":[{"family":"Example","given":["Ada"]}]}},{"resource":
     {"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},
      "bodySite":[{"coding":[{"system":"\(icdO3)","code":"C50.4"}]}],"extension":[{"url":
      "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior",
      "valueCodeableConcept":{"coding":[{"system":"\(icdO3)","code":"8500/3"}]}}],
      "onsetDateTime":"2025-01-05"}}\(more)]}
    """
  }
}
