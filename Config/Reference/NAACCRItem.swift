/// A version of the NAACCR data standard.
public enum NAACCRVersion: Int, CaseIterable, Hashable, Sendable {
  /// Version 25.
  case v250 = 250
  /// Version 26.
  case v260 = 260
}

/// One data item of NAACCR XML.
public struct NAACCRItem: Hashable, Sendable {
  /// The element that holds an item.
  public enum Parent: String, CaseIterable, Hashable, Sendable {
    /// The file.
    case naaccrData = "NaaccrData"
    /// The patient.
    case patient = "Patient"
    /// The tumour.
    case tumor = "Tumor"
  }

  /// The kinds of record that hold an item.
  public struct RecordTypes: OptionSet, Hashable, Sendable {
    /// One bit for each kind.
    public let rawValue: UInt8

    /// A set from its bits.
    /// - Parameter rawValue: one bit for each kind.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Full case abstract, `A`.
    public static let abstract = RecordTypes(rawValue: 1)
    /// Record modified, `M`.
    public static let modified = RecordTypes(rawValue: 2)
    /// Confidential record, `C`.
    public static let confidential = RecordTypes(rawValue: 4)
    /// Incidence record, `I`.
    public static let incidence = RecordTypes(rawValue: 8)

    /// The kind with a letter; nil for any other text.
    /// - Parameter letter: `A`, `M`, `C` or `I`.
    public init?(letter: some StringProtocol) {
      switch letter {
      case "A": self = .abstract
      case "M": self = .modified
      case "C": self = .confidential
      case "I": self = .incidence
      default: return nil
      }
    }

    /// The letters of the kinds, in the order of the standard.
    public var letters: String {
      let kinds: [(RecordTypes, String)] = [
        (.abstract, "A"), (.modified, "M"), (.confidential, "C"), (.incidence, "I"),
      ]
      return kinds.filter { contains($0.0) }.map(\.1).joined()
    }
  }

  /// What the text of an item is made of.
  public enum DataType: String, CaseIterable, Hashable, Sendable {
    /// Any text.
    case text
    /// Digits.
    case digits
    /// A date, possibly without day or month.
    case date
    /// A date and time.
    case dateTime
    /// A number.
    case numeric
    /// Letters and digits.
    case mixed
    /// Letters.
    case alpha
  }

  /// The XML id, for example `primarySite`.
  public let id: String
  /// The number, for example 400.
  public let number: Int
  /// The element that holds it.
  public let parent: Parent
  /// The kinds of record that hold it.
  public let recordTypes: RecordTypes
  /// What its text is made of.
  public let dataType: DataType
  /// The versions that have it.
  public let versions: Set<NAACCRVersion>
}
