/// The data items of NAACCR XML, by id.
public enum NAACCRItems {
  /// The item with an id in a version.
  /// - Parameters:
  ///   - naaccrId: the XML id, for example `primarySite`.
  ///   - version: the version of the standard.
  /// - Returns: the item, or nil where the version has none such.
  public static func item(
    _ naaccrId: some StringProtocol, version: NAACCRVersion = .v250
  ) -> NAACCRItem? {
    guard let item = items[String(naaccrId)], item.versions.contains(version) else { return nil }
    return item
  }

  /// Every item of a version, by id.
  /// - Parameter version: the version of the standard.
  /// - Returns: the items.
  public static func all(version: NAACCRVersion) -> [NAACCRItem] {
    items.values.filter { $0.versions.contains(version) }.sorted { $0.id < $1.id }
  }

  private static let items: [String: NAACCRItem] = {
    var found: [String: NAACCRItem] = [:]
    var id: Substring?
    for word in NAACCRItemTable.text.split(whereSeparator: \.isWhitespace) {
      if let name = id {
        found[String(name)] = item(String(name), described: word)
        id = nil
      } else {
        id = word
      }
    }
    return found
  }()

  /// Reads what stands after an id: the number and its letters.
  private static func item(_ id: String, described word: Substring) -> NAACCRItem? {
    let digits = word.prefix { $0.isNumber }
    let versioned = word.dropFirst(digits.count).split(separator: "@")
    guard let number = Int(digits), let letters = versioned.first,
      let dataType = letters.first.flatMap(dataType)
    else { return nil }
    let only = versioned.dropFirst().first.flatMap { Int($0) }.flatMap(
      NAACCRVersion.init(rawValue:))
    let recordTypes: NAACCRItem.RecordTypes =
      letters.hasSuffix("/2")
      ? [.abstract, .modified]
      : letters.hasSuffix("/3")
        ? [.abstract, .modified, .confidential]
        : [.abstract, .modified, .confidential, .incidence]
    return NAACCRItem(
      id: id, number: number,
      parent: letters.contains("P") ? .patient : letters.contains("N") ? .naaccrData : .tumor,
      recordTypes: recordTypes, dataType: dataType,
      versions: only.map { [$0] } ?? Set(NAACCRVersion.allCases))
  }

  private static func dataType(_ letter: Character) -> NAACCRItem.DataType? {
    switch letter {
    case "t": .text
    case "d": .digits
    case "D": .date
    case "T": .dateTime
    case "n": .numeric
    case "m": .mixed
    case "a": .alpha
    default: nil
    }
  }
}
