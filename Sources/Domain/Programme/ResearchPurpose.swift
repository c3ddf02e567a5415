/// What a programme wants tissue and data for.
public struct ResearchPurpose: Hashable, Sendable {
  /// The kind of research.
  public let permission: DataUsePermission
  /// Conditions that the programme accepts or brings.
  public let modifiers: [DataUseModifier]
  /// The diseases studied, OncoTree codes such as `BREAST`; for disease-specific research only.
  public let diseases: [String]
  /// What makes the purpose sensitive, for example `stigmatised disease`; a person then decides on
  /// every donor.
  public let sensitive: [String]
  /// The diseases or the aim in words; says what OncoTree has no node for.
  public let text: String?

  /// States a purpose; the programme that takes it up checks it.
  /// - Parameters:
  ///   - permission: the kind of research.
  ///   - modifiers: conditions that the programme accepts or brings.
  ///   - diseases: OncoTree codes.
  ///   - sensitive: what makes the purpose sensitive.
  ///   - text: the diseases or the aim in words.
  public init(
    permission: DataUsePermission, modifiers: [DataUseModifier] = [], diseases: [String] = [],
    sensitive: [String] = [], text: String? = nil
  ) {
    self.permission = permission
    self.modifiers = modifiers
    self.diseases = diseases
    self.sensitive = sensitive
    self.text = text
  }
}
