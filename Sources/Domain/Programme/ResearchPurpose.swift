/// What a programme wants tissue and data for.
public struct ResearchPurpose: Hashable, Sendable {
  /// The kind of research.
  public let permission: DataUsePermission
  /// Conditions that the programme accepts or brings.
  public let modifiers: [DataUseModifier]
  /// The diseases studied, OncoTree codes such as `BREAST`; for disease-specific research only.
  public let diseases: [String]
  /// The diseases or the aim in words; says what OncoTree has no node for.
  public let text: String?

  /// States a purpose; the programme that takes it up checks it.
  /// - Parameters:
  ///   - permission: the kind of research.
  ///   - modifiers: conditions that the programme accepts or brings.
  ///   - diseases: OncoTree codes.
  ///   - text: the diseases or the aim in words.
  public init(
    permission: DataUsePermission, modifiers: [DataUseModifier] = [], diseases: [String] = [],
    text: String? = nil
  ) {
    self.permission = permission
    self.modifiers = modifiers
    self.diseases = diseases
    self.text = text
  }
}
