extension Hierarchy {
  /// Ages in years: year, five years, ten years, twenty years, `*`.
  ///
  /// From the top code on, one label stands for all ages at every level, level 0 included: the HIPAA
  /// Safe Harbor rule aggregates ages over 89 (45 CFR 164.514(b)(2)(i)(C)). The domain is every age
  /// below the top code, whether the column holds it or not.
  ///
  /// - Parameters:
  ///   - name: the name used in messages.
  ///   - values: the values of the column.
  ///   - topCode: the first age that is no longer told apart.
  /// - Returns: the hierarchy.
  /// - Throws: ``HierarchyError/unreadableValue(hierarchy:value:line:expected:)`` for a value that is
  ///   neither an age from 0 to 150, nor the top code's own label, nor unknown.
  public static func age(
    name: String = "age", values: ValueDictionary, topCode: Int = 90
  ) throws(HierarchyError) -> Hierarchy {
    var domain = values
    for age in 0...topCode { _ = domain.code(adding: String(age)) }
    return try Hierarchy(
      name: name, values: domain, depth: 4, expected: "an age in years from 0 to 150"
    ) { value in
      let age = value == "\(topCode)+" ? topCode : Int(value)
      guard let age, (0...150).contains(age) else { return nil }
      let bands = [5, 10, 20].map { band(of: min(age, topCode), width: $0, topCode: topCode) }
      return [age >= topCode ? "\(topCode)+" : String(age)] + bands
    }
  }

  /// Years: year, five years, ten years, `*`.
  ///
  /// The domain is every year from the first to the last of the column.
  ///
  /// - Parameters:
  ///   - name: the name used in messages.
  ///   - values: the values of the column.
  /// - Returns: the hierarchy.
  /// - Throws: ``HierarchyError/unreadableValue(hierarchy:value:line:expected:)`` for a value that is
  ///   neither a year of four digits nor unknown.
  public static func year(
    name: String = "year", values: ValueDictionary
  ) throws(HierarchyError) -> Hierarchy {
    var domain = values
    let years = values.strings.compactMap(fourDigitYear)
    if let first = years.min(), let last = years.max() {
      for year in first...last { _ = domain.code(adding: String(year)) }
    }
    return try Hierarchy(name: name, values: domain, depth: 3, expected: "a year of four digits") {
      value in
      guard let year = fourDigitYear(value) else { return nil }
      return [value] + [5, 10].map { band(of: year, width: $0, topCode: .max) }
    }
  }
}

/// The band of a width that holds a number, `40-49`, or `80+` where it reaches the top code.
func band(of number: Int, width: Int, topCode: Int) -> String {
  let lower = number / width * width
  return lower + width > topCode ? "\(lower)+" : "\(lower)-\(lower + width - 1)"
}

private func fourDigitYear(_ text: String) -> Int? {
  guard text.utf8.count == 4, let year = Int(text), (1000...9999).contains(year) else { return nil }
  return year
}
