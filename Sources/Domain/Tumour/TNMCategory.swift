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

  private static let prefixes = ["", "c", "p", "yc", "yp", "r", "rp", "rc", "a"]
  private static let majors = ["is", "a", "X", "0", "1", "2", "3", "4"]

  /// What is classified.
  public let axis: Axis
  /// Place of the prefix among those that are known.
  let prefixCode: UInt8
  /// Place of the category: 0 `is`, 1 `a`, 2 `X`, from 3 on the digits 0 to 4.
  public let majorCode: UInt8
  /// What follows the major category, for example `c` of `T1c` or `mi` of `N1mi`.
  public let suffix: String

  /// How it was established: `c`, `p`, `yc`, `yp`, `r`, `a`, or empty.
  public var prefix: String { Self.prefixes[Int(prefixCode)] }
  /// The category without its axis, for example `1`, `is` or `X`.
  public var major: String { Self.majors[Int(majorCode)] }

  /// Takes up a stored category; nil where an axis has none such.
  /// - Parameters:
  ///   - axis: what is classified.
  ///   - prefixCode: place of the prefix.
  ///   - majorCode: place of the category.
  ///   - suffix: what follows it.
  init?(axis: Axis, prefixCode: UInt8, majorCode: UInt8, suffix: String) {
    guard Self.isCode(prefix: prefixCode, major: majorCode, axis: axis),
      suffix.utf8.count <= Self.longestSuffix,
      suffix.utf8.enumerated().allSatisfy({ Self.isSuffix($0.element, at: $0.offset) })
    else { return nil }
    self.axis = axis
    self.prefixCode = prefixCode
    self.majorCode = majorCode
    self.suffix = suffix
  }

  /// Reads a category of an axis.
  /// - Parameters:
  ///   - text: what was written, with or without the axis letter.
  ///   - axis: the axis it has to belong to.
  public init?(_ text: some StringProtocol, axis: Axis) {
    var rest = Array(text.utf8)[...]
    let letter = axis.rawValue.utf8.first ?? 0
    var prefix = 0
    if let place = rest.prefix(3).firstIndex(of: letter) {
      guard let known = Self.prefixes.firstIndex(where: { $0.utf8.elementsEqual(rest[..<place]) })
      else { return nil }
      prefix = known
      rest = rest[(place + 1)...]
    }
    guard let major = Self.majorCode(of: rest) else { return nil }
    rest = rest.dropFirst(major == 0 ? 2 : 1)
    self.init(
      axis: axis, prefixCode: UInt8(prefix), majorCode: major,
      suffix: String(decoding: rest, as: UTF8.self))
  }

  private static func majorCode(of bytes: ArraySlice<UInt8>) -> UInt8? {
    guard let first = bytes.first else { return nil }
    switch first | 0x20 {
    case UInt8(ascii: "i"):
      let second = bytes.dropFirst().first
      return second.map { $0 | 0x20 } == UInt8(ascii: "s") ? 0 : nil
    case UInt8(ascii: "a"): return 1
    case UInt8(ascii: "x"): return 2
    case UInt8(ascii: "0")...UInt8(ascii: "4") where first >= UInt8(ascii: "0"):
      return first - UInt8(ascii: "0") + 3
    default: return nil
    }
  }

  /// Whether an axis has a category of these codes.
  static func isCode(prefix: UInt8, major: UInt8, axis: Axis) -> Bool {
    prefix < prefixes.count && major < majors.count
      && (axis == .tumour || (2...6).contains(major))
  }

  /// The bytes that a suffix has at most.
  static let longestSuffix = 12

  /// Whether a suffix can have a byte at a place.
  ///
  /// `T12` is a slip of the pen, `T1a2` is a category: digits follow a letter only.
  static func isSuffix(_ byte: UInt8, at place: Int) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): place > 0
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
    default: false
    }
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
