/// One category of the TNM classification: `T2`, `Tis`, `pT1c`, `cN0`, `M1b`.
///
/// Source: AJCC Cancer Staging Manual, 8th edition, chapter 1; UICC TNM, 8th edition.
public struct TNMCategory: Hashable, Sendable {
  /// The three things that are classified.
  public enum Axis: String, Sendable {
    /// Extent of the primary tumour.
    case tumour = "T"
    /// Regional lymph nodes.
    case nodes = "N"
    /// Distant metastasis.
    case metastasis = "M"
  }

  /// What is classified.
  public let axis: Axis
  /// How it was established: `c`, `p`, `yc`, `yp`, `r`, `a`, or empty.
  public let prefix: String
  /// The category without its axis, for example `1`, `is` or `X`.
  public let major: String
  /// What follows the major category, for example `c` of `T1c` or `mi` of `N1mi`.
  public let suffix: String

  /// Reads a category of an axis.
  /// - Parameters:
  ///   - text: what was written, with or without the axis letter.
  ///   - axis: the axis it has to belong to.
  public init?(_ text: some StringProtocol, axis: Axis) {
    var rest = Array(text.utf8)[...]
    let letter = axis.rawValue.utf8.first ?? 0
    var prefix = ""
    if let place = rest.prefix(3).firstIndex(of: letter) {
      prefix = String(decoding: rest[..<place], as: UTF8.self)
      guard ["", "c", "p", "yc", "yp", "r", "rp", "rc", "a"].contains(prefix) else { return nil }
      rest = rest[(place + 1)...]
    }
    let majors =
      axis == .tumour ? ["is", "a", "X", "0", "1", "2", "3", "4"] : ["X", "0", "1", "2", "3"]
    let given = String(decoding: rest, as: UTF8.self)
    guard
      let major = majors.first(where: { given.lowercased().hasPrefix($0.lowercased()) }),
      rest.count <= 12
    else { return nil }
    rest = rest.dropFirst(major.utf8.count)
    // `T12` is a slip of the pen, `T1a2` is a category: digits follow a letter only.
    if let first = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
      return nil
    }
    guard
      rest.allSatisfy({ byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || [UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: "-")]
            .contains(byte)
      })
    else { return nil }
    self.axis = axis
    self.prefix = prefix
    self.major = major
    suffix = String(decoding: rest, as: UTF8.self)
  }

  /// Reads a category, or says what is wrong with it.
  /// - Parameters:
  ///   - text: what was written.
  ///   - axis: the axis it has to belong to.
  ///   - field: where it was written.
  /// - Returns: the category.
  /// - Throws: ``FieldProblem``.
  public static func parse(
    _ text: String, axis: Axis, field: String
  ) throws(FieldProblem) -> TNMCategory {
    if let value = TNMCategory(text, axis: axis) { return value }
    throw FieldProblem(
      field: field,
      problem: "'\(FieldProblem.excerpt(text))' is no \(axis.rawValue) category of TNM",
      fix: axis == .tumour
        ? "write TX, T0, Tis, Ta or T1 to T4 with its suffix"
        : "write \(axis.rawValue)X or \(axis.rawValue)0 to \(axis.rawValue)3 with its suffix")
  }
}

extension TNMCategory: CustomStringConvertible {
  /// Prefix, axis, category and suffix, `pT1c`.
  public var description: String { prefix + axis.rawValue + major + suffix }
}
