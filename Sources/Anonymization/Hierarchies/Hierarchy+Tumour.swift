extension Hierarchy {
  /// ICD-O-3 topography: `C50.4`, `C50`, the organ system, `*`.
  /// - Parameters:
  ///   - name: the name used in messages.
  ///   - values: the codes of the column, or of the whole classification.
  /// - Returns: the hierarchy.
  /// - Throws: ``HierarchyError/unreadableValue(hierarchy:value:line:expected:)`` for a value that is
  ///   neither such a code nor unknown.
  public static func topography(
    name: String = "topography", values: ValueDictionary
  ) throws(HierarchyError) -> Hierarchy {
    let expected = "an ICD-O-3 topography from C00.0 to C80.9"
    return try Hierarchy(name: name, values: values, depth: 3, expected: expected) { value in
      let bytes = Array(value.utf8)
      guard bytes.count == 3 || (bytes.count == 5 && bytes[3] == UInt8(ascii: ".")),
        bytes[0] == UInt8(ascii: "C"), let site = decimal(bytes[1..<3]), site <= 80,
        bytes.count == 3 || decimal(bytes[4..<5]) != nil
      else { return nil }
      return [value, String(value.prefix(3)), organSystems.name(of: site)]
    }
  }

  /// ICD-O-3 morphology: `8500/3`, `850`, the broad group, `*`.
  /// - Parameters:
  ///   - name: the name used in messages.
  ///   - values: the codes of the column, or of the whole classification.
  /// - Returns: the hierarchy.
  /// - Throws: ``HierarchyError/unreadableValue(hierarchy:value:line:expected:)`` for a value that is
  ///   neither such a code nor unknown.
  public static func morphology(
    name: String = "morphology", values: ValueDictionary
  ) throws(HierarchyError) -> Hierarchy {
    let expected = "an ICD-O-3 morphology as 8500/3"
    return try Hierarchy(name: name, values: values, depth: 3, expected: expected) { value in
      let bytes = Array(value.utf8)
      guard bytes.count == 4 || (bytes.count == 6 && bytes[4] == UInt8(ascii: "/")),
        let histology = decimal(bytes[0..<4]), (8000...9999).contains(histology),
        bytes.count == 4 || decimal(bytes[5..<6]) != nil
      else { return nil }
      return [value, String(value.prefix(3)), histologyGroups.name(of: histology / 10)]
    }
  }

  /// Stage groups: `IIA`, `II`, `early` (0 to II) or `advanced` (III and IV), `*`.
  /// - Parameters:
  ///   - name: the name used in messages.
  ///   - values: the stages of the column.
  /// - Returns: the hierarchy.
  /// - Throws: ``HierarchyError/unreadableValue(hierarchy:value:line:expected:)`` for a value that is
  ///   neither 0 nor a Roman numeral to IV with what follows it, nor unknown.
  public static func stage(
    name: String = "stage", values: ValueDictionary
  ) throws(HierarchyError) -> Hierarchy {
    let expected = "0, I, II, III or IV, each with its letter where it has one, or 'unknown'"
    return try Hierarchy(name: name, values: values, depth: 3, expected: expected) { value in
      // The longest numeral first: `IIA` starts with `I` too.
      guard let group = ["IV", "III", "II", "I", "0"].first(where: value.hasPrefix) else {
        return nil
      }
      let rest = value.utf8.dropFirst(group.utf8.count)
      let isLetterOrDigit = { (byte: UInt8) in
        (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "1")...UInt8(ascii: "3")).contains(byte)
      }
      guard rest.count <= 2, rest.allSatisfy(isLetterOrDigit) else { return nil }
      return [value, group, group == "III" || group == "IV" ? "advanced" : "early"]
    }
  }
}
