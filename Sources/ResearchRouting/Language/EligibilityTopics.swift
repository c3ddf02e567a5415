/// What the fields of the eligibility language are about, so that a question can leave some out.
public struct EligibilityTopics: OptionSet, Hashable, Sendable {
  /// One bit for each topic.
  public let rawValue: UInt8

  /// A set from its bits.
  /// - Parameter rawValue: one bit for each topic.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Topography.
  public static let site = EligibilityTopics(rawValue: 1 << 0)
  /// Morphology, histology and behaviour.
  public static let morphology = EligibilityTopics(rawValue: 1 << 1)
  /// Side of a paired organ.
  public static let laterality = EligibilityTopics(rawValue: 1 << 2)
  /// T, N, M, stage and edition.
  public static let staging = EligibilityTopics(rawValue: 1 << 3)
  /// Sex, age, year of birth, country and facility.
  public static let person = EligibilityTopics(rawValue: 1 << 4)
  /// The day of diagnosis.
  public static let time = EligibilityTopics(rawValue: 1 << 5)
  /// Tissue.
  public static let tissue = EligibilityTopics(rawValue: 1 << 6)
  /// Biomarkers.
  public static let biomarkers = EligibilityTopics(rawValue: 1 << 7)

  /// What a feasibility count leaves out, because registries seldom know it when they are asked:
  /// biomarkers, tissue and staging.
  public static let feasibility: EligibilityTopics = [.biomarkers, .tissue, .staging]
}
