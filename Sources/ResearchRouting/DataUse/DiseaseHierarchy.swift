/// Which disease is a kind of which other.
public struct DiseaseHierarchy: Sendable {
  private let ancestors: [String: Set<String>]

  /// Keeps a hierarchy.
  /// - Parameter ancestors: for each disease all diseases above it, in any order.
  public init(ancestors: [String: [String]]) {
    self.ancestors = ancestors.mapValues { Set($0) }
  }

  /// Whether a disease is another one or a kind of it.
  /// - Parameters:
  ///   - disease: the narrower disease.
  ///   - other: the wider disease.
  /// - Returns: whether it is.
  public func isWithin(_ disease: String, _ other: String) -> Bool {
    disease == other || ancestors[disease]?.contains(other) == true
  }
}
