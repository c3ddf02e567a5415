/// How the donors of a release are generalised.
public enum CohortRecoding: String, CaseIterable, Hashable, Sendable {
  /// One level of detail for each column, the same for all donors.
  case fullDomain = "full-domain"
  /// As much detail for each class as its donors share.
  case local
}
