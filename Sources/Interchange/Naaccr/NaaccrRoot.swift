/// The attributes of the root element of a NAACCR XML file.
enum NaaccrRoot {
  private static let known = [
    "baseDictionaryUri", "userDictionaryUri", "recordType", "timeGenerated",
    "specificationVersion",
  ]
  private static let required = ["baseDictionaryUri", "recordType", "specificationVersion"]
  private static let dictionaries = ["240", "250", "260"].map {
    "http://naaccr.org/naaccrxml/naaccr-dictionary-\($0).xml"
  }

  /// Checks the attributes; those of other namespaces are the writer's own.
  /// - Parameter attributes: names, with namespace and a bar before those that have one, and values.
  /// - Returns: the record type, `A`, `M`, `C` or `I`.
  /// - Throws: what is wrong with them.
  static func recordType(
    _ attributes: [(name: String, value: String)]
  ) throws(NaaccrError.Cause) -> String {
    var values: [String: String] = [:]
    for attribute in attributes where !attribute.name.contains("|") {
      guard known.contains(attribute.name) else {
        throw .unknownAttribute(attribute.name, element: "NaaccrData")
      }
      values[attribute.name] = attribute.value
    }
    for name in required where values[name] == nil {
      throw .missingAttribute(name, element: "NaaccrData")
    }
    guard let dictionary = values["baseDictionaryUri"], dictionaries.contains(dictionary) else {
      throw .invalidAttribute(
        "baseDictionaryUri", fix: "write the dictionary of version 240, 250 or 260")
    }
    guard let recordType = values["recordType"], ["A", "M", "C", "I"].contains(recordType) else {
      throw .invalidAttribute("recordType", fix: "write A, M, C or I")
    }
    guard values["specificationVersion"]?.hasPrefix("1.") == true else {
      throw .invalidAttribute("specificationVersion", fix: "write 1.0 to 1.8")
    }
    return recordType
  }
}
