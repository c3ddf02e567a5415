extension Hierarchy {
  /// Postcodes by truncation: one level for each length, then `*`.
  ///
  /// The HIPAA Safe Harbor rule allows the first three digits of a ZIP code, and `000` in place of
  /// the areas with 20,000 people or fewer (45 CFR 164.514(b)(2)(i)(B)). The list of these areas
  /// changes with the census and is passed in. They stay `000` at every level but the last. With the
  /// default lengths a full code cannot be released at any level.
  ///
  /// - Parameters:
  ///   - name: the name used in messages.
  ///   - values: the postcodes of the column, or of the whole country.
  ///   - lengths: how many characters each level keeps, from level 0 up, falling.
  ///   - restricted: the prefixes that are replaced.
  /// - Returns: the hierarchy.
  /// - Throws: ``HierarchyError`` when there are no values.
  public static func postcode(
    name: String = "postcode", values: ValueDictionary, lengths: [Int] = [3, 1],
    restricted: Set<String> = []
  ) throws(HierarchyError) -> Hierarchy {
    let widths = Set(restricted.map(\.utf8.count))
    return try Hierarchy(
      name: name, values: values, depth: lengths.count, expected: "a postcode"
    ) { value in
      let hidden = widths.contains { restricted.contains(String(value.prefix($0))) }
      let widest = widths.max() ?? 0
      return lengths.map { length in
        hidden && length <= widest ? restrictedLabel : String(value.prefix(length))
      }
    }
  }
}

/// What stands for all areas too small to be named.
private let restrictedLabel = "000"
