/// Which disease is a kind of which other.
public struct DiseaseHierarchy: Sendable {
  private let ancestors: @Sendable (String) -> [String]

  /// Takes a hierarchy as a look-up, so that nothing of it is read before a disease is asked for.
  /// - Parameter ancestors: all diseases above a disease, in any order.
  public init(ancestors: @escaping @Sendable (String) -> [String]) {
    self.ancestors = ancestors
  }

  /// Whether a disease is another one or a kind of it.
  /// - Parameters:
  ///   - disease: the narrower disease.
  ///   - other: the wider disease.
  /// - Returns: whether it is.
  public func isWithin(_ disease: String, _ other: String) -> Bool {
    disease == other || ancestors(disease).contains(other)
  }
}
